"""Making a sandbox: every table again, with its keys, constraints, rows of reference, triggers."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _
from procrastinate.schema import SchemaManager

from motcua.core.refusals import WrongState
from motcua.trials.sandbox.apart import Apart, key, shut
from motcua.trials.sandbox.dropping import PREFIX, drop

COPIED_APPS = ("agencies", "calendars", "contenttypes")
COPIED = ("django_migrations",)
"""Tables of which a sandbox has the rows too; all others are empty there."""
QUEUE = "procrastinate"
"""Tables and functions of the queue are made by its own schema file."""

TABLES = """
SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind IN ('r', 'p')
AND NOT relispartition AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_class.oid
    AND classid = 'pg_class'::regclass AND deptype = 'e') ORDER BY relname
"""
FOREIGN_KEYS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(pg_constraint.oid)
FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND connamespace = %s::regnamespace
"""
FUNCTIONS = """
SELECT proname, pg_get_functiondef(oid) FROM pg_proc
WHERE pronamespace = %s::regnamespace AND prokind IN ('f', 'p')
AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid
    AND classid = 'pg_proc'::regclass AND deptype = 'e')
"""
TRIGGERS = """
SELECT relname, pg_get_triggerdef(pg_trigger.oid, true) FROM pg_trigger
JOIN pg_class ON pg_class.oid = tgrelid
WHERE relnamespace = %s::regnamespace AND NOT tgisinternal AND tgparentid = 0
"""
IDENTITIES = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = %s AND is_identity = 'YES'
"""
PLAIN_COLUMNS = """
SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
"""
ALIEN_DEFAULTS = """
SELECT count(*) FROM pg_attrdef JOIN pg_class ON pg_class.oid = adrelid
JOIN pg_depend ON objid = pg_attrdef.oid AND pg_depend.classid = 'pg_attrdef'::regclass
JOIN pg_class AS used ON used.oid = refobjid AND refclassid = 'pg_class'::regclass
WHERE pg_class.relnamespace = %s::regnamespace AND used.relnamespace <> pg_class.relnamespace
"""


@dataclass(frozen=True)
class Plan:
    """What live data consists of; statements name nothing by its schema."""

    schema: str
    tables: list[str]
    foreign_keys: list[tuple[str, ...]]
    functions: list[str]
    triggers: list[str]


@contextmanager
def made() -> Iterator[str]:
    """A new sandbox, held until the block ends, in which its owner writes down its name.

    If the block fails, it is removed; if the server dies, `sweep` finds that nobody owns it.
    """
    plan = _read()
    name = f"{PREFIX}{secrets.token_hex(6)}"
    maker = Apart(connections[DEFAULT_DB_ALIAS], name, guest=False)
    try:
        _make(maker, plan)
        yield name
    except BaseException:
        shut(maker)
        drop(name)
        raise
    finally:
        shut(maker)


def _read() -> Plan:
    with transaction.atomic(), connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(
            "SELECT current_schema(), has_database_privilege(current_database(), 'CREATE')"
        )
        schema, may_create = cursor.fetchone()
        if not may_create:
            raise WrongState(
                _(
                    "Tài khoản cơ sở dữ liệu chưa có quyền CREATE nên chưa mở được môi trường "
                    "kiểm thử. Đề nghị người quản trị xem mục “Kiểm thử” trong hướng dẫn dùng "
                    "PostgreSQL riêng."
                )
            )
        tables = [row[0] for row in _rows(cursor, TABLES, schema)]
        functions = _rows(cursor, FUNCTIONS, schema)
        triggers = _rows(cursor, TRIGGERS, schema)
        foreign_keys = _rows(cursor, FOREIGN_KEYS, schema)
    return Plan(
        schema=schema,
        tables=[table for table in tables if not _is_queue(table)],
        foreign_keys=[row for row in foreign_keys if not _is_queue(row[0])],
        functions=[
            text.replace(f"{schema}.", "", 1) for name, text in functions if not _is_queue(name)
        ],
        triggers=[text for table, text in triggers if not _is_queue(table)],
    )


def _make(maker: Apart, plan: Plan) -> None:
    """All in one transaction, on a connection that is to be the first inside."""
    copied = _copied()
    with maker.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT pg_advisory_lock_shared(%s)", [key(maker.sandbox)])
        cursor.execute(f'CREATE SCHEMA "{maker.sandbox}"')
        for table in plan.tables:
            cursor.execute(
                f'CREATE TABLE "{table}" '
                f'(LIKE "{plan.schema}"."{table}" INCLUDING ALL EXCLUDING COMMENTS)'
            )
        for table in copied:
            _copy(cursor, plan.schema, table)
        for table, name, definition in plan.foreign_keys:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
        for statement in (*plan.functions, *plan.triggers):
            cursor.execute(statement)
        _make_queue(cursor)
        _count_on(cursor, maker.sandbox, copied)
        cursor.execute(ALIEN_DEFAULTS, [maker.sandbox])
        if cursor.fetchone()[0]:
            raise RuntimeError("a column of the sandbox takes its default from live data")
        cursor.execute("COMMIT")


def _make_queue(cursor: CursorWrapper) -> None:
    """The job queue, by its own schema file. Nobody works here, so nobody is called."""
    cursor.execute(SchemaManager.get_schema())
    cursor.execute("ALTER TABLE procrastinate_jobs DISABLE TRIGGER USER")


def _copy(cursor: CursorWrapper, schema: str, table: str) -> None:
    cursor.execute(PLAIN_COLUMNS, [f'"{schema}"."{table}"'])
    columns = cursor.fetchone()[0]
    cursor.execute(
        f'INSERT INTO "{table}" ({columns}) '  # noqa: S608  # names from the catalogue
        f'SELECT {columns} FROM "{schema}"."{table}"'
    )


def _count_on(cursor: CursorWrapper, sandbox: str, copied: list[str]) -> None:
    """Let the counters of copied rows go on after the last of them."""
    for table, column in _rows(cursor, IDENTITIES, sandbox):
        if table in copied:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, %s), max({column})) "  # noqa: S608
                f'FROM "{table}"',
                [table, column],
            )


def _copied() -> list[str]:
    models = (model for name in COPIED_APPS for model in apps.get_app_config(name).get_models())
    return [*COPIED, *(model._meta.db_table for model in models)]


def _is_queue(name: str) -> bool:
    return name.startswith(QUEUE)


def _rows(cursor: CursorWrapper, query: str, schema: str) -> list[tuple[str, ...]]:
    cursor.execute(query, [schema])
    return list(cursor.fetchall())

"""`python -m bench.run WORKLOAD`: a database of its own, the workload, and nothing left behind.

A workload is a package of this folder with a function `run()`. It prints; nothing is asserted.
"""

import os
import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    workload = sys.argv[1] if len(sys.argv) > 1 else ""
    known = sorted(path.parent.name for path in HERE.glob("*/__init__.py"))
    if workload not in known:
        raise SystemExit(f"WORKLOAD is one of: {', '.join(known)}")
    prepare()
    from django.db import connection

    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        import_module(f"bench.{workload}").run()
    finally:
        connection.creation.destroy_test_db(os.environ["MOTCUA_BENCH_DATABASE"], verbosity=0)


def prepare() -> None:
    """A cluster of its own without fsync: what is measured here is never kept."""
    from config.command import BASE, start_database

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("MOTCUA_DATA", str(BASE / ".data" / "bench"))
    os.environ.setdefault("MOTCUA_SECRET_KEY", "bench-only")
    os.environ["MOTCUA_TEST_DATABASE"] = "bench_motcua"
    start_database(durable=False)
    import django
    from django.db import connection

    django.setup()
    os.environ["MOTCUA_BENCH_DATABASE"] = connection.settings_dict["NAME"]


if __name__ == "__main__":
    main()

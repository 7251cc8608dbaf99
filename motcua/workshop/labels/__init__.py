"""What every part of the format is called on the pages, and how to fill it in. A table, no code."""

from motcua.workshop.labels import codes, form, kinds, process, record
from motcua.workshop.labels.told import Told
from motcua.workshop.shapes import Field

FIELDS: dict[str, Told] = {**record.FIELDS, **form.FIELDS, **process.FIELDS}
"""By model and member, `Paper.name`; `*.name` for a member that says the same everywhere."""
CODES, PARTS, GROUPS, KINDS = codes.CODES, codes.PARTS, kinds.GROUPS, kinds.KINDS

__all__ = ["CODES", "FIELDS", "GROUPS", "KINDS", "PARTS", "Told", "code_name", "part_name", "told"]


def told(field: Field) -> Told:
    """The label of a member; its own name where nobody wrote one."""
    known = FIELDS.get(f"{field.owner}.{field.name}") or FIELDS.get(f"*.{field.name}")
    return known or Told(field.name)


def code_name(owner: str, member: str, code: object) -> str:
    """What a code means, where it stands in a member."""
    key = str(code)
    for table in (f"{owner}.{member}", f"*.{member}"):
        if key in CODES.get(table, {}):
            return str(CODES[table][key])
    return key


def part_name(model: str) -> str:
    """One of its kind, as a button says it: `Thêm giấy tờ`."""
    return str(PARTS.get(model, model))

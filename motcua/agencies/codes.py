"""Electronic codes of agencies, in both written forms. Pure.

QĐ 20/2020/QĐ-TTg (amended by QĐ 09/2025/QĐ-TTg) writes from the root to the unit: `G12.18`,
`G12.18.05`, `G12.18.05.003`. QCVN 102:2016/BTTTT wrote always four parts, the other way round:
`003.05.18.G12`; a part of zeros is a level that is absent. Root: a letter and two digits; then
two, two and three digits. The house keeps the first form, with all digits.
"""

import re
from itertools import zip_longest

from django.utils.translation import gettext as _

from motcua.core.refusals import Invalid

PATTERN = r"^[A-Z]\d{2}(\.\d{2}(\.\d{2}(\.\d{3})?)?)?$"
_WIDTHS = (2, 2, 3)
_CURRENT = re.compile(r"([A-Z]\d{2})((?:\.\d{1,3}){0,3})", re.ASCII)
_LEGACY = re.compile(r"((?:\d{1,3}\.){1,3})([A-Z]\d{2})", re.ASCII)


def normal(code: str) -> str:
    """Either form, with or without leading zeros (`H26.5`, `38.98.H29`), as the house keeps it."""
    text = code.strip().upper()
    if match := _CURRENT.fullmatch(text):
        return _joined(code, match[1], match[2].split(".")[1:])
    if match := _LEGACY.fullmatch(text):
        return _joined(code, match[2], match[1].split(".")[-2::-1])
    raise _refusal(code)


def to_legacy(code: str) -> str:
    """`G12.18` -> `000.00.18.G12`."""
    root, *parts = normal(code).split(".")
    levels = zip_longest(parts, _WIDTHS)
    return ".".join([*reversed([part or "0" * width for part, width in levels]), root])


def from_legacy(code: str) -> str:
    """`000.00.18.G12` -> `G12.18`. Refuses the other form."""
    if not _LEGACY.fullmatch(code.strip().upper()):
        raise _refusal(code)
    return normal(code)


def is_under(code: str, parent: str) -> bool:
    """Whether a code in the house's form lies below another."""
    return code.startswith(f"{parent}.")


def _joined(code: str, root: str, parts: list[str]) -> str:
    """Root and levels from the highest; zeros at the end are levels that are absent."""
    while parts and not int(parts[-1]):
        parts.pop()
    levels = [part.lstrip("0").zfill(width) for part, width in zip(parts, _WIDTHS, strict=False)]
    if any(
        not int(level) or len(level) > width for level, width in zip(levels, _WIDTHS, strict=False)
    ):
        raise _refusal(code)
    return ".".join([root, *levels])


def _refusal(code: str) -> Invalid:
    return Invalid(
        _("Mã định danh “%(code)s” không đúng. Mã đúng có dạng H26.05 hoặc 000.00.05.H26.")
        % {"code": code[:40]}
    )

"""Printing: a typst template of ours and plain data in, an archival and accessible PDF out.

Data goes in as JSON values only, so nobody's text is ever read as typst.
"""

import functools
import io
import json
import threading
import unicodedata
from collections.abc import Mapping
from datetime import timedelta, timezone
from pathlib import Path

import segno
import typst
from django.conf import settings
from django.utils.functional import Promise
from fontTools.ttLib import TTFont

from motcua.core import clock, sandbox

# PDF/A-2a: kept for decades with all it needs inside. PDF/UA-1: a screen reader can read it.
STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
LETTER_FACES = "Tinos*.ttf"
TRIAL_MARK = "BẢN KIỂM THỬ - KHÔNG CÓ GIÁ TRỊ"  # across every page printed in a sandbox
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"

_one_at_a_time = threading.Lock()  # the compiler may not be entered by two threads


class CannotPrint(Exception):  # noqa: N818  # as CannotStart and CannotBuild in config
    """The installation lacks something that printing needs."""


def pdf(template: Path, data: Mapping[str, object], *, title: str) -> bytes:
    """The paper, dated by the clock. Letters that no font here has are printed as U+FFFD."""
    inputs = {
        "data": json.dumps(printable(data)),
        "title": _printable_text(title).strip() or template.stem,
        "mark": TRIAL_MARK if sandbox.current() else "",
    }
    with _one_at_a_time:
        printed = _compiler().compile(
            template,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=STANDARDS,
            timestamp=clock.now().astimezone(_VIETNAM_FIXED).replace(microsecond=0),
        )
    if not isinstance(printed, bytes):
        raise CannotPrint(f"{template.name} gave no PDF")
    return printed


def qr_svg(text: str, *, title: str = "") -> str:
    """A QR code as an SVG element: for a page, or for `image(bytes(...))` in a template."""
    drawn = io.BytesIO()
    segno.make_qr(text, error="m").save(
        drawn,
        kind="svg",
        xmldecl=False,
        border=4,
        title=title or None,
        svgclass=None,
        lineclass=None,
    )
    return drawn.getvalue().decode().strip()


def printable(value: object) -> object:
    """The value with every text in it made printable; refuses what JSON cannot say."""
    if isinstance(value, str | Promise):  # a translation not yet made is a text too
        return _printable_text(str(value))
    if isinstance(value, Mapping):
        return {str(key): printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [printable(item) for item in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    raise TypeError(f"a paper's data is plain; {type(value).__name__} is not")


def _printable_text(text: str) -> str:
    letters = _letters()
    composed = unicodedata.normalize("NFC", text.replace("\t", " ").replace("\r\n", "\n"))
    return "".join(
        char if char == "\n" or ord(char) in letters else _UNKNOWN
        for char in composed
        if unicodedata.category(char) != "Cf"  # bidi overrides would print a text in another order
    )


_VIETNAM_FIXED = timezone(timedelta(hours=7))


@functools.cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_font_folder()]
    )
    return typst.Compiler(root=settings.BASE, font_paths=fonts, ignore_system_fonts=True)


@functools.cache
def _letters() -> frozenset[int]:
    """The characters that every face of the letter can print, as they are and as capitals."""
    maps = []
    for path in _font_folder().glob(LETTER_FACES):
        with TTFont(path, lazy=True) as face:
            maps.append(set(face.getBestCmap() or {}))
    known = set.intersection(*maps)
    return frozenset(code for code in known if _stays_printable(chr(code), known))


def _stays_printable(char: str, known: set[int]) -> bool:
    """Whether it may stand in a heading too, in capitals; Unicode still gives letters capitals."""
    category, capitals = unicodedata.category(char), char.upper()
    if category[0] == "C" or (category == "Ll" and capitals == char):
        return False
    return known.issuperset(map(ord, capitals))


def _font_folder() -> Path:
    folder = Path(getattr(settings, "FONTS", settings.BASE / "build" / "fonts"))
    if not any(folder.glob(LETTER_FACES)):
        raise CannotPrint(f"No Tinos fonts in {folder}. Run: motcua assets")
    return folder

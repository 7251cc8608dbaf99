"""Files of kinds that do not come in: what to tell their sender; and two files in one."""

from typing import IO

import puremagic
from django.utils.translation import gettext as _

from motcua.documents.inspection.policy import DOCX, PDF, XLSX, Kind, Unfit

_SURE = 0.8
_TAIL = 66_000  # an archive's directory ends within its last 65,557 bytes


def advice_on(head: bytes, extension: str, shown: str) -> str | None:
    """What to do with a kind of file that people do send, told by content, else by name."""
    kind = _known_stranger(head) or extension
    for kinds, advice in _advice().items():
        if kind in kinds:
            return _("Tệp “%(name)s” chưa nhận được. %(advice)s") % {
                "name": shown,
                "advice": advice,
            }
    return None


def is_locked_or_old(head: bytes) -> bool:
    """An OLE container: Word and Excel of old, and those of today once they have a password."""
    return head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def _advice() -> dict[tuple[str, ...], str]:
    return {
        ("heic", "heif", "avif"): _(
            "Đây là ảnh dạng HEIC của điện thoại. Hãy vào Cài đặt › Camera › Định dạng, chọn "
            "“Tương thích nhất” rồi chụp lại, hoặc gửi ảnh JPEG."
        ),
        ("doc", "xls", "ppt", "rtf", "odt", "ods", "docm", "xlsm", "dotm", "dot", "xlsb"): _(
            "Hãy mở tệp rồi lưu thành PDF, .docx hoặc .xlsx và gửi lại."
        ),
        ("zip", "rar", "7z", "gz", "tar"): _(
            "Đây là tệp nén. Hãy giải nén rồi gửi từng giấy tờ dạng PDF hoặc ảnh."
        ),
        ("webp", "gif", "bmp", "tif", "tiff", "svg"): _(
            "Hãy lưu ảnh thành JPEG hoặc PNG rồi gửi lại."
        ),
    }


def _known_stranger(head: bytes) -> str | None:
    if head[4:8] == b"ftyp" and head[8:11] in {b"hei", b"hev", b"mif", b"msf", b"avi"}:
        return "heic"
    try:
        best = puremagic.magic_string(head)[0]
    except (puremagic.PureError, ValueError, IndexError):
        return None
    return best.extension.lstrip(".").lower() if best.confidence >= _SURE else None


def check_single(stream: IO[bytes], kind: Kind) -> None:
    """Refuses a file that another program would read as something else (a polyglot)."""
    stream.seek(0)
    head = stream.read(1024).lower()
    stream.seek(max(0, stream.seek(0, 2) - _TAIL))
    tail = stream.read()
    is_archive = kind in {DOCX, XLSX}
    if (
        (kind is not PDF and b"%pdf-" in head)
        or (not is_archive and (b"PK\x05\x06" in tail or b"PK\x06\x07" in tail))
        or any(mark in head for mark in (b"<html", b"<script", b"<!doctype html", b"<?php"))
    ):
        raise Unfit(
            _("bên trong có giấu một tệp khác. Hãy chụp hoặc quét lại giấy tờ rồi gửi tệp mới.")
        )

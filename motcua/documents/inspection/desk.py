"""The desk where a file is looked at: size, name, kind by content, inside, viruses."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from motcua.core.refusals import Invalid
from motcua.documents.inspection import names, office, pdf, pictures, virus
from motcua.documents.inspection.policy import DOCX, JPEG, PDF, PNG, XLSX, Kind, Policy, Unfit
from motcua.documents.inspection.strangers import (
    advice_on,
    check_single,
    is_locked_or_old,
)


@dataclass(frozen=True)
class Finding:
    """A file that may come in: its kind, harmless name and size."""

    kind: Kind
    name: str
    size: int


CHECKS: dict[Kind, Callable[[IO[bytes]], None]] = {
    PDF: pdf.check,
    JPEG: pictures.check_jpeg,
    PNG: pictures.check_png,
    DOCX: office.check,
    XLSX: office.check,
}


def inspect(stream: IO[bytes], raw_name: str, policy: Policy) -> Finding:
    """What this file is, if it may come in; otherwise Invalid with one sentence that helps."""
    stem, extension = names.split(raw_name)
    shown = names.short(names.joined(stem, extension))
    size = _size(stream, shown, policy)
    kind = _kind(stream, shown, extension, policy)
    try:
        check_single(stream, kind)
        CHECKS[kind](stream)
        virus.check(stream)
    except Unfit as unfit:
        raise Invalid(
            _("Tệp “%(name)s” không nhận được: %(why)s") % {"name": shown, "why": unfit}
        ) from None
    return Finding(kind, names.joined(stem, extension or kind.extensions[0]), size)


def _size(stream: IO[bytes], shown: str, policy: Policy) -> int:
    size = stream.seek(0, 2)
    if size == 0:
        raise Invalid(
            _("Tệp “%(name)s” không có nội dung. Hãy chọn lại tệp hoặc chụp, quét lại giấy tờ.")
            % {"name": shown}
        )
    if size > policy.max_bytes:
        raise Invalid(
            _(
                "Tệp “%(name)s” lớn hơn %(limit)d MB. Hãy quét ở độ phân giải thấp hơn "
                "hoặc chia thành nhiều tệp."
            )
            % {"name": shown, "limit": policy.max_bytes // (1024 * 1024)}
        )
    return size


def _kind(stream: IO[bytes], shown: str, extension: str, policy: Policy) -> Kind:
    """The kind told by the content; the name has to agree with it."""
    stream.seek(0)
    head = stream.read(2048)
    kind = _by_content(head, stream)
    if kind in policy.kinds and (not extension or extension in kind.extensions):
        return kind
    expected = next((known for known in policy.kinds if extension in known.extensions), None)
    if expected is None:
        raise Invalid(
            advice_on(head, extension, shown)
            or _("Tệp “%(name)s” thuộc loại không nhận. Vui lòng gửi tệp %(kinds)s.")
            % {"name": shown, "kinds": policy.names}
        )
    if expected in {DOCX, XLSX} and is_locked_or_old(head):
        raise Invalid(
            _(
                "Tệp “%(name)s” đang đặt mật khẩu hoặc là tệp đời cũ. "
                "Hãy bỏ mật khẩu, lưu lại thành %(kind)s hoặc PDF rồi gửi."
            )
            % {"name": shown, "kind": _(expected.name)}
        )
    raise Invalid(
        _(
            "Tệp “%(name)s” có đuôi .%(extension)s nhưng nội dung không phải %(kind)s. "
            "Hãy chụp hoặc quét lại giấy tờ rồi gửi tệp mới."
        )
        % {"name": shown, "extension": extension, "kind": _(expected.name)}
    )


def _by_content(head: bytes, stream: IO[bytes]) -> Kind | None:
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"PK\x03\x04"):
        return office.kind_of(stream)
    return None

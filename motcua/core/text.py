"""Text from outside, made safe to keep: NFC, no NUL, no lone surrogate, no control character."""

import unicodedata

from django.utils.translation import gettext as _

from motcua.core.refusals import Invalid

_KEPT = {"\n", "\t"}


def clean(text: str) -> str:
    """The text in NFC with line ends as LF. Refuses what PostgreSQL or a reader cannot hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(unicodedata.category(char) in {"Cc", "Cs"} and char not in _KEPT for char in text):
        raise Invalid(_("Nội dung có ký tự không đọc được. Vui lòng xóa ký tự đó và nhập lại."))
    return unicodedata.normalize("NFC", text)

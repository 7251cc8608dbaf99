"""How to reach somebody: checked before it is kept. Empty stays empty."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from motcua.core.refusals import Invalid
from motcua.core.text import clean
from motcua.identity import numbers

EMAIL_LIMIT = 254


def email(text: str) -> str:
    """An e-mail address, or nothing."""
    address = clean(text).strip()
    if not address:
        return ""
    try:
        if len(address) > EMAIL_LIMIT:
            raise ValidationError("too long")
        validate_email(address)
    except ValidationError:
        raise Invalid(_("Địa chỉ thư điện tử chưa đúng, ví dụ ten@example.vn.")) from None
    return address


def phone(text: str) -> str:
    """A telephone number, or nothing."""
    return numbers.phone(text) if text.strip() else ""


def line(text: str, *, limit: int, what: str) -> str:
    """One line of free text within its limit; `what` names it to the person."""
    words = " ".join(clean(text[: 4 * limit + 1]).split())
    if len(words) > limit:
        raise Invalid(
            _("%(what)s dài quá %(limit)d ký tự. Vui lòng viết ngắn lại.")
            % {"what": what, "limit": limit}
        )
    return words

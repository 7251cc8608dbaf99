"""Questions about notices; a person sees their own only."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.core.refusals import NotFound
from motcua.identity.models import User
from motcua.notices.models import Notice


def notices_of(by: User) -> QuerySet[Notice]:
    """This person's notices, latest first."""
    return Notice.objects.filter(user=by).order_by("-id")


def notice_of(by: User, notice_id: UUID) -> Notice:
    """One notice of this person's; another's does not exist for them."""
    found = notices_of(by).filter(pk=notice_id).first()
    if found is None:
        raise NotFound(_("Không tìm thấy thông báo này."))
    return found


def unread_count(user: Any) -> int:
    """How many notices this person has not read; none for a visitor."""
    if not isinstance(user, User):
        return 0
    return Notice.objects.unread().filter(user=user).count()

"""The language a person reads."""

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, NotAllowed
from motcua.identity.events import LanguageChosen
from motcua.identity.models import Language, User


@transaction.atomic
def choose_language(user: User, *, by: Actor, language: str) -> User:
    """Write to this person in this language from now on; the same again changes nothing."""
    if by != user:
        raise NotAllowed(_("Chỉ chính chủ tài khoản được chọn ngôn ngữ của mình."))
    if language not in Language.values:
        raise Invalid(_("Trang này không có ngôn ngữ đó. Vui lòng chọn tiếng Việt hoặc tiếng Anh."))
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.language != language:
        user.language = language
        user.save(update_fields=["language"])
        emit(LanguageChosen(user=user.pk, language=language), by=by)
    return user

"""Beginning a manuscript: from nothing, from a version in force, or from what was brought along."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.agencies.models import Agency
from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid
from motcua.core.text import clean
from motcua.procedures import interchange, package
from motcua.procedures.actions.permission import require_govern
from motcua.procedures.models import Version
from motcua.procedures.package import reading
from motcua.workshop import permission
from motcua.workshop.events import ManuscriptBegun
from motcua.workshop.models import Manuscript
from motcua.workshop.source.places import Source
from motcua.workshop.source.skeleton import skeleton
from motcua.workshop.source.titles import code_of, size, title_of


@transaction.atomic
def begin(owner: Agency, *, by: Actor, name: str, code: str = "") -> Manuscript:
    """From nothing: a first page and a short way, the rest open."""
    name = " ".join(clean(name).split())
    if not name:
        raise Invalid(_("Hãy đặt tên cho thủ tục."))
    return _begun(skeleton(code.strip(), name, owner.code), owner, by, "nothing")


@transaction.atomic
def renew(version: Version, *, by: Actor, owner: Agency) -> Manuscript:
    """From a version of a procedure, to amend it."""
    source = package.to_json(version.package)
    return _begun(source, owner, by, "version", begun_from=version)


@transaction.atomic
def begin_from_text(owner: Agency, *, by: Actor, text: str) -> Manuscript:
    """From a package as YAML or JSON, complete or not. What is no package at all is refused."""
    found = reading.read(text).data
    if not isinstance(found, dict) or not found:
        raise Invalid(_("Tệp này không phải gói thủ tục: cần các mục như code, name, form."))
    return _begun({"format": 1, **_plain(found)}, owner, by, "text")


@transaction.atomic
def begin_from_national(owner: Agency, *, by: Actor, text: str) -> Manuscript:
    """From a national record; form, reception and process are still to be written."""
    read = interchange.from_national(text)
    return _begun(package.to_json(read), owner, by, "national")


def _begun(
    source: Source, owner: Agency, by: Actor, kind: str, begun_from: Version | None = None
) -> Manuscript:
    require_govern(by)
    permission.require_writer(by, owner)
    reading.within_bounds(source)
    if size(source) > reading.MOST_BYTES:
        raise Invalid(_("Bản thảo lớn quá 1 MB. Hãy bỏ bớt nội dung."))
    made = Manuscript.objects.create(
        owner=owner,
        source=source,
        code=code_of(source),
        title=title_of(source),
        begun_from=begun_from,
        changed_at=clock.now(),
        changed_by=by.actor_ref.name,
    )
    emit(
        ManuscriptBegun(manuscript=made.pk, owner=owner.code, code=made.code[:60], source=kind),
        by=by,
    )
    return made


def _plain(found: dict[str, Any]) -> Source:
    """Texts that can be kept: no unreadable characters."""
    return {clean(str(key)): _readable(value) for key, value in found.items()}


def _readable(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return _plain(value)
    return [_readable(one) for one in value] if isinstance(value, list) else value

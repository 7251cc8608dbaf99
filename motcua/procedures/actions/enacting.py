"""From which day a version is in force: written ahead, and taken up when the day comes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.core.actors import SYSTEM, Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid
from motcua.procedures.events import ProcedureTookEffect
from motcua.procedures.models import (
    PUBLIC,
    Enactment,
    Procedure,
    PublicationDecision,
    State,
    Transition,
    Version,
)
from motcua.procedures.package import Package
from motcua.procedures.seeking.spelling import indexed, slug, spelt
from motcua.procedures.texts import english, vietnamese


@dataclass(frozen=True)
class Terms:
    """From when, for which dossiers, by which decision."""

    effective_from: date
    transition: Transition = Transition.SUBMITTED
    note: str = ""
    decision: PublicationDecision | None = None


def held(version: Version) -> tuple[Version, Procedure]:
    """The version and its procedure, read again and held until the transaction ends."""
    procedure = Procedure.objects.select_for_update().get(pk=version.procedure_id)
    version = Version.objects.select_for_update().get(pk=version.pk)
    version.procedure = procedure
    return version, procedure


def enact(procedure: Procedure, version: Version | None, terms: Terms) -> Enactment:
    """Write from when a version (or none) is in force; today or earlier: it is at once.

    The procedure is held by the caller. The past of a procedure is never written anew.
    """
    _catch_up(procedure)
    latest = procedure.enactments.exclude(taken_at=None).order_by("-effective_from").first()
    if latest and terms.effective_from < latest.effective_from:
        raise Invalid(
            _("Bản trước đã áp dụng từ ngày %(day)s: hãy chọn ngày ấy hoặc ngày sau đó.")
            % {"day": f"{latest.effective_from:%d/%m/%Y}"}
        )
    last = procedure.enactments.order_by("-number").values_list("number", flat=True).first()
    enactment = Enactment.objects.create(
        procedure=procedure,
        number=(last or 0) + 1,
        version=version,
        decision=terms.decision,
        effective_from=terms.effective_from,
        transition=terms.transition,
        transition_note=terms.note,
    )
    if terms.effective_from <= clock.today():
        take_up(procedure, enactment)
    mark_amendment(procedure)
    return enactment


def take_effect(*, by: Actor = SYSTEM) -> int:
    """Take up everything whose day has come; returns how many. Safe to repeat, and to race."""
    due = Enactment.objects.filter(
        taken_at=None, revoked_at=None, effective_from__lte=clock.today()
    )
    waiting = due.order_by("effective_from", "number").values_list("pk", "procedure_id")
    return sum(_take_one(enactment, procedure, by) for enactment, procedure in list(waiting))


def _take_one(enactment_id: UUID, procedure_id: UUID, by: Actor) -> bool:
    with transaction.atomic():
        procedure = Procedure.objects.select_for_update().get(pk=procedure_id)
        enactment = Enactment.objects.select_for_update().get(pk=enactment_id)
        if enactment.taken_at or enactment.revoked_at:
            return False
        _come(procedure, enactment, by)
        mark_amendment(procedure)
        return True


def _catch_up(procedure: Procedure) -> None:
    """Whatever should have taken effect already does so first, in its order."""
    due = procedure.enactments.filter(
        taken_at=None, revoked_at=None, effective_from__lte=clock.today()
    )
    for enactment in due.order_by("effective_from", "number"):
        _come(procedure, enactment, SYSTEM)


def _come(procedure: Procedure, enactment: Enactment, by: Actor) -> None:
    """The day has come."""
    take_up(procedure, enactment)
    emit(
        ProcedureTookEffect(
            procedure=procedure.pk,
            version=enactment.version_id,
            code=procedure.code,
            effective_from=enactment.effective_from,
        ),
        by=by,
    )


def take_up(procedure: Procedure, enactment: Enactment) -> None:
    """Show the version (or none) as the one in force. The procedure is held by the caller."""
    enactment.taken_at = clock.now()
    enactment.save(update_fields=["taken_at"])
    replaced, version = procedure.current, enactment.version
    procedure.current = version
    if version is not None:
        show(procedure, version.package)
    procedure.save()
    if version is None and replaced is not None and replaced.state in PUBLIC:
        replaced.move_to(State.WITHDRAWN)
        replaced.save(update_fields=["state"])
    elif replaced is not None and replaced.state == State.AMENDING:
        replaced.move_to(State.PUBLISHED)
        replaced.save(update_fields=["state"])


def mark_amendment(procedure: Procedure) -> None:
    """The version in force says whether another is on its way to replace it."""
    if procedure.current_id is None:
        return
    current = Version.objects.get(pk=procedure.current_id)
    if current.state not in PUBLIC:
        return
    coming = procedure.versions.filter(state__in=(State.AWAITING, State.APPROVED)).exists()
    coming = (
        coming
        or procedure.enactments.filter(
            taken_at=None, revoked_at=None, version__isnull=False
        ).exists()
    )
    state = State.AMENDING if coming else State.PUBLISHED
    if current.state != state:
        current.move_to(state)
        current.save(update_fields=["state"])


def show(procedure: Procedure, read: Package) -> None:
    """Copy what lists and searches need from the package in force."""
    procedure.name, procedure.name_en = vietnamese(read.name), english(read.name)
    procedure.summary, procedure.summary_en = vietnamese(read.summary), english(read.summary)
    procedure.field_code = read.field.code
    procedure.field_name = vietnamese(read.field.name)
    procedure.field_name_en = english(read.field.name)
    procedure.levels, procedure.subjects = list(read.levels), list(read.subjects)
    bodies = {slug(vietnamese(one.name)): one.name for one in read.agencies.performing}
    procedure.agency_slugs = list(bodies)
    procedure.agency_names = [vietnamese(name) for name in bodies.values()]
    procedure.agency_names_en = [english(name) for name in bodies.values()]
    _index(procedure, read)


def _index(procedure: Procedure, read: Package) -> None:
    """What it is found by: its title, what people call it, and all that comes in or out of it."""
    synonyms = [*read.keywords, procedure.name_en]
    rest = [procedure.field_name, procedure.field_name_en, read.code]
    rest += [vietnamese(result.name) for result in read.results]
    for case in read.cases:
        rest += [vietnamese(paper.name) for paper in case.papers]
    procedure.folded_title = indexed([procedure.name])
    procedure.folded_synonyms = indexed(synonyms)
    procedure.folded_rest = indexed(dict.fromkeys(rest))
    procedure.spelt_title = spelt(procedure.name)
    procedure.spelt_synonyms = "|".join(map(spelt, read.keywords))

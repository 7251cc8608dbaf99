"""Everything that can be done to procedures. The only code that writes them."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.agencies.models import AgencyLevel, Role
from motcua.core import clock
from motcua.core.actors import Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, NotAllowed, Problem, WrongState
from motcua.core.search import fold
from motcua.identity import access
from motcua.identity.models import User
from motcua.procedures import form, package
from motcua.procedures.events import VersionImported, VersionPublished, VersionWithdrawn
from motcua.procedures.form.compiled import compile_package
from motcua.procedures.models import Procedure, State, Version
from motcua.procedures.package import Package
from motcua.procedures.texts import english, vietnamese


@transaction.atomic
def import_package(source: str | Mapping[str, Any], *, by: Actor) -> Version:
    """A draft version from a package; a content that is known already is the version it was."""
    _require_govern(by)
    read = package.load(source)
    Procedure.objects.get_or_create(code=read.code, defaults={"name": vietnamese(read.name)})
    procedure = Procedure.objects.select_for_update().get(code=read.code)
    fingerprint = package.sha256(read)
    known = procedure.versions.filter(sha256=fingerprint).first()
    if known:
        return known
    last = procedure.versions.order_by("-number").values_list("number", flat=True).first()
    version = Version.objects.create(
        procedure=procedure,
        number=(last or 0) + 1,
        source=package.to_json(read),
        sha256=fingerprint,
    )
    emit(
        VersionImported(
            procedure=procedure.pk,
            version=version.pk,
            code=procedure.code,
            number=version.number,
            sha256=fingerprint,
        ),
        by=by,
    )
    return version


def export_package(version: Version) -> str:
    """The package as YAML text; imported again it is the same version."""
    return package.to_yaml(version.package)


@transaction.atomic
def publish(version: Version, *, by: Actor, effective_from: date | None = None) -> Version:
    """Make a version the one in force; dossiers begun on an earlier one keep it.

    The package is checked anew, with its worked examples. Refuses with every finding.
    """
    _require_govern(by)
    version, procedure = _held(version)
    if version.state == State.WITHDRAWN:
        raise WrongState(_("Bản này đã thôi công bố. Hãy nhập một bản mới."))
    if procedure.current_id == version.pk:
        return version
    read = package.load(version.source)
    if wrong := example_findings(read):
        raise Invalid(_("Ví dụ kèm gói thủ tục không cho kết quả như đã ghi."), wrong)
    if version.state == State.DRAFT:
        _date(version, effective_from)
    procedure.current = version
    _show(procedure, read)
    procedure.save()
    emit(
        VersionPublished(
            procedure=procedure.pk,
            version=version.pk,
            code=procedure.code,
            number=version.number,
            effective_from=version.effective_from or clock.today(),
        ),
        by=by,
    )
    return version


@transaction.atomic
def withdraw(version: Version, *, by: Actor, reason: str) -> Version:
    """End the publication of a version; it stays readable for the dossiers that follow it."""
    _require_govern(by)
    if not reason.strip():
        raise Invalid(_("Hãy nêu lý do thôi công bố."), [Problem("reason", _("Nêu lý do."))])
    version, procedure = _held(version)
    if version.state != State.PUBLISHED:
        raise WrongState(_("Chỉ thôi công bố được bản đang công bố."))
    version.state = State.WITHDRAWN
    version.save(update_fields=["state"])
    if procedure.current_id == version.pk:
        procedure.current = None
        procedure.save(update_fields=["current"])
    emit(
        VersionWithdrawn(
            procedure=procedure.pk,
            version=version.pk,
            code=procedure.code,
            number=version.number,
            reason=reason.strip()[:500],
        ),
        by=by,
    )
    return version


def example_findings(read: Package) -> list[Problem]:
    """Where the worked examples do not end as they say."""
    ready = compile_package(read)
    wrong = []
    for number, example in enumerate(read.examples):
        place = f"examples[{number}]"
        with clock.moved_to(noon_of(example.on)):
            found = sorted({one.place for one in form.problems_of(ready, example.answers)})
        if found != sorted(set(example.wrong)):
            said = _("Kiểm tra cho thấy chỗ sai: %(found)s.") % {"found": ", ".join(found) or "-"}
            wrong.append(Problem(f"{place}.wrong", said))
        end = read.process.end_of_walk(example.outcomes)
        if example.end and end != example.end:
            said = _("Các kết quả dẫn tới “%(end)s”.") % {"end": end}
            wrong.append(Problem(f"{place}.end", said))
    return wrong


def noon_of(day: date) -> datetime:
    """The moment at which worked examples of a day are tried."""
    return datetime.combine(day, time(12), tzinfo=clock.VIETNAM)


def _date(version: Version, effective_from: date | None) -> None:
    today = clock.today()
    if effective_from and effective_from > today:
        raise Invalid(_("Ngày hiệu lực không được sau ngày công bố."))
    version.state = State.PUBLISHED
    version.effective_from = effective_from or today
    version.published_at = clock.now()
    version.save(update_fields=["state", "effective_from", "published_at"])


def _show(procedure: Procedure, read: Package) -> None:
    """Copy what lists and searches need from the package in force."""
    procedure.name, procedure.name_en = vietnamese(read.name), english(read.name)
    procedure.summary, procedure.summary_en = vietnamese(read.summary), english(read.summary)
    procedure.field_code = read.field.code
    procedure.field_name = vietnamese(read.field.name)
    procedure.field_name_en = english(read.field.name)
    procedure.levels, procedure.subjects = list(read.levels), list(read.subjects)
    procedure.folded_title = fold(procedure.name)
    rest = [procedure.name_en, procedure.field_name, procedure.field_name_en, *read.keywords]
    rest += [vietnamese(result.name) for result in read.results]
    procedure.folded_rest = " ".join(fold(one) for one in (*rest, read.code) if one)


def _held(version: Version) -> tuple[Version, Procedure]:
    """The version and its procedure, read again and held until the transaction ends."""
    procedure = Procedure.objects.select_for_update().get(pk=version.procedure_id)
    version = Version.objects.select_for_update().get(pk=version.pk)
    version.procedure = procedure
    return version, procedure


def _require_govern(by: Actor) -> None:
    """Procedures are made public by the platform itself, a ministry or a province."""
    access.require_administrator(by, to=_("nhập và công bố thủ tục"))
    if isinstance(by, User) and not by.is_superuser:
        levels = {agency.level for agency in access.agencies_of(by, Role.ADMINISTRATOR)}
        if not levels & {AgencyLevel.CENTRAL, AgencyLevel.PROVINCE}:
            raise NotAllowed(_("Thủ tục do bộ hoặc Ủy ban nhân dân cấp tỉnh công bố."))

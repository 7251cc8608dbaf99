"""Reactions of the dossiers themselves: papers are printed, and people are told."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.core.actors import SYSTEM
from motcua.core.clock import VIETNAM
from motcua.core.events import reacts_to
from motcua.dossiers import actions
from motcua.dossiers.events import (
    DossierAccepted,
    DossierDecided,
    DossierNotAccepted,
    DossierStopped,
    DossierSubmitted,
    PaymentAsked,
    ResultReturned,
    SupplementAsked,
)
from motcua.dossiers.models import Dossier
from motcua.notices.actions import notify
from motcua.procedures.texts import figures


@reacts_to(DossierSubmitted)
def tell_it_was_filed(event: DossierSubmitted) -> None:
    dossier = _dossier(event.dossier)
    _tell(
        dossier,
        lambda: (
            _("Đã nộp hồ sơ"),
            _("%(agency)s đã nhận được hồ sơ “%(procedure)s” của bạn và sẽ kiểm tra để tiếp nhận.")
            % {"agency": dossier.agency.name, "procedure": dossier.version.procedure.title},
        ),
    )


@reacts_to(DossierAccepted)
def print_receipt(event: DossierAccepted) -> None:
    actions.issue_receipt(_dossier(event.dossier), by=SYSTEM)


@reacts_to(DossierAccepted)
def tell_it_was_accepted(event: DossierAccepted) -> None:
    due = event.due_at.astimezone(VIETNAM)
    _tell(
        _dossier(event.dossier),
        lambda: (
            _("Hồ sơ đã được tiếp nhận"),
            _("Mã hồ sơ %(code)s, hẹn trả kết quả lúc %(due)s.")
            % {"code": event.code, "due": f"{due:%H:%M %d/%m/%Y}"},
        ),
    )


@reacts_to(DossierNotAccepted)
def print_refusal(event: DossierNotAccepted) -> None:
    actions.issue_refusal(
        _dossier(event.dossier), by=SYSTEM, reason=event.reason, legal_basis=event.legal_basis
    )


@reacts_to(DossierNotAccepted)
def tell_it_was_not_accepted(event: DossierNotAccepted) -> None:
    _tell(_dossier(event.dossier), lambda: (_("Hồ sơ không được tiếp nhận"), event.reason))


@reacts_to(SupplementAsked)
def print_supplement_request(event: SupplementAsked) -> None:
    actions.issue_supplement_request(
        _dossier(event.dossier), by=SYSTEM, reason=event.reason, legal_basis=event.legal_basis
    )


@reacts_to(SupplementAsked)
def tell_what_to_supply(event: SupplementAsked) -> None:
    _tell(_dossier(event.dossier), lambda: (_("Hồ sơ cần bổ sung"), event.reason))


@reacts_to(PaymentAsked)
def tell_what_to_pay(event: PaymentAsked) -> None:
    _tell(
        _dossier(event.dossier),
        lambda: (
            _("Cần nộp phí, lệ phí"),
            _("%(what)s: %(amount)s đồng.")
            % {"what": event.what_for, "amount": figures(event.amount)},
        ),
    )


@reacts_to(DossierStopped)
def tell_it_was_stopped(event: DossierStopped) -> None:
    _tell(_dossier(event.dossier), lambda: (_("Cơ quan dừng giải quyết hồ sơ"), event.reason))


@reacts_to(DossierDecided)
def tell_it_was_decided(event: DossierDecided) -> None:
    _tell(
        _dossier(event.dossier),
        lambda: (
            _("Hồ sơ đã có kết quả"),
            _("Kết quả đã được ký. Bạn có thể xem và tải về."),
        ),
    )


@reacts_to(ResultReturned)
def ask_for_a_rating(event: ResultReturned) -> None:
    _tell(
        _dossier(event.dossier),
        lambda: (
            _("Đã trả kết quả"),
            _("%(how)s. Mời bạn đánh giá việc giải quyết hồ sơ.") % {"how": _(event.how)},
        ),
    )


def _dossier(id: UUID) -> Dossier:
    related = ("version__procedure", "agency__area", "applicant__user", "submitter")
    return Dossier.objects.select_related(*related).get(pk=id)


def _tell(dossier: Dossier, words: Callable[[], tuple[str, str]]) -> None:
    """Tell who filed it, and its owner where that is somebody else, in both languages."""
    with override("vi"):
        subject, body = words()
    with override("en"):
        english = words()
    link = reverse("dossiers:dossier", args=[dossier.pk])
    people = {dossier.submitter_id: dossier.submitter}
    if dossier.applicant.user:
        people[dossier.applicant.user.pk] = dossier.applicant.user
    for person in people.values():
        notify(person, by=SYSTEM, subject=subject, body=body, link=link, english=english)

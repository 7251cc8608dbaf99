"""Reactions of the dossiers themselves: papers are printed, and people are told."""

from collections.abc import Callable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.agencies.models import Role
from motcua.core.actors import SYSTEM
from motcua.core.clock import VIETNAM
from motcua.core.events import Event, reacts_to
from motcua.dossiers import actions, queries
from motcua.dossiers.events import (
    BranchesNotNeeded,
    ChildAsked,
    ChildNotBegun,
    DossierAccepted,
    DossierDecided,
    DossierNotAccepted,
    DossierStopped,
    DossierSubmitted,
    DossierWithdrawn,
    PaymentAsked,
    ResultReturned,
    StepEscalated,
    SupplementAsked,
)
from motcua.dossiers.models import Dossier, Step
from motcua.identity import queries as identity
from motcua.identity.models import User
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
        _dossier(event.dossier),
        by=SYSTEM,
        reason=event.reason,
        legal_basis=event.legal_basis,
        exception=event.exception,
    )


@reacts_to(SupplementAsked)
def tell_what_to_supply(event: SupplementAsked) -> None:
    def words() -> tuple[str, str]:
        again = event.exception and _("Lý do phải yêu cầu lần nữa: %s") % event.exception
        return _("Hồ sơ cần bổ sung"), "\n".join(filter(None, (event.reason, again)))

    _tell(_dossier(event.dossier), words)


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


@reacts_to(ChildAsked)
def begin_child(event: ChildAsked) -> None:
    step = Step.objects.select_related("dossier").get(pk=event.step)
    actions.begin_child(step, by=SYSTEM)


@reacts_to(ChildNotBegun)
def tell_that_a_step_is_to_be_done_by_hand(event: ChildNotBegun) -> None:
    step = Step.objects.select_related("agency", "dossier").get(pk=event.step)
    _tell_people(
        identity.holders_of(step.agency, Role(step.role)),
        lambda: (
            _("Chưa lập được hồ sơ ở cơ quan khác"),
            _("Hồ sơ %(code)s, bước “%(step)s”: %(reason)s Bước này chờ bạn xử lý.")
            % {"code": step.dossier.code or "", "step": event.name, "reason": event.reason},
        ),
        reverse("dossiers:desk:dossier", args=[event.dossier]),
    )


def answer_parent(event: Event) -> None:
    actions.answer_parent(_dossier(event.subject), by=SYSTEM)


def end_children(event: Event) -> None:
    for step in queries.steps_with_idle_children(event.subject):
        actions.end_child(step, by=SYSTEM)


for ended in (DossierDecided, DossierNotAccepted, DossierWithdrawn, DossierStopped):
    reacts_to(ended)(answer_parent)
for idle in (BranchesNotNeeded, DossierWithdrawn, DossierStopped):
    reacts_to(idle)(end_children)


@reacts_to(StepEscalated)
def tell_of_delay(event: StepEscalated) -> None:
    step = Step.objects.select_related("agency", "dossier").get(pk=event.step)
    _tell_people(
        identity.holders_of(step.agency, Role(event.role)),
        lambda: (
            _("Bước xử lý sắp hoặc đã quá hạn"),
            _("Hồ sơ %(code)s, bước “%(step)s”: đã qua %(share)d%% thời gian.")
            % {"code": step.dossier.code or "", "step": event.name, "share": event.share},
        ),
        reverse("dossiers:desk:dossier", args=[event.dossier]),
    )


def _tell_people(ids: list[UUID], words: Callable[[], tuple[str, str]], link: str) -> None:
    with override("vi"):
        subject, body = words()
    with override("en"):
        english = words()
    for person in User.objects.filter(pk__in=ids):
        notify(person, by=SYSTEM, subject=subject, body=body, link=link, english=english)


def _dossier(id: UUID) -> Dossier:
    related = ("version__procedure", "agency__area", "applicant__user", "submitter")
    return Dossier.objects.select_related(*related).get(pk=id)


def _tell(dossier: Dossier, words: Callable[[], tuple[str, str]]) -> None:
    """Tell who filed it, and its owner where that is somebody else, in both languages.

    Of another agency's leg they read on the page of the dossier that they filed.
    """
    if Step.objects.filter(child=dossier).exists():
        return
    people = {dossier.submitter_id} | {dossier.applicant.user_id} - {None}
    link = reverse("dossiers:dossier", args=[dossier.pk])
    _tell_people([id for id in people if id], words, link)

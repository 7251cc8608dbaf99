"""What an official can do with a dossier now: asked by the page, and asked again by the action."""

from collections.abc import Iterable
from typing import Literal

from motcua.agencies.models import Role
from motcua.core.journal import entries_about
from motcua.dossiers.models import MOVES, Dossier, Status, Step
from motcua.identity import access
from motcua.identity.models import User

Act = Literal[
    "accept", "take", "complete", "return_result", "confirm_payment",
    "ask_supplement", "ask_payment", "refuse", "stop", "issue_output",
]  # fmt: skip

BY_POST: tuple[tuple[Act, Status, tuple[Role, ...]], ...] = (
    ("accept", Status.RECEIVED, (Role.RECEIVER,)),
    ("ask_supplement", Status.SUPPLEMENT_ASKED, (Role.RECEIVER, Role.HANDLER)),
    ("ask_payment", Status.PAYMENT_ASKED, (Role.RECEIVER, Role.HANDLER)),
    ("refuse", Status.NOT_RECEIVED, (Role.RECEIVER,)),
    ("stop", Status.STOPPED, (Role.HEAD, Role.SIGNER)),
)

MOST_SUPPLEMENTS = 2
"""The rule is one; the second is an exception with its reason; there is no third."""


def doable_by(user: User, dossier: Dossier) -> list[Act]:
    """The acts that this official's posts and the dossier's state allow, the likeliest first."""
    status = Status(dossier.status)
    acts = _step_acts(user, dossier, status)
    if status == Status.PAYMENT_ASKED and access.holds(user, Role.RECEIVER, at=dossier.agency):
        acts.append("confirm_payment")
    acts += [
        act
        for act, target, roles in BY_POST
        if target in MOVES[status] and access.holds(user, *roles, at=dossier.agency)
    ]
    if "ask_supplement" in acts and supplements_asked(dossier) >= MOST_SUPPLEMENTS:
        acts.remove("ask_supplement")
    if status == Status.SUPPLEMENT_ASKED and "refuse" in acts and dossier.received_at:
        acts.remove("refuse")
    return acts


def supplements_asked(dossier: Dossier) -> int:
    """How often the applicant was asked for a supplement: once is the rule."""
    return entries_about(dossier.pk).filter(event="dossiers.SupplementAsked").count()


def open_step_of(user: User, dossier: Dossier) -> Step | None:
    """The open step that is this official's to do now, their own before those of nobody."""
    steps = dossier.steps.select_related("agency", "holder").filter(done_at=None)
    return next(iter(open_steps_of(user, steps)), None)


def open_steps_of(user: User, steps: Iterable[Step]) -> list[Step]:
    """Those of these open steps that are this official's to do, their own before nobody's."""
    found = [
        one
        for one in steps
        if one.holder_id in {None, user.pk} and access.holds(user, one.role, at=one.agency)
    ]
    return sorted(found, key=lambda one: (one.holder_id is None, one.due_at))


def _step_acts(user: User, dossier: Dossier, status: Status) -> list[Act]:
    step = open_step_of(user, dossier)
    if step is None:
        return []
    if step.kind == "return":
        return ["return_result"] if status == Status.DONE else []
    if status not in {Status.RECEIVED, Status.IN_PROCESS, Status.DONE}:
        return []
    definition = dossier.version.package.process.step(step.step_id)
    if definition and definition.child and not step.not_begun:
        return []
    acts: list[Act] = ["complete"] if step.holder_id else ["take", "complete"]
    return [*acts, "issue_output"] if definition and definition.outputs else acts

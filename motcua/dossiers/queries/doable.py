"""What an official can do with a dossier now: asked by the page, and asked again by the action."""

from typing import Literal

from motcua.agencies.models import Role
from motcua.dossiers.models import MOVES, Dossier, Status
from motcua.identity import access
from motcua.identity.models import User

Act = Literal[
    "accept", "take", "complete", "return_result", "confirm_payment",
    "ask_supplement", "ask_payment", "refuse", "stop",
]  # fmt: skip

BY_POST: tuple[tuple[Act, Status, tuple[Role, ...]], ...] = (
    ("accept", Status.RECEIVED, (Role.RECEIVER,)),
    ("ask_supplement", Status.SUPPLEMENT_ASKED, (Role.RECEIVER, Role.HANDLER)),
    ("ask_payment", Status.PAYMENT_ASKED, (Role.RECEIVER, Role.HANDLER)),
    ("refuse", Status.NOT_RECEIVED, (Role.RECEIVER,)),
    ("stop", Status.STOPPED, (Role.HEAD, Role.SIGNER)),
)


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
    if status == Status.SUPPLEMENT_ASKED and "refuse" in acts and dossier.received_at:
        acts.remove("refuse")
    return acts


def _step_acts(user: User, dossier: Dossier, status: Status) -> list[Act]:
    step = dossier.steps.select_related("agency").filter(done_at=None).first()
    if step is None or not access.holds(user, step.role, at=step.agency):
        return []
    if step.holder_id not in {None, user.pk}:
        return []
    if step.kind == "return":
        return ["return_result"] if status == Status.DONE else []
    if status not in {Status.RECEIVED, Status.IN_PROCESS, Status.DONE}:
        return []
    return ["complete"] if step.holder_id else ["take", "complete"]

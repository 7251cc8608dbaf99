"""Replays: asked for by procedure control, run by a job, reported in a row of their own."""

import logging
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from motcua.core import clock
from motcua.core.actors import SYSTEM, Actor
from motcua.core.journal import emit
from motcua.core.refusals import Invalid, Refusal
from motcua.identity.models import User
from motcua.procedures.actions.permission import require_govern, require_publisher
from motcua.procedures.models import Version
from motcua.trials import replay as past
from motcua.trials import sandbox, stage
from motcua.trials.events import ReplayAsked, ReplayEnded
from motcua.trials.models import Replay, ReplayState

log = logging.getLogger(__name__)
MOST = 200
SILENT_FOR = timedelta(minutes=5)
"""A replay that was not heard of for so long has no worker any more."""
UNHEARD = (ReplayState.WAITING, ReplayState.RUNNING)


def ask_replay(version: Version, *, by: Actor, limit: int = 50) -> Replay:
    """Have the latest finished dossiers of the procedure run again on this version, by a job.

    Asked again while one is under way: that one.
    """
    with transaction.atomic():
        asked, is_new = _asked(version, by, limit)
        if is_new:
            job = app.configure_task("trials.run_replay", lock=f"replay:{asked.pk}")
            job.defer(replay=str(asked.pk))
        return asked


def run_replay(id: UUID) -> Replay:
    """Run it from the beginning, and write the report; what is over or under way stays as it is.

    Not one transaction: its progress is seen while it runs.
    """
    asked, is_mine = _claimed(id)
    if not is_mine:
        return asked
    try:
        with sandbox.made() as name:
            _save(asked, sandbox=name)
        _run(asked)
    except Refusal as refusal:
        _end(asked, ReplayState.FAILED, refusal.message)
    except Exception:
        log.exception("Replay %s failed", asked.pk)
        _end(asked, ReplayState.FAILED, _("Có lỗi của máy chủ khi chạy lại hồ sơ."))
    else:
        _end(asked, ReplayState.DONE)
    return asked


def replay(version: Version, *, by: Actor, limit: int = 50) -> Replay:
    """Ask for a replay and run it here and now, without a worker: for commands and proofs."""
    with transaction.atomic():
        asked, _is_new = _asked(version, by, limit)
    return run_replay(asked.pk)


def give_up_silent() -> int:
    """Fail the replays whose worker died and that no other took up; returns how many."""
    silent = clock.now() - SILENT_FOR
    rows = Replay.objects.filter(state=ReplayState.RUNNING, heard_at__lt=silent)
    for one in rows:
        _end(one, ReplayState.FAILED, _("Máy chủ dừng giữa chừng. Hãy chạy lại."))
    return len(rows)


def _asked(version: Version, by: Actor, limit: int) -> tuple[Replay, bool]:
    """The replay that is asked for or under way, and whether it is new."""
    require_govern(by)
    require_publisher(by, version)
    if not 1 <= limit <= MOST:
        raise Invalid(_("Chạy lại từ 1 đến %(most)d hồ sơ.") % {"most": MOST})
    Version.objects.select_for_update().get(pk=version.pk)
    known = Replay.objects.filter(version=version, state__in=UNHEARD).first()
    if known:
        return known, False
    asked = Replay.objects.create(
        version=version, limit=limit, asked_by=by if isinstance(by, User) else None
    )
    emit(
        ReplayAsked(
            replay=asked.pk,
            version=version.pk,
            code=version.procedure.code,
            number=version.number,
            limit=limit,
        ),
        by=by,
    )
    return asked, True


@transaction.atomic
def _claimed(id: UUID) -> tuple[Replay, bool]:
    """The replay, and whether it is now ours to run: two workers never run one at once."""
    rows = Replay.objects.select_for_update(of=("self",)).select_related("version__procedure")
    asked = rows.get(pk=id)
    if asked.is_over or (asked.heard_at and asked.heard_at > clock.now() - SILENT_FOR):
        return asked, False
    _save(asked, state=ReplayState.RUNNING, started_at=clock.now())
    return asked, True


def _run(asked: Replay) -> None:
    version = asked.version
    ids = past.latest(version.procedure, asked.limit)
    _save(asked, total=len(ids), done=0, rows=[], summary=[])
    if not ids:
        return
    needed = stage.needed_versions([version])
    begins = past.first_filed(ids)
    with sandbox.entered(asked.sandbox):
        citizen = User.objects.get(pk=stage.settle(stage.any_commune())[0].id)
        with clock.moved_to(begins):
            inside = stage.put_in_force(needed.values())[version.procedure.code]
    for id in ids:
        happened = past.read(id)
        with sandbox.entered(asked.sandbox):
            found = past.replayed(happened, inside, citizen)
        row = {"code": happened.code, "differences": past.as_plain(found)}
        _save(asked, rows=[*asked.rows, row], done=asked.done + 1)
    _save(asked, summary=past.summed(asked.rows))


def _save(asked: Replay, **fields: object) -> None:
    for name, value in fields.items():
        setattr(asked, name, value)
    asked.heard_at = clock.now()
    asked.save(update_fields=[*fields, "heard_at"])


@transaction.atomic
def _end(asked: Replay, state: ReplayState, reason: str = "") -> None:
    """Write the end; the sandbox goes when that is safe."""
    name, asked.sandbox = asked.sandbox, ""
    asked.state, asked.reason, asked.finished_at = state, reason, clock.now()
    asked.save(update_fields=["state", "sandbox", "reason", "finished_at"])
    emit(
        ReplayEnded(
            replay=asked.pk,
            version=asked.version_id,
            state=state,
            replayed=asked.done,
            different=asked.different,
        ),
        by=SYSTEM,
    )
    if name:
        transaction.on_commit(lambda: sandbox.drop(name) and None)

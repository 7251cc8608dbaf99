"""What a person may do with a launch or a service now; the actions ask again."""

from motcua.agencies.models import Agency, Role
from motcua.core.actors import Actor
from motcua.identity import access
from motcua.identity.models import User
from motcua.procedures.actions.permission import is_the_platform
from motcua.services.models import REVIEWERS, Downtime, Launch, Service, Stage, State

BACK = (Role.ADMINISTRATOR, Role.HEAD, Role.SIGNER)


def doable_with(launch: Launch, *, by: Actor) -> list[str]:
    """Names of acts, the main one first."""
    own = isinstance(by, User) and launch.proposed_by_id == by.pk
    stage = launch.stage
    found = []
    if stage == Stage.PROPOSED and not own and _holds(by, launch.agency, *REVIEWERS):
        found += ["review", "conclude"]
    if stage == Stage.REVIEWED and _holds(by, launch.agency, *REVIEWERS):
        found.append("test")
    if stage == Stage.TESTING and not own and _holds(by, launch.agency, Role.SIGNER):
        found.append("approve")
    if stage == Stage.APPROVED and _holds(by, launch.agency, Role.ADMINISTRATOR):
        found.append("live")
    if stage in (Stage.REVIEWED, Stage.TESTING, Stage.APPROVED):
        found += ["return"] if _holds(by, launch.agency, *BACK) else []
    if launch.is_open and (own or _holds(by, launch.agency, Role.SIGNER)):
        found.append("turn_down")
    return found


def may_run(service: Service, *, by: Actor) -> bool:
    """Whether this person suspends, resumes and decides on the removal of a service."""
    return _holds(by, service.agency or Agency(), Role.ADMINISTRATOR, Role.SIGNER)


def doable_with_service(service: Service, *, by: Actor) -> list[str]:
    """Names of acts."""
    if not may_run(service, by=by):
        return []
    if service.state == State.SUSPENDED:
        return ["resume", "idle"]
    return ["suspend", "idle"] if service.state != State.REMOVED else []


def may_cancel(downtime: Downtime, *, by: Actor) -> bool:
    """Whether this person may end an announced stop before its time."""
    stop = downtime.stop
    if stop.procedure is not None:
        service = Service.objects.filter(procedure=stop.procedure).first()
        return service is not None and may_run(service, by=by)
    if stop.agency is not None:
        return access.may_administer(by, stop.agency)
    return is_the_platform(by)


def _holds(by: Actor, at: Agency, *roles: str) -> bool:
    return is_the_platform(by) or access.holds(by, *roles, at=at)

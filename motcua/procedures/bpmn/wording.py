"""What lanes, ends and times are called in the picture, the file and the annex."""

from django.utils.translation import gettext as _

from motcua.agencies.models import Role
from motcua.procedures.bpmn.graph import Lane
from motcua.procedures.package.process import Step


def lane(lane: Lane) -> str:
    """Who does the steps of a lane."""
    agency, role = lane
    name = str(Role(role).label)
    name = name[:1].upper() + name[1:]
    return name if agency == "competent" else f"{name} – {of_agency(agency)}"


def of_agency(agency: str) -> str:
    """The kind of agency that a selector finds."""
    return {
        "competent": _("cơ quan giải quyết"),
        "area": _("UBND nơi ghi trong tờ khai"),
        "parent": _("cơ quan cấp trên"),
        "rule": _("cơ quan theo nội dung hồ sơ"),
        "table": _("cơ quan theo nội dung hồ sơ"),
    }.get(agency, agency)


def end(name: str) -> str:
    """The two ends of every process."""
    return _("Chấp thuận") if name == "approved" else _("Không chấp thuận")


def time(step: Step) -> str:
    """How long a step may take; nothing for an automatic one."""
    return _("Tự động") if step.kind == "auto" else str(step.duration)

"""Who somebody is in a sandbox, and what was counted there, in words."""

from typing import Any

from django.utils.translation import gettext as _

from motcua.agencies.models import Role


def played(person: dict[str, Any]) -> str:
    """`Trần Thử Bình, cán bộ thụ lý, Ủy ban nhân dân phường Hoàn Kiếm`."""
    return f"{person['name']}, {part(person)}"


def part(person: dict[str, Any]) -> str:
    """What this person is: a citizen of a place, somebody's director, an official somewhere."""
    if person["kind"] == "citizen":
        return _("công dân ở %(place)s") % {"place": person["place"]}
    if person["kind"] == "business":
        return _("người đại diện %(place)s") % {"place": person["place"]}
    return f"{Role(person['role']).label}, {person['place']}"


def counted(counts: dict[str, int]) -> list[dict[str, Any]]:
    """The numbers of a sandbox as key figures."""
    names = {
        "drafts": _("bản nháp đang làm"),
        "submitted": _("hồ sơ đã nộp"),
        "received": _("hồ sơ đã tiếp nhận"),
        "decided": _("hồ sơ có kết quả"),
    }
    return [{"value": counts.get(key, 0), "text": text} for key, text in names.items()]

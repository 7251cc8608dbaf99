"""What the people of the story answer on each form."""

from datetime import timedelta
from typing import Any

from motcua.core import clock
from motcua.identity.models import Citizen


def answers(procedure: str, citizen: Citizen, says: dict[str, Any]) -> dict[str, Any]:
    """Complete answers to one of the three forms."""
    return _FORMS[procedure](citizen, says)


def _residence(citizen: Citizen) -> dict[str, str]:
    commune = citizen.commune
    if commune is None or commune.parent is None:
        raise LookupError(f"{citizen} lives nowhere")
    street = citizen.address.split(",")[0]
    return {"province": commune.parent.code, "commune": commune.code, "detail": street}


def _birth(citizen: Citizen, says: dict[str, Any]) -> dict[str, Any]:
    born = clock.today() - timedelta(days=says["born_days_ago"] - 8)
    is_mother = citizen.sex == "female"
    return {
        "declarant_phone": "0912345000",
        "relation": "mother" if is_mother else "father",
        "residence_of": "mother" if is_mother else "father",
        "residence": _residence(citizen),
        "child_born_on": min(born, clock.today() - timedelta(days=2)).isoformat(),
        "child_ethnic_group": "01",
        "child_nationality": "VN",
        "born_in": "facility",
        "facility_name": "Bệnh viện Phụ sản",
        "facility_commune": _residence(citizen)["commune"],
        "mother_known": True,
        "mother_name": citizen.full_name if is_mother else "Nguyễn Thị Thu Thảo",
        "mother_born_on": "1993",
        "mother_ethnic_group": "01",
        "mother_nationality": "VN",
        "father_known": not is_mother,
        "father_name": citizen.full_name,
        "father_born_on": "1990",
        "father_ethnic_group": "01",
        "father_nationality": "VN",
        "married": False,
        **{name: value for name, value in says.items() if name != "born_days_ago"},
    }


def _licence(citizen: Citizen, says: dict[str, Any]) -> dict[str, Any]:
    return {
        "phone": "0912345000",
        "residence": _residence(citizen),
        "nationality": "VN",
        "licence_number": "010" + citizen.number[3:12],
        "licence_class": "a1",
        "issued_on": "2014-05-20",
        "unlimited": True,
        "issued_by": "Sở Giao thông vận tải",
        "reason": "damaged",
        "delivery": "desk",
        **says,
    }


def _card(citizen: Citizen, says: dict[str, Any]) -> dict[str, Any]:
    return {
        "phone": "0912345000",
        "residence": _residence(citizen),
        "card_number": f"GD401{citizen.number[2:12]}",
        "what_happened": "lost",
        "lost_on": f"{clock.today() - timedelta(days=40):%Y-%m}",
        "delivery": "desk",
        **says,
    }


_FORMS = {
    "dang-ky-khai-sinh": _birth,
    "doi-giay-phep-lai-xe": _licence,
    "cap-lai-the-bhyt": _card,
}

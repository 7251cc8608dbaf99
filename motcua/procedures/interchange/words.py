"""Words and codes of the national record, and what they are in a package."""

from motcua.calendars.counting import UNIT_OF_RECORD
from motcua.procedures.models import State

LEVELS = {
    "Cấp Bộ": "ministry",
    "Cấp Tỉnh": "province",
    "Cấp Xã": "commune",
    "Cơ quan khác": "other",
}
SUBJECTS = {
    "Công dân Việt Nam": "citizen",
    "Người Việt Nam định cư ở nước ngoài": "overseas_vietnamese",
    "Người nước ngoài": "foreigner",
    "Cán bộ, công chức, viên chức": "official",
    "Hộ kinh doanh": "household_business",
    "Doanh nghiệp": "enterprise",
    "Doanh nghiệp có vốn đầu tư nước ngoài": "foreign_enterprise",
    "Hợp tác xã": "cooperative",
    "Tổ chức (không bao gồm doanh nghiệp, HTX)": "organisation",
    "Tổ chức nước ngoài": "foreign_organisation",
    "Cơ quan nhà nước": "agency",
}
CHANNELS = {"1": "direct", "2": "online", "3": "postal"}
CHARGES = {"1": "fee", "2": "charge"}
UNITS = {name: str(unit) for name, unit in UNIT_OF_RECORD.items()}
STATES = {
    State.DRAFT: "Dự thảo",
    State.AWAITING: "Chờ duyệt",
    State.APPROVED: "Đã duyệt",
    State.PUBLISHED: "Đang công khai",
    State.AMENDING: "Đang công khai sửa đổi bổ sung",
    State.WITHDRAWN: "Bãi bỏ",
}
GENERAL = "Trường hợp chung"
"""What a case without a name is called in a package."""


def back(table: dict[str, str]) -> dict[str, str]:
    """From the package's word to the record's."""
    return {ours: theirs for theirs, ours in table.items()}

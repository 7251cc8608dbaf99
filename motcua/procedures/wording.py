"""What the codes of a package are called on pages."""

from django.utils.translation import gettext_lazy as _

CHANNELS = {
    "online": _("Trực tuyến"),
    "direct": _("Trực tiếp"),
    "postal": _("Qua bưu chính công ích"),
}
LEVELS = {
    "ministry": _("Cấp bộ"),
    "province": _("Cấp tỉnh"),
    "commune": _("Cấp xã"),
    "other": _("Cơ quan khác"),
}
SUBJECTS = {
    "citizen": _("Công dân Việt Nam"),
    "overseas_vietnamese": _("Người Việt Nam định cư ở nước ngoài"),
    "foreigner": _("Người nước ngoài"),
    "official": _("Cán bộ, công chức, viên chức"),
    "household_business": _("Hộ kinh doanh"),
    "enterprise": _("Doanh nghiệp"),
    "foreign_enterprise": _("Doanh nghiệp có vốn đầu tư nước ngoài"),
    "cooperative": _("Hợp tác xã"),
    "organisation": _("Tổ chức khác"),
    "foreign_organisation": _("Tổ chức nước ngoài"),
    "agency": _("Cơ quan nhà nước"),
}
CHARGES = {"fee": _("Phí"), "charge": _("Lệ phí")}
ROLES = {
    "performing": _("Cơ quan thực hiện"),
    "competent": _("Cơ quan có thẩm quyền"),
    "delegated": _("Cơ quan được ủy quyền"),
    "coordinating": _("Cơ quan phối hợp"),
}

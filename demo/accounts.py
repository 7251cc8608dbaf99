"""The officials of the demo country: who serves where, and how they sign in."""

from dataclasses import dataclass
from datetime import date

from motcua.agencies import actions as agencies
from motcua.agencies import queries as areas
from motcua.agencies.models import Agency, AgencyKind, Role
from motcua.core.actors import SYSTEM
from motcua.identity import actions as identity
from motcua.identity.models import User

PASSWORD = "mua-xuan-mot-cua"  # noqa: S105  # the demo prints it
SINCE = date(2025, 7, 1)
TITLES = {
    Role.RECEIVER: "Công chức Bộ phận Một cửa",
    Role.HANDLER: "Chuyên viên thụ lý",
    Role.HEAD: "Trưởng phòng",
    Role.SIGNER: "Lãnh đạo cơ quan",
    Role.CLERK: "Văn thư",
    Role.ADMINISTRATOR: "Quản trị",
}


@dataclass(frozen=True)
class Office:
    """One agency of the story, with its people by role; the key ends their sign-in names."""

    key: str
    desk: str
    address: str
    people: dict[Role, tuple[str, str]]


OFFICES = (
    Office("hoankiem", "Bộ phận Một cửa phường Hoàn Kiếm", "Số 126 phố Hàng Trống, Hà Nội", {
        Role.RECEIVER: ("lan", "Lê Thị Lan"),
        Role.HANDLER: ("hoa", "Trần Thị Hoa"),
        Role.HEAD: ("vinh", "Phạm Quang Vinh"),
        Role.SIGNER: ("minh", "Nguyễn Văn Minh"),
        Role.CLERK: ("ha", "Vũ Thị Hà"),
    }),
    Office("halong", "Bộ phận Một cửa phường Hạ Long", "Đường Lê Thánh Tông, Quảng Ninh", {
        Role.RECEIVER: ("thuy", "Đặng Thu Thủy"),
        Role.HANDLER: ("khoa", "Nguyễn Đăng Khoa"),
        Role.HEAD: ("ngoc", "Hoàng Bích Ngọc"),
        Role.SIGNER: ("tuan", "Bùi Anh Tuấn"),
        Role.CLERK: ("lien", "Phan Thị Liên"),
    }),
    Office("hanoi", "Trung tâm Phục vụ hành chính công Hà Nội", "Số 258 Võ Chí Công, Hà Nội", {
        Role.RECEIVER: ("trang", "Nguyễn Thu Trang"),
        Role.HANDLER: ("kien", "Hà Trung Kiên"),
        Role.HEAD: ("oanh", "Đinh Kiều Oanh"),
        Role.SIGNER: ("duc", "Lê Minh Đức"),
        Role.CLERK: ("tam", "Ngô Thanh Tâm"),
        Role.ADMINISTRATOR: ("quantri", "Vũ Hải Nam"),
    }),
    Office("congan", "Bộ phận Một cửa Bộ Công an", "Số 44 Yết Kiêu, Hà Nội", {
        Role.RECEIVER: ("quyen", "Đỗ Lệ Quyên"),
        Role.HANDLER: ("son", "Trịnh Hồng Sơn"),
        Role.HEAD: ("hai", "Đinh Công Hải"),
        Role.SIGNER: ("thang", "Ngô Quyết Thắng"),
        Role.CLERK: ("mai", "Lưu Tuyết Mai"),
    }),
    Office("baohiem", "Bộ phận Một cửa Bảo hiểm xã hội", "Số 7 Tràng Thi, Hà Nội", {
        Role.RECEIVER: ("nhung", "Cao Thị Nhung"),
        Role.HANDLER: ("phuc", "Lý Hồng Phúc"),
        Role.HEAD: ("yen", "Tạ Hải Yến"),
        Role.SIGNER: ("long", "Đoàn Hoàng Long"),
        Role.CLERK: ("chi", "Mai Linh Chi"),
    }),
)  # fmt: skip
COLLEAGUES = (("hanoi", Role.ADMINISTRATOR, "thao", "Đinh Phương Thảo"),)
"""Who shares a role: office, role, given name, full name."""


def open_offices() -> dict[str, Agency]:
    """The agencies of the story by key; each with its desk, posts and people."""
    ha_noi = areas.agency_of_area(areas.province("01"))
    quang_ninh = areas.agency_of_area(areas.province("22"))
    found = {
        "hoankiem": _ward("00070", ha_noi),
        "halong": _ward("06688", quang_ninh),
        "hanoi": ha_noi,
        "congan": areas.agency("G01"),
        "baohiem": areas.agency("G24"),
    }
    agencies_by_key = {key: agency for key, agency in found.items() if agency}
    for office in OFFICES:
        _staff(office, agencies_by_key[office.key])
        for key, role, given_name, full_name in COLLEAGUES:
            if key == office.key:
                _appoint(office, agencies_by_key[key], role, given_name, full_name)
    return agencies_by_key


def _ward(code: str, parent: Agency | None) -> Agency:
    area = areas.commune(code)
    if parent is None:
        raise LookupError(f"no agency above {area.full_name}")
    return agencies.establish(
        f"{parent.code}.{int(code) % 100}",
        by=SYSTEM,
        name=f"Ủy ban nhân dân {area.full_name[:1].lower()}{area.full_name[1:]}",
        kind=AgencyKind.COMMUNE_COMMITTEE,
        parent=parent,
        area=area,
        valid_from=SINCE,
    )


def _staff(office: Office, agency: Agency) -> None:
    agencies.open_desk(agency, by=SYSTEM, name=office.desk, address=office.address)
    for role, (given_name, full_name) in office.people.items():
        _appoint(office, agency, role, given_name, full_name)


def _appoint(office: Office, agency: Agency, role: Role, given_name: str, full_name: str) -> None:
    user = identity.register_official(
        sign_in_name(given_name, office), by=SYSTEM, full_name=full_name, password=PASSWORD
    )
    post = agencies.create_post(agency, by=SYSTEM, role=role, title=TITLES[role])
    identity.appoint(user, post=post, by=SYSTEM, from_date=SINCE)


def sign_in_name(given_name: str, office: Office) -> str:
    """`lan.hoankiem`"""
    return f"{given_name}.{office.key}"


def official(key: str, role: str) -> User:
    """Who holds this role in this office."""
    office = next(one for one in OFFICES if one.key == key)
    given_name, _full_name = office.people[Role(role)]
    return User.objects.get(username=sign_in_name(given_name, office))


def colleague(username: str) -> User:
    """Who shares a role, by sign-in name."""
    return User.objects.get(username=username)

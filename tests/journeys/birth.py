"""Mai registers a birth, page by page; shared by the journeys that need a filed dossier."""

from datetime import timedelta
from pathlib import Path

from motcua.core import clock
from tests.journeys.people import Site

CHILD = "Trần Khởi Nguyên"
PHONE = "0912345678"
STREET = "Số 12 phố Hàng Trống"
OFFICE = "Ủy ban nhân dân phường Hoàn Kiếm"
SERVICE = "Đăng ký khai sinh"


def find_and_start(site: Site) -> None:
    """From the home page to the list of the form's parts."""
    site.go("/")
    site.page.get_by_role("searchbox", name="Bạn cần làm gì?").fill("khai sinh")
    site.press("Tìm")
    site.follow(SERVICE)
    site.press("Nộp trực tuyến")
    site.press("Bắt đầu kê khai")


def declarant(site: Site) -> None:
    site.write("Điện thoại", PHONE)
    site.choose("Quan hệ với trẻ được khai sinh", "Mẹ")
    site.next()


def residence(site: Site) -> None:
    site.choose("Đăng ký theo nơi cư trú của", "Mẹ")
    site.next()


def child(site: Site) -> None:
    site.write("Họ, chữ đệm, tên của trẻ", CHILD)
    site.date("Ngày sinh", clock.today() - timedelta(days=9))
    site.choose("Giới tính", "Nam")
    site.pick("Dân tộc", "Kinh")
    site.pick("Quốc tịch", "Việt Nam")
    site.next()


def birth_place(site: Site) -> None:
    site.choose("Trẻ được sinh ở đâu?", "Tại cơ sở y tế")
    site.next()


def facility(site: Site, scan: Path) -> None:
    site.write("Tên cơ sở y tế", "Bệnh viện Phụ sản Hà Nội")
    site.commune("Địa chỉ cơ sở y tế", "Thành phố Hà Nội", "Phường Ngọc Hà")
    site.attach("Giấy chứng sinh", scan)
    site.next()


def parents(site: Site) -> None:
    """Mai is the mother; no father is entered."""
    site.choose("Có thông tin về người mẹ không?", "Có")
    site.next()
    site.write("Họ, chữ đệm, tên mẹ", "Nguyễn Thị Mai")
    site.write("Năm", "1990", within="Năm sinh của mẹ")
    site.pick("Dân tộc của mẹ", "Kinh")
    site.pick("Quốc tịch của mẹ", "Việt Nam")
    site.next()
    site.choose("Có ghi thông tin người cha vào Giấy khai sinh không?", "Không")
    site.next()


def fill_in(site: Site, scan: Path) -> None:
    """All pages up to the copies, from the first."""
    declarant(site)
    residence(site)
    child(site)
    birth_place(site)
    facility(site, scan)
    parents(site)


def submit(site: Site) -> None:
    """Declare, and file."""
    site.page.get_by_role("checkbox").check()
    site.press("Nộp hồ sơ")
    site.sees("Đã nộp hồ sơ")

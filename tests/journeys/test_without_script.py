"""The main job on a browser without JavaScript: buttons of the page do what scripts would."""

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys import birth
from tests.journeys.conftest import Window
from tests.journeys.people import Site, citizen


def test_the_main_job_needs_no_script(window: Window, scan: Path) -> None:
    phone = window(phone=True, java_script_enabled=False)
    phone.sign_in(citizen("Vũ Thị Thu Hà"))
    birth.find_and_start(phone)
    phone.press("Làm tiếp")
    birth.declarant(phone)
    birth.residence(phone)
    birth.child(phone)
    birth.birth_place(phone)
    a_commune_of_another_province(phone)
    a_file_too_many(phone, scan)
    birth.parents(phone)
    an_item_too_many(phone)
    birth.submit(phone)
    phone.press("Xem hồ sơ")
    phone.sees("Mới đăng ký")

    desk = window(java_script_enabled=False)
    desk.sign_in_as_official("lan.hoankiem")
    desk.go(f"/ban-lam-viec{phone.path}")
    desk.press("Tiếp nhận và in giấy hẹn")
    desk.sees("Đã tiếp nhận hồ sơ", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả")


def a_commune_of_another_province(site: Site) -> None:
    """The list of communes follows the province when the page is asked again."""
    site.write("Tên cơ sở y tế", "Bệnh viện Sản Nhi Quảng Ninh")
    site.commune("Địa chỉ cơ sở y tế", "Thành phố Hà Nội", "Phường Ngọc Hà")
    site.commune("Địa chỉ cơ sở y tế", "Tỉnh Quảng Ninh", "Phường Hạ Long")
    expect(site.page.get_by_role("textbox", name="Tên cơ sở y tế")).to_have_value(
        "Bệnh viện Sản Nhi Quảng Ninh"
    )


def a_file_too_many(site: Site, scan: Path) -> None:
    """A picture is attached and taken off again; without any file the page goes no further."""
    wrong = scan.with_name("ảnh nhầm.png")
    site.page.screenshot(path=wrong)
    site.attach("Giấy chứng sinh", wrong)
    site.next()
    site.go_to_page("facility")
    site.press("Bỏ tệp ảnh nhầm.png")
    assert "ảnh nhầm.png" not in site.text
    site.next()
    site.sees("Có lỗi cần sửa")
    site.attach("Giấy chứng sinh", scan)
    site.next()
    assert site.heading.endswith("Người mẹ")


def an_item_too_many(site: Site) -> None:
    site.press("Thêm nơi nhận")
    site.write("Người nhận bản sao", "Vũ Thị Thu Hà", within="Nơi nhận 1")
    site.press("Thêm nơi nhận")
    site.press("Bỏ Nơi nhận 2")
    expect(site.page.get_by_label("Người nhận bản sao")).to_have_value("Vũ Thị Thu Hà")
    site.press("Bỏ Nơi nhận 1")
    site.sees("Chưa có mục nào.")
    site.next()

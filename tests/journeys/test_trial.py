"""A test round from its plan to its end: run by procedure control, played by a tester."""

from datetime import timedelta

from motcua.core import clock
from tests.journeys.conftest import Window
from tests.journeys.people import Site
from tests.journeys.test_accessibility import Inspector

NAME = "Đợt thử mẫu khai sinh"


def test_a_round_is_run_played_and_closed(window: Window) -> None:
    nam = window(java_script_enabled=False)
    nam.sign_in_as_official("quantri.hanoi")
    plan(nam)
    nam.press("Mở đợt kiểm thử")
    nam.sees("Người thử vào được ngay")
    lan = window(java_script_enabled=False)
    lan.sign_in_as_official("lan.hoankiem")
    lan.go("/thong-bao/")
    lan.sees(NAME)
    lan.go(nam.path)
    play(lan)
    lan.press("Rời đợt kiểm thử")
    lan.page.get_by_role("link", name="Ghi kết quả").click()
    lan.choose("Thủ tục có chạy đúng không?", "Đạt")
    lan.press("Ghi kết quả")
    lan.sees("Đã ghi kết quả", "1/1 người thử")
    nam.page.reload()
    nam.press("Đóng đợt kiểm thử")
    nam.sees("đã đóng", "Lê Thị Lan")


def plan(nam: Site) -> None:
    """Name, place and days; one procedure; one tester."""
    nam.go("/kiem-thu/moi/")
    nam.write("Tên đợt kiểm thử", NAME)
    nam.pick("Tỉnh, thành phố thử", "Thành phố Hà Nội")
    nam.write("Xã, phường thử", "Hoàn Kiếm")
    nam.date("Đến hết ngày", clock.today() + timedelta(days=20))
    nam.press("Lập đợt")
    nam.press("Thêm thủ tục")
    nam.write("Tên hoặc mã thủ tục", "1.001193")
    nam.press("Tìm")
    nam.page.get_by_role("radio", name="1.001193 Đăng ký khai sinh, bản 1").check()
    nam.press("Thêm vào đợt")
    nam.press("Mời người thử")
    nam.page.locator("[name=who]").fill("lan.hoankiem")
    nam.press("Mời")


def play(lan: Site) -> None:
    """As the citizen and as the official; the band is on every page, real accounts on none."""
    lan.press("Vào thử")
    lan.page.get_by_role("radio", name="Nguyễn Thị Thử Nghiệm").check()
    lan.press("Vào vai")
    lan.follow("Đăng ký khai sinh")
    band = lan.page.locator(".mc-band")
    assert "không có giá trị" in band.inner_text()
    lan.go("/tai-khoan/")
    lan.sees("Trang này không có trong đợt kiểm thử")
    band.get_by_role("link", name="Đổi vai").click()
    lan.page.locator(".govuk-radios__item", has_text="cán bộ tiếp nhận").locator("input").check()
    lan.press("Vào vai")
    assert lan.heading == "Bàn làm việc"


def test_pages_of_rounds_can_be_read_by_everybody(window: Window) -> None:
    eye = Inspector(window(bypass_csp=True))
    eye.site.sign_in_as_official("quantri.hanoi")
    eye.visit("/kiem-thu/")
    eye.visit("/kiem-thu/moi/")
    eye.site.press("Lập đợt")
    eye.look("plan with mistakes")
    plan(eye.site)
    eye.look("round, planned")
    eye.site.page.get_by_role("link", name="Chạy lại hồ sơ cũ").click()
    eye.look("replays")
    eye.site.press("Chạy lại")
    eye.look("replay, waiting")
    assert eye.found == {}

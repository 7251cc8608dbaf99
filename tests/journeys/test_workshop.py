"""From nothing to a service: written, refused twice, mended, tested, published, and filed on."""

import re
from datetime import timedelta
from pathlib import Path

from motcua.core import clock
from motcua.services.checklist import CHECKLIST
from tests.journeys import birth, workshop
from tests.journeys.conftest import Window
from tests.journeys.people import Site, citizen
from tests.journeys.test_accessibility import Inspector

ROUND = "Đợt thử giấy phép thả diều"


def test_a_procedure_is_written_tested_published_and_filed(window: Window, scan: Path) -> None:
    nam = window()
    nam.sign_in_as_official("quantri.hanoi")
    version = write_until_the_gate_is_content(nam)
    launch = review(window, version)
    round = plan_a_round(nam)
    play_everybody(window(), round, scan)
    nam.go(round)
    nam.press("Đóng đợt kiểm thử")
    nam.sees("đã đóng", "Hà Trung Kiên")
    approve(window(), launch)
    nam.go(launch)
    nam.press("Đưa lên trực tuyến")
    nam.sees("Dịch vụ đã lên trực tuyến.")
    phone = window(phone=True)
    phone.sign_in(citizen("Phạm Văn Thịnh"))
    dossier = find_and_file(phone, scan)
    code = receive(window(), dossier)
    phone.go(dossier)
    phone.sees(code)


def write_until_the_gate_is_content(nam: Site) -> str:
    """Twice the gate has something against it; each finding leads to where it is mended."""
    there = workshop.begin(nam)
    workshop.write(nam)
    for found, mend in (
        ("Đường xử lý dài nhất mất 4 ngày", workshop.mend_term),
        ("không nêu căn cứ pháp lý", workshop.mend_paper),
    ):
        workshop.submit(nam)
        nam.sees("Chưa trình duyệt được", found)
        mend(nam)
        assert nam.path == there
    workshop.submit(nam)
    nam.sees("đang chờ duyệt")
    return nam.path


def review(window: Window, version: str) -> str:
    """Another official signs each line; who proposed it may not."""
    oanh = window()
    oanh.sign_in_as_official("oanh.hanoi")
    oanh.follow("Dịch vụ")
    oanh.follow(workshop.NAME)
    for radio in oanh.page.get_by_role("radio", name="đạt", exact=True).all():
        radio.check()
    oanh.press("Lưu dưới tên tôi")
    oanh.sees("Đã ghi kết quả rà soát dưới tên bạn.")
    assert oanh.text.count("Đạt: Đinh Kiều Oanh") == len(CHECKLIST)
    oanh.press("Mọi mục đã đạt: kết luận")
    oanh.press("Chuyển sang kiểm thử")
    oanh.sees("Đã chuyển sang kiểm thử.")
    return oanh.path


def plan_a_round(nam: Site) -> str:
    """With this version, and one tester."""
    nam.follow("Kiểm thử")
    nam.press("Lập đợt kiểm thử")
    nam.write("Tên đợt kiểm thử", ROUND)
    nam.pick("Tỉnh, thành phố thử", "Thành phố Hà Nội")
    nam.write("Xã, phường thử", "Hoàn Kiếm")
    nam.date("Đến hết ngày", clock.today() + timedelta(days=7))
    nam.press("Lập đợt")
    nam.press("Thêm thủ tục")
    nam.write("Tên hoặc mã thủ tục", workshop.NAME)
    nam.press("Tìm")
    nam.page.get_by_role("radio", name=workshop.CODE).first.check()
    nam.press("Thêm vào đợt")
    nam.press("Mời người thử")
    nam.page.locator("[name=who]").fill("kien.hanoi")
    nam.press("Mời")
    nam.press("Mở đợt kiểm thử")
    nam.sees("Người thử vào được ngay")
    return nam.path


def play_everybody(kien: Site, round: str, scan: Path) -> None:
    """Kiên files as the citizen, handles as each official, to the end, and says that it works."""
    kien.sign_in_as_official("kien.hanoi")
    kien.go(round)
    kien.press("Vào thử")
    kien.page.get_by_role("radio", name="Nguyễn Thị Thử Nghiệm").check()
    kien.press("Vào vai")
    dossier = find_and_file(kien, scan)
    become(kien, "cán bộ tiếp nhận")
    kien.go(f"/ban-lam-viec{dossier}")
    kien.press("Tiếp nhận và in giấy hẹn")
    kien.sees("Đã tiếp nhận hồ sơ")
    for role, outcome in (("cán bộ thụ lý", "Đủ điều kiện"), ("người ký", "Ký")):
        become(kien, role)
        kien.go(f"/ban-lam-viec{dossier}")
        kien.press("Nhận xử lý bước này")
        kien.choose("Kết quả", outcome)
        kien.press("Xác nhận")
        kien.sees("Đã ghi nhận kết quả của bước.")
    become(kien, "cán bộ tiếp nhận")
    kien.go(f"/ban-lam-viec{dossier}")
    kien.write("Trả bằng cách nào", "Bản giấy tại quầy")
    kien.press("Xác nhận đã trả kết quả")
    kien.sees("Đã trả kết quả cho người nộp.")
    kien.press("Rời đợt kiểm thử")
    kien.page.get_by_role("link", name="Ghi kết quả").click()
    kien.choose("Thủ tục có chạy đúng không?", "Đạt")
    kien.press("Ghi kết quả")
    kien.sees("Đã ghi kết quả", "1/1 người thử")


def become(kien: Site, role: str) -> None:
    """Play somebody else in the round."""
    kien.page.locator(".mc-band").get_by_role("link", name="Đổi vai").click()
    kien.page.locator(".govuk-radios__item", has_text=role).first.locator("input").check()
    kien.press("Vào vai")


def approve(duc: Site, launch: str) -> None:
    """The signer, who neither wrote nor reviewed it."""
    duc.sign_in_as_official("duc.hanoi")
    duc.go(launch)
    duc.sees("Hà Trung Kiên", "Đinh Kiều Oanh")
    duc.press("Phê duyệt đưa lên trực tuyến")
    duc.sees("Đã phê duyệt.")


def find_and_file(site: Site, scan: Path) -> str:
    """Searched for without diacritics, filled in, filed; the address of the dossier."""
    site.go("/thu-tuc/?q=tha+dieu")
    site.follow(workshop.NAME)
    site.press("Nộp trực tuyến")
    site.press("Bắt đầu kê khai")
    site.follow("Người nộp hồ sơ")
    workshop.applicant(site)
    site.next()
    workshop.answers(site)
    site.attach("Ảnh con diều", scan)
    site.next()
    birth.submit(site)
    site.press("Xem hồ sơ")
    site.sees("Mới đăng ký", birth.OFFICE)
    return site.path


def receive(lan: Site, dossier: str) -> str:
    """The real desk takes it in: the code that is on the receipt."""
    lan.sign_in_as_official("lan.hoankiem")
    lan.go(f"/ban-lam-viec{dossier}")
    lan.press("Tiếp nhận và in giấy hẹn")
    lan.sees("Đã tiếp nhận hồ sơ")
    found = re.search(r"H26\.\S+-\d{8}-\d{4}", lan.heading)
    assert found
    return found[0]


def test_pages_on_the_way_can_be_read_by_everybody(window: Window) -> None:
    """axe on a manuscript in work and on launches of every stage, on a phone and on a desk."""
    eye = Inspector(window(bypass_csp=True))
    site = eye.site
    site.sign_in_as_official("quantri.hanoi")
    eye.visit("/xuong/")
    eye.visit("/xuong/moi/")
    site.go("/xuong/")
    site.page.locator("main th a").first.click()
    there = site.path
    eye.look("overview")
    for part in ("chung", "cach-nop", "to-khai", "quy-trinh", "vi-du"):
        eye.visit(f"{there}phan/{part}/")
    for part in ("sua/form.pages.0/", "sua/process.steps.0/", "kiem-tra/", "khai-thu/", "trinh/"):
        eye.visit(there + part)
    for path in ("/quan-ly-dich-vu/", "/quan-ly-dich-vu/danh-muc/", "/so-lieu/"):
        eye.visit(path)
    for path in of_every_stage(site):
        eye.visit(path)
    assert eye.found == {}


def of_every_stage(site: Site) -> list[str]:
    """The first launch of each stage that there is."""
    found = []
    for stage in ("proposed", "reviewed", "testing", "approved", "live", "turned_down"):
        site.go(f"/quan-ly-dich-vu/?stage={stage}")
        links = site.page.locator("main th a")
        found += [str(links.first.get_attribute("href"))] if links.count() else []
    assert found
    return found

"""Refusal: the desk says why and on which law; the citizen gets form 03 and files again."""

import io
from pathlib import Path

from pypdf import PdfReader

from tests.journeys import birth
from tests.journeys.conftest import Window
from tests.journeys.people import Site, citizen

REASON = "Giấy chứng sinh chụp mờ, không đọc được tên mẹ. Hãy chụp lại rồi nộp hồ sơ mới."
LAW = "Điều 16 Luật Hộ tịch số 60/2014/QH13"


def test_a_refused_dossier_says_why_and_is_filed_again(window: Window, scan: Path) -> None:
    phone = window(phone=True)
    phone.sign_in(citizen("Nguyễn Thị Mai"))
    birth.find_and_start(phone)
    phone.press("Làm tiếp")
    birth.fill_in(phone, scan)
    phone.next()
    birth.submit(phone)
    phone.press("Xem hồ sơ")
    refuse(window(), phone.path)
    read_the_refusal(phone)
    phone.press("Khai lại từ hồ sơ này")
    assert phone.path.endswith("/khai/")
    assert phone.heading.endswith(birth.SERVICE)
    phone.go_to_page("child")
    assert phone.page.get_by_role("textbox", name="Họ").first.input_value(), "what was said is kept"


def refuse(desk: Site, address: str) -> None:
    desk.sign_in_as_official("lan.hoankiem")
    desk.go(f"/ban-lam-viec{address}")
    desk.open("Từ chối tiếp nhận")
    desk.press("Từ chối tiếp nhận hồ sơ")
    desk.sees("Mục này không được để trống.", "Hãy ghi căn cứ pháp lý.")
    desk.write("Lý do từ chối", REASON)
    desk.press("Từ chối tiếp nhận hồ sơ")
    desk.sees("Hãy ghi căn cứ pháp lý.", REASON)
    desk.write("Căn cứ pháp lý", LAW)
    desk.press("Từ chối tiếp nhận hồ sơ")
    desk.sees("Không được tiếp nhận", "bạn không có việc gì phải làm")


def read_the_refusal(phone: Site) -> None:
    phone.go(phone.path)
    phone.sees("Không được tiếp nhận", REASON)
    phone.wait_for_link("Phiếu từ chối tiếp nhận")
    paper = PdfReader(io.BytesIO(phone.download("Phiếu từ chối tiếp nhận giải quyết hồ sơ")))
    printed = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert "PHIẾU TỪ CHỐI TIẾP NHẬN" in printed
    assert "không đọc được tên mẹ" in printed
    assert LAW in printed
    phone.go("/thong-bao/")
    phone.sees("Hồ sơ không được tiếp nhận", REASON)
    phone.page.go_back()

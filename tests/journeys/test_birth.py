"""The main job, start to finish: a birth is registered by people who see pages only."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

from playwright.sync_api import expect
from pypdf import PdfReader

from motcua.documents.signing import checks
from tests.journeys import birth
from tests.journeys.conftest import Window
from tests.journeys.people import Site, citizen

MAI = citizen("Nguyễn Thị Mai")
PRIVATE = (MAI.full_name, MAI.number, birth.CHILD, birth.PHONE, birth.STREET, "Nguyễn", "Lê Thị")


def test_a_birth_is_registered_from_search_to_rating(window: Window, scan: Path) -> None:
    begin_on_the_phone(window(phone=True))
    phone = window(phone=True)
    finish_and_file(phone, scan)
    address = phone.path

    desk = window()
    code = accept(desk, address, scan)
    whereabouts(phone, address, "Phân công thụ lý")
    handle(window, address, phone)
    give_back(desk, address)
    receive(phone, address, code)
    track(window(phone=True), code, PdfReader(io.BytesIO(receipt(phone, address))))


def begin_on_the_phone(site: Site) -> None:
    """The first evening: three pages, then “later”."""
    site.sign_in(MAI)
    birth.find_and_start(site)
    assert site.heading == f"Kê khai hồ sơ {birth.SERVICE}"
    site.follow("Người đi đăng ký")
    birth.declarant(site)
    birth.residence(site)
    site.write("Họ, chữ đệm, tên của trẻ", birth.CHILD)
    site.press("Lưu, làm sau")
    site.sees("Đã lưu. Bạn có thể quay lại làm tiếp bất cứ lúc nào.")
    site.sign_out()
    expect(site.page.get_by_role("banner")).to_contain_text("Đăng nhập")


def finish_and_file(site: Site, scan: Path) -> None:
    """The next day, on another phone: all is still there, half-filled page included."""
    site.sign_in(MAI)
    site.go("/ho-so/")
    site.follow(birth.SERVICE)
    site.press("Làm tiếp")
    assert site.heading.endswith("Trẻ được khai sinh")
    expect(site.page.get_by_role("textbox", name="tên của trẻ")).to_have_value(birth.CHILD)
    birth.child(site)
    birth.birth_place(site)
    birth.facility(site, scan)
    birth.parents(site)
    ask_for_copies(site)
    review(site)


def ask_for_copies(site: Site) -> None:
    """One item more than wanted is taken off again, and the other keeps its answers."""
    for number, name in enumerate(("Nguyễn Văn Thừa", "Trần Văn An")):
        site.press("Thêm nơi nhận")
        box = f"Nơi nhận {number + 1}"
        site.write("Người nhận bản sao", name, within=box)
        site.write("Số bản", "2", within=box)
        site.page.get_by_role("group", name=box).get_by_label("Tại Bộ phận Một cửa").check()
    site.press("Bỏ Nơi nhận 1")
    expect(site.page.get_by_label("Người nhận bản sao")).to_have_count(1)
    expect(site.page.get_by_label("Người nhận bản sao")).to_have_value("Trần Văn An")
    site.next()


def review(site: Site) -> None:
    site.sees(birth.CHILD, birth.PHONE, "Phường Hoàn Kiếm", "Trần Văn An", "Giấy chứng sinh.pdf")
    assert "Nguyễn Văn Thừa" not in site.text
    site.press("Nộp hồ sơ")
    site.sees("Hãy đánh dấu cam đoan trước khi nộp.")
    birth.submit(site)
    site.press("Xem hồ sơ")
    site.sees("Mới đăng ký", f"đang chờ Bộ phận Một cửa của {birth.OFFICE}")


def accept(site: Site, address: str, scan: Path) -> str:
    """Lan finds it in her list, reads it, takes it in; the receipt proves the file."""
    site.sign_in_as_official("lan.hoankiem")
    site.page.get_by_role("link", name="Chờ tiếp nhận").click()
    site.page.locator(f"a[href*='/ban-lam-viec{address}']").click()
    site.sees(birth.CHILD, birth.PHONE)
    site.press("Tiếp nhận và in giấy hẹn")
    site.sees("Đã tiếp nhận hồ sơ")
    found = re.search(r"H26\.\S+-\d{8}-\d{4}", site.heading)
    assert found
    pdf = site.download("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    reader = PdfReader(io.BytesIO(pdf))
    printed = "".join("".join(page.extract_text().split()) for page in reader.pages)
    assert found[0] in printed
    assert sha256(scan.read_bytes()).hexdigest() in printed
    assert is_signed(pdf)
    return found[0]


def whereabouts(site: Site, address: str, step: str) -> None:
    """The citizen sees who holds the dossier now."""
    site.go(address)
    site.sees(f"đang thực hiện bước “{step}”")


def handle(window: Window, address: str, phone: Site) -> None:
    """Head, handler, signer and clerk, each in their own window."""
    for username, outcome, holds_next in (
        ("vinh.hoankiem", "Giao công chức tư pháp - hộ tịch", "Kiểm tra nội dung"),
        ("hoa.hoankiem", "Đủ điều kiện, trình ký", "Ký Giấy khai sinh"),
        ("minh.hoankiem", "Ký Giấy khai sinh", "Vào sổ, đóng dấu"),
        ("ha.hoankiem", "Chuyển trả kết quả", "Trả kết quả"),
    ):
        site = window()
        site.sign_in_as_official(username)
        site.go(f"/ban-lam-viec{address}")
        site.press("Nhận xử lý bước này")
        site.sees("Bạn đã nhận xử lý hồ sơ này.")
        site.choose("Kết quả", outcome)
        site.press("Xác nhận")
        site.sees("Đã ghi nhận kết quả của bước.")
        phone.go(address)
        phone.sees(holds_next)


def give_back(site: Site, address: str) -> None:
    site.go(f"/ban-lam-viec{address}")
    site.write("Trả bằng cách nào", "Bản giấy tại quầy")
    site.press("Xác nhận đã trả kết quả")
    site.sees("Đã trả kết quả cho người nộp.")


def receive(site: Site, address: str, code: str) -> None:
    """Told, timeline read, the signed result downloaded, five stars given."""
    site.go("/thong-bao/")
    site.sees("Đã nộp hồ sơ", "Hồ sơ đã được tiếp nhận", code, "Hồ sơ đã có kết quả")
    site.page.get_by_role("button", name=re.compile("^Xem")).first.click()
    assert site.path == address
    site.sees("Đã trả kết quả", "Ký kết quả giải quyết", "Tiếp nhận hồ sơ", "Nộp hồ sơ")
    site.sees("đến hạn")
    result = site.download("Kết quả giải quyết")
    assert is_signed(result)
    assert birth.CHILD in PdfReader(io.BytesIO(result)).pages[0].extract_text()
    site.press("Gửi đánh giá")
    site.sees("Hãy chọn một mức.")
    site.page.get_by_role("radio", name="Rất hài lòng", exact=True).check()
    site.press("Gửi đánh giá")
    site.sees("Bạn đã đánh giá 5/5. Cảm ơn bạn.")


def receipt(site: Site, address: str) -> bytes:
    site.go(address)
    return site.download("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")


def track(site: Site, code: str, receipt: PdfReader) -> None:
    """Anybody with the receipt follows the dossier, and learns nothing of anybody."""
    ask(site, code, "0000")
    site.sees("Mã hồ sơ hoặc 4 số cuối chưa đúng.")
    ask(site, code, MAI.number[-4:])
    shows_nobody(site, code)
    site.page.goto(behind_the_qr(receipt))
    shows_nobody(site, code)
    for _ in range(4):
        ask(site, code, "0000")
    ask(site, code, MAI.number[-4:])
    site.sees("nhập sai nhiều lần")


def ask(site: Site, code: str, answer: str) -> None:
    site.go("/tra-cuu/")
    site.write("Mã hồ sơ", code)
    site.write("4 số cuối", answer)
    site.press("Tra cứu")


def shows_nobody(site: Site, code: str) -> None:
    assert code in site.heading
    site.sees("Đã trả kết quả", birth.OFFICE)
    source = site.page.content()
    assert [words for words in PRIVATE if words in source] == []


def is_signed(pdf: bytes) -> bool:
    """Signed once, validly, as a whole. Asked in a thread of its own: this one runs a browser."""
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(checks.signatures, pdf).result()
    return [one.is_valid and one.covers_whole_document for one in found] == [True]


def behind_the_qr(receipt: PdfReader) -> str:
    """The address that the picture's alternative text says it holds."""
    told = [str(one.get_object().get("/Alt", "")) for one in parts_of(receipt)]
    (words,) = [one for one in told if one.startswith("Mã QR")]
    return words.rpartition(" tại ")[2]


def parts_of(reader: PdfReader) -> list[Any]:
    """Every element of the tagged structure."""
    found: list[Any] = []
    waiting = [reader.root_object["/StructTreeRoot"]]
    while waiting:
        part = waiting.pop().get_object()
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            found.append(part)
            waiting += [part["/K"]] if "/K" in part else []
    return found

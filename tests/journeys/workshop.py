"""Nam writes a small procedure from nothing, on pages only. Its law is a sample, and says so."""

from playwright.sync_api import Locator

from tests.journeys.people import Site

NAME = "Cấp giấy phép thả diều"
CODE = "1.900101.H26"
LAW = "Quy định mẫu về thả diều"
PLACE = "Bãi cỏ ven sông Hồng"
OFFICE = "Ủy ban nhân dân cấp xã"


def begin(site: Site) -> str:
    """From nothing: a page of the form and two steps are there. The address of the manuscript."""
    site.follow("Xưởng thủ tục")
    site.press("Soạn thủ tục")
    site.write("Tên thủ tục", NAME)
    site.write("Mã thủ tục", CODE)
    site.press("Mở bản thảo")
    site.sees("Đã mở bản thảo.", "chỗ cần sửa trước khi công khai")
    return site.path


def write(site: Site) -> None:
    """All parts, each from the list of parts and back to it."""
    for part in PARTS:
        part(site)


def general_facts(site: Site) -> None:
    site.follow("Thông tin chung")
    both(site, "Tên thủ tục", NAME, "Licence to fly a kite (sample)")
    site.write("Từ khóa", "thả diều\nthủ tục mẫu")
    both(site, "Tóm tắt", "Thủ tục mẫu: xin thả diều ở bãi cỏ.", "A sample: flying kites.")
    site.write("Mã lĩnh vực", "the_thao")
    both(site, "Tên lĩnh vực", "Thể thao", "Sports")
    tick(site, "Cấp xã", "Công dân Việt Nam")
    done(site)


def law(site: Site) -> None:
    site.follow("Căn cứ pháp lý")
    site.press("Thêm văn bản")
    site.write("Số hiệu", "01/2026/QĐ-MAU")
    both(site, "Tên văn bản", LAW, "Sample rules on kites")
    done(site)


def agencies(site: Site) -> None:
    site.follow("Cơ quan")
    for number in range(2):
        site.page.get_by_role("button", name="Thêm cơ quan", exact=True).nth(number).click()
    for number in range(2):
        box = site.page.get_by_role("group", name="Mục 1").nth(number)
        box.get_by_role("textbox", name="Tên cơ quan").first.fill(OFFICE)
        box.get_by_role("textbox", name="Tiếng Anh").first.fill("Commune committee")
    done(site)


def channels(site: Site) -> None:
    """Online, in two days; the handler will be given three, which the gate will not have."""
    site.follow("Cách nộp, thời hạn, phí")
    site.press("Thêm cách nộp")
    site.write("Bao lâu", "2", within="Thời hạn giải quyết")
    site.write("Số tiền nộp khi nộp hồ sơ", "20000")
    site.press("Thêm khoản thu")
    both(site, "Khoản thu", "Lệ phí", "Charge")
    site.write("Mức thu", "20000")
    tick(site, LAW)
    done(site)


def guide(site: Site) -> None:
    site.follow("Lời hướng dẫn")
    site.page.get_by_role("button", name="Thêm dòng", exact=True).first.click()
    both(site, "Dòng 1", "Nộp hồ sơ, nhận giấy phép.", "File, and receive the licence.")
    done(site)


def result(site: Site) -> None:
    site.follow("Kết quả")
    site.press("Thêm kết quả")
    both(site, "Tên kết quả", "Giấy phép thả diều", "Kite licence")
    done(site)


def kite(site: Site) -> None:
    """A second page with three questions: where, how wide, and a picture."""
    site.follow("Tờ khai")
    site.press("Thêm trang")
    both(site, "Tiêu đề trang", "Con diều", "The kite")
    question(site, "Một dòng chữ", "Thả diều ở đâu?", "Where will it fly?")
    question(site, "Số", "Sải cánh (m)", "Wing span (m)")
    question(site, "Tệp đính kèm", "Ảnh con diều", "Picture of the kite")
    done(site)


def question(site: Site, kind: str, vi: str, en: str) -> None:
    site.press("Thêm câu hỏi")
    site.page.get_by_role("radio", name=kind, exact=True).check()
    site.press("Tiếp tục")
    both(site, "Câu hỏi", vi, en)
    site.press("Lưu, về trang trên")


def papers(site: Site) -> None:
    """One case, one paper; by which rule it is asked for is forgotten."""
    site.follow("Trường hợp và giấy tờ")
    site.press("Thêm trường hợp")
    both(site, "Tên trường hợp", "Mọi trường hợp", "Any case")
    site.press("Thêm giấy tờ")
    both(site, "Tên giấy tờ", "Ảnh chụp con diều", "Picture of the kite")
    pick(site, "Nộp trực tuyến bằng câu hỏi", "Ảnh con diều")
    done(site)


def process(site: Site) -> None:
    """Receive, examine, sign, return; examining takes longer than was promised."""
    site.follow("Quy trình giải quyết")
    step(site, "Thẩm định", "Examination", ("Đủ điều kiện", "Conditions are met", "Ký"))
    site.write("Bao lâu", "3", within="Trong bao lâu")
    refusal(site)
    site.press("Lưu, về trang trên")
    site.press("Đưa lên: Thẩm định")
    end = "Kết thúc: được giải quyết"
    step(site, "Trả kết quả", "Return", ("Đã trả", "Returned", end))
    pick(site, "Loại việc", "Trả kết quả")
    pick(site, "Ai làm", "Cán bộ tiếp nhận")
    site.press("Lưu, về trang trên")
    site.follow("Ký")
    pick(site, "Tiếp theo là", "Trả kết quả")
    site.press("Lưu, về trang trên")
    site.follow("Tiếp nhận")
    pick(site, "Tiếp theo là", "Thẩm định")
    done(site)


def step(site: Site, vi: str, en: str, outcome: tuple[str, str, str]) -> None:
    site.press("Thêm bước")
    both(site, "Tên bước", vi, en)
    site.press("Thêm kết quả")
    both(site, "Kết quả", *outcome[:2], within="Mục 1")
    pick(site, "Tiếp theo là", outcome[2])


def refusal(site: Site) -> None:
    """Another outcome: no, and why."""
    site.press("Thêm kết quả")
    both(site, "Kết quả", "Không đủ điều kiện", "Conditions are not met", within="Mục 2")
    box = site.page.get_by_role("group", name="Mục 2")
    pick(box, "Tiếp theo là", "Kết thúc: từ chối")
    box.get_by_role("checkbox", name="Phải nêu lý do").check()
    box.locator("summary").first.click()
    both(site, "Mẫu câu lý do", "Nơi xin thả gần …", "The place is close to …", within="Mục 2")
    box.get_by_role("checkbox", name=LAW).check()


def examples(site: Site) -> None:
    """The form filled in as a citizen would, kept twice: once it is granted, once refused."""
    for name, outcomes in (
        ("Thả ở bãi sông", ("Tiếp nhận", "Đủ điều kiện", "Ký", "Đã trả")),
        ("Thả gần đường dây điện", ("Tiếp nhận", "Không đủ điều kiện")),
    ):
        site.follow("Khai thử cả tờ khai")
        if not site.page.get_by_text("Tờ khai này nộp được.").count():
            try_form(site)
        site.write("Tên ví dụ", name)
        site.press("Giữ câu trả lời làm ví dụ")
        for one in outcomes:
            site.press(one)
        done(site)


def try_form(site: Site) -> None:
    site.follow("Người nộp hồ sơ")
    applicant(site)
    site.press("Tiếp tục")
    answers(site)
    site.press("Coi như đã đính kèm: Ảnh con diều")
    site.press("Tiếp tục")
    site.sees("Tờ khai này nộp được.")


def applicant(site: Site) -> None:
    site.write("Họ và tên", "Nguyễn Văn Bình")
    site.commune("Nơi cư trú", "Thành phố Hà Nội", "Phường Hoàn Kiếm")
    site.write("Số nhà", "Số 12 phố Hàng Trống")


def answers(site: Site) -> None:
    site.write("Thả diều ở đâu?", PLACE)
    site.write("Sải cánh", "2")


def submit(site: Site) -> None:
    """Have the gate look at it, from the list of parts."""
    site.press("Trình bản thảo")
    for button in ("Lưu thành bản dự thảo", "Trình bản thảo"):
        if site.page.get_by_role("button", name=button, exact=True).count():
            site.press(button)
            return


def mend_term(site: Site) -> None:
    """The finding leads to the box: five days are promised."""
    site.page.get_by_role("link", name="Thời hạn giải quyết").click()
    site.write("Bao lâu", "5", within="Thời hạn giải quyết")
    done(site)


def mend_paper(site: Site) -> None:
    site.page.get_by_role("link", name="Ảnh chụp con diều").click()
    site.page.get_by_role("checkbox", name=LAW).check()
    done(site)


# Hands


def both(site: Site, label: str, vi: str, en: str, within: str = "") -> None:
    """A text in both languages; the English box is named after the Vietnamese one."""
    site.write(label, vi, within=within)
    site.write(f"Tiếng Anh : {label}", en, within=within)


def tick(site: Site, *labels: str) -> None:
    for label in labels:
        site.page.get_by_role("checkbox", name=label, exact=True).first.check()


def pick(box: "Site | Locator", label: str, answer: str) -> None:
    where = box.page if isinstance(box, Site) else box
    where.get_by_role("combobox", name=label).first.select_option(label=answer)


def done(site: Site) -> None:
    """Save, and go up until the parts of the manuscript are listed."""
    while "/phan/" in site.path or "/sua/" in site.path:
        site.press("Lưu, về trang trên")


PARTS = (
    general_facts, law, agencies, channels, guide, result, kite, papers, process, examples
)  # fmt: skip

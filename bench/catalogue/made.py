"""6,000 procedures as a country might have them: the same ones each time, from lists of words.

Rows are what the publish path would have written (`actions.enacting.show` writes them there and
here); they are copied in at once, since importing each one would take longer than measuring.
"""

import csv
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from motcua.core import clock
from motcua.core.actors import SYSTEM
from motcua.procedures import actions, package
from motcua.procedures.actions.enacting import show
from motcua.procedures.models import Enactment, Procedure, State, Version
from motcua.procedures.package import reading

ROOT = Path(__file__).parent.parent.parent
COMMUNES = ROOT / "motcua" / "agencies" / "data" / "communes.csv"
TEMPLATE = ROOT / "motcua" / "procedures" / "tests" / "small.yaml"

VERBS = (
    "Cấp", "Cấp lại", "Cấp đổi", "Gia hạn", "Điều chỉnh", "Thu hồi", "Đăng ký", "Đăng ký lại",
    "Thông báo", "Phê duyệt", "Thẩm định", "Xác nhận", "Công nhận", "Sửa đổi, bổ sung",
    "Chấm dứt hiệu lực", "Tạm ngừng", "Chuyển nhượng", "Công bố", "Đề nghị", "Miễn, giảm",
    "Xóa đăng ký", "Kiểm tra", "Bổ nhiệm", "Hỗ trợ", "Tiếp nhận", "Trích lục",
)  # fmt: skip
OBJECTS = {
    "Hộ tịch": (
        "khai sinh", "khai tử", "kết hôn", "giám hộ", "nhận cha, mẹ, con", "nuôi con nuôi",
        "thay đổi, cải chính hộ tịch", "xác định lại dân tộc", "tình trạng hôn nhân", "ly hôn",
    ),
    "Cư trú": (
        "thường trú", "tạm trú", "tạm vắng", "lưu trú", "tách hộ", "xóa đăng ký thường trú",
        "nơi ở hiện tại", "thông tin về cư trú",
    ),
    "Đất đai": (
        "quyền sử dụng đất", "giấy chứng nhận quyền sử dụng đất", "chuyển mục đích sử dụng đất",
        "biến động đất đai", "thửa đất", "bồi thường, tái định cư", "giá đất cụ thể",
        "thuê đất",
    ),
    "Xây dựng": (
        "giấy phép xây dựng nhà ở riêng lẻ", "giấy phép quy hoạch",
        "chứng chỉ hành nghề xây dựng", "hạ tầng kỹ thuật", "nhà ở xã hội",
        "an toàn công trình", "báo cáo nghiên cứu khả thi",
    ),
    "Doanh nghiệp": (
        "công ty trách nhiệm hữu hạn", "hộ kinh doanh", "chi nhánh, văn phòng đại diện",
        "hợp tác xã", "vốn điều lệ", "người đại diện theo pháp luật", "ngành, nghề kinh doanh",
        "địa điểm kinh doanh",
    ),
    "Y tế": (
        "giấy phép hoạt động khám bệnh, chữa bệnh", "giấy phép hành nghề", "thẻ bảo hiểm y tế",
        "quảng cáo thuốc", "trang thiết bị y tế", "an toàn thực phẩm", "mỹ phẩm",
        "phòng xét nghiệm",
    ),
    "Giáo dục": (
        "bản sao văn bằng từ sổ gốc", "thành lập trường mầm non", "giấy phép dạy thêm",
        "chuyển trường đối với học sinh", "học bổng chính sách", "trung tâm ngoại ngữ",
    ),
    "Giao thông vận tải": (
        "giấy phép lái xe", "phù hiệu xe ô tô", "giấy chứng nhận kiểm định phương tiện",
        "biển số xe", "giấy phép kinh doanh vận tải", "bến thủy nội địa", "giấy phép lái tàu",
        "đường ngang",
    ),
    "Lao động": (
        "giấy phép lao động cho người nước ngoài", "trợ cấp thất nghiệp", "nội quy lao động",
        "thỏa ước lao động tập thể", "giấy phép cho thuê lại lao động",
        "trợ giúp xã hội hằng tháng",
    ),
    "Môi trường": (
        "giấy phép môi trường", "báo cáo đánh giá tác động môi trường", "xả nước thải",
        "chất thải nguy hại", "khai thác nước dưới đất",
        "phương án cải tạo, phục hồi môi trường",
    ),
    "Công thương": (
        "giấy chứng nhận xuất xứ hàng hóa", "giấy phép bán lẻ rượu", "hoạt động khuyến mại",
        "cửa hàng bán lẻ xăng dầu", "vật liệu nổ công nghiệp", "hóa chất hạn chế",
        "hội chợ, triển lãm",
    ),
    "Nông nghiệp": (
        "giấy phép khai thác thủy sản", "kiểm dịch thực vật", "thuốc bảo vệ thực vật",
        "giống cây trồng", "chăn nuôi quy mô lớn", "tàu cá", "rừng sản xuất",
        "công trình thủy lợi",
    ),
    "Văn hóa, thể thao": (
        "biểu diễn nghệ thuật", "lễ hội truyền thống", "di tích lịch sử", "kinh doanh karaoke",
        "giấy phép xuất bản bản tin", "câu lạc bộ thể thao", "hướng dẫn viên du lịch",
        "thư viện",
    ),
    "Tư pháp": (
        "chứng thực chữ ký", "chứng thực bản sao từ bản chính", "lý lịch tư pháp",
        "công chứng viên", "luật sư", "đấu giá tài sản", "giám định tư pháp",
        "quốc tịch Việt Nam", "hòa giải viên",
    ),
    "Khoa học, công nghệ": (
        "nhãn hiệu", "kiểu dáng công nghiệp", "thiết bị X-quang", "tần số vô tuyến điện",
        "tổ chức khoa học và công nghệ", "hợp quy, hợp chuẩn", "an toàn bức xạ", "tên miền",
    ),
    "Thuế, hải quan": (
        "mã số thuế", "hoàn thuế giá trị gia tăng", "tờ khai hải quan", "hóa đơn điện tử",
        "kho ngoại quan", "khai thuế thu nhập cá nhân", "đại lý thuế", "xuất khẩu tại chỗ",
    ),
}  # fmt: skip
WHERE = (
    "", "", "", "lưu động", "có yếu tố nước ngoài", "tại khu vực biên giới", "cho người cao tuổi",
    "thuộc thẩm quyền của Ủy ban nhân dân cấp tỉnh", "thuộc thẩm quyền của bộ", "cấp xã",
    "trong khu công nghiệp, khu kinh tế", "đối với hộ nghèo, cận nghèo", "do bị mất, bị hỏng",
    "đối với tổ chức", "đối với cá nhân", "lần đầu", "theo thủ tục rút gọn", "trên biển",
    "tạm thời",
    "phục vụ mục đích quốc phòng", "cho nhà đầu tư nước ngoài", "do thay đổi thông tin",
)  # fmt: skip
PAPERS = (
    "Tờ khai theo mẫu", "Đơn đề nghị", "Giấy chứng sinh", "Bản sao giấy tờ tùy thân", "Bản vẽ",
    "Giấy ủy quyền", "Văn bản thỏa thuận", "Giấy khám sức khỏe", "Biên bản họp", "Hợp đồng thuê",
    "Báo cáo tài chính", "Sơ yếu lý lịch", "Ảnh chân dung 4x6", "Giấy chứng nhận đăng ký",
    "Phương án kinh doanh", "Chứng chỉ chuyên môn", "Biên lai nộp phí", "Danh sách nhân sự",
)  # fmt: skip
RESULTS = ("Giấy chứng nhận", "Giấy phép", "Quyết định", "Văn bản xác nhận", "Bản trích lục")
LEVELS = (["commune"], ["province"], ["ministry"], ["province", "commune"])
BODIES = {
    "commune": "Ủy ban nhân dân cấp xã",
    "province": "Ủy ban nhân dân cấp tỉnh",
    "ministry": "Bộ quản lý ngành",
}


def titles(size: int) -> list[tuple[str, str]]:
    """Different (field, title) pairs, always the same."""
    luck = random.Random(6_000)  # the same each time is the point
    every = [
        (field, " ".join(filter(None, (verb, thing, where))))
        for field, things in OBJECTS.items()
        for thing in things
        for verb in VERBS
        for where in dict.fromkeys(WHERE)
    ]
    with COMMUNES.open(encoding="utf-8", newline="") as lines:
        local = [row["full_name"] for row in csv.DictReader(lines)]
    return [
        (field, f"{title} ở {luck.choice(local)}" if number % 4 == 0 else title)
        for number, (field, title) in enumerate(luck.sample(every, size))
    ]


def sources(size: int) -> Iterator[dict[str, Any]]:
    """Packages as plain values."""
    luck = random.Random(7)  # likewise
    base = reading.read(TEMPLATE.read_text()).data
    fields = {name: f"f{number}" for number, name in enumerate(OBJECTS)}
    for number, (field, title) in enumerate(titles(size)):
        levels = luck.choice(LEVELS)
        papers = luck.sample(PAPERS, luck.randint(3, 8))
        yield {
            **base,
            "code": f"{1 + number % 3}.{100_000 + number}",
            "name": title,
            "keywords": [title.split(" ", 1)[1].lower(), luck.choice(PAPERS).lower()],
            "summary": f"{title}: nộp ở bộ phận một cửa hoặc trực tuyến, nhận kết quả đúng hẹn.",
            "field": {"code": fields[field], "name": field},
            "levels": levels,
            "subjects": luck.sample(["citizen", "enterprise", "foreigner", "organisation"], 2),
            "agencies": {
                "performing": [{"name": BODIES[level]} for level in levels],
                "competent": [{"name": BODIES[levels[0]]}],
            },
            "cases": [
                {
                    "id": "chung",
                    "name": "Mọi trường hợp",
                    "papers": [
                        {"id": f"giay_{n}", "name": name, "originals": 1}
                        for n, name in enumerate(papers)
                    ],
                }
            ],
            "results": [{"id": "kq", "name": luck.choice(RESULTS)}],
        }


def fill(size: int) -> None:
    """The catalogue, in force since the beginning of the year, and its words learnt."""
    procedures, versions, enactments = [], [], []
    for source in sources(size):
        read = package.load(source)
        procedure = Procedure(code=read.code)
        version = Version(
            procedure=procedure,
            number=1,
            source=package.to_json(read),
            sha256=package.sha256(read),
            state=State.PUBLISHED,
            effective_from=date(2026, 1, 1),
            published_at=clock.now(),
        )
        show(procedure, read)
        procedures.append(procedure)
        versions.append(version)
        enactments.append(
            Enactment(
                procedure=procedure,
                number=1,
                version=version,
                effective_from=date(2026, 1, 1),
                taken_at=clock.now(),
            )
        )
    Procedure.objects.bulk_create(procedures, batch_size=500)
    Version.objects.bulk_create(versions, batch_size=500)
    Enactment.objects.bulk_create(enactments, batch_size=500)
    for procedure, version in zip(procedures, versions, strict=True):
        procedure.current = version
    Procedure.objects.bulk_update(procedures, ["current"], batch_size=500)
    actions.learn_all_words(by=SYSTEM)

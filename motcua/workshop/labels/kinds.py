"""The kinds of questions, in groups, each explained to who chooses one."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """A kind of question: its group, its name, and when to use it."""

    group: str
    name: str | Promise
    use: str | Promise


GROUPS: dict[str, str | Promise] = {
    "words": _("Chữ"),
    "numbers": _("Số và tiền"),
    "papers": _("Số giấy tờ, mã số"),
    "dates": _("Ngày giờ"),
    "choices": _("Chọn từ danh sách"),
    "places": _("Địa bàn, địa chỉ"),
    "composed": _("Nhiều ô đi với nhau"),
    "special": _("Đặc biệt"),
}
KINDS: dict[str, Kind] = {
    "text": Kind("words", _("Một dòng chữ"), _("Khi không loại nào khác hợp hơn.")),
    "long_text": Kind("words", _("Nhiều dòng chữ"), _("Lý do, nội dung đề nghị.")),
    "name": Kind("words", _("Họ và tên người"), _("Nguyễn Thị Ánh Tuyết")),
    "email": Kind("words", _("Thư điện tử"), _("ten@vidu.vn")),
    "organisation": Kind("words", _("Tên tổ chức"), _("Bệnh viện Phụ sản Hà Nội")),
    "occupation": Kind("words", _("Nghề nghiệp"), _("Giáo viên, thợ may")),
    "url": Kind("words", _("Trang mạng"), _("https://vidu.vn")),
    "number": Kind("numbers", _("Số"), _("Số lượng, có giới hạn và đơn vị.")),
    "money": Kind("numbers", _("Số tiền"), _("Bằng đồng.")),
    "percent": Kind("numbers", _("Phần trăm"), _("12,5 %")),
    "area": Kind("numbers", _("Diện tích"), _("Bằng mét vuông.")),
    "citizen_number": Kind("papers", _("Số định danh cá nhân"), _("12 chữ số trên thẻ căn cước.")),
    "old_id_number": Kind("papers", _("Số giấy chứng minh nhân dân cũ"), _("9 chữ số.")),
    "passport_number": Kind("papers", _("Số hộ chiếu"), _("C1234567")),
    "tax_code": Kind("papers", _("Mã số thuế"), _("Của doanh nghiệp, hộ kinh doanh, cá nhân.")),
    "insurance_card": Kind("papers", _("Số thẻ bảo hiểm y tế"), _("15 ký tự hoặc mã số bảo hiểm.")),
    "phone": Kind("papers", _("Số điện thoại"), _("0912 345 678")),
    "plate": Kind("papers", _("Biển số xe"), _("30A-123.45")),
    "driving_licence_number": Kind("papers", _("Số giấy phép lái xe"), _("12 chữ số.")),
    "chassis_number": Kind("papers", _("Số khung"), _("In trên giấy đăng ký xe.")),
    "engine_number": Kind("papers", _("Số máy"), _("In trên giấy đăng ký xe.")),
    "date": Kind("dates", _("Ngày tháng năm"), _("Ba ô: ngày, tháng, năm.")),
    "partial_date": Kind("dates", _("Ngày có thể thiếu"), _("Chỉ nhớ năm, hoặc tháng và năm.")),
    "year": Kind("dates", _("Năm"), _("Năm tốt nghiệp.")),
    "time": Kind("dates", _("Giờ"), _("07:30")),
    "date_time": Kind("dates", _("Ngày và giờ"), _("Giờ sinh, giờ hẹn.")),
    "choice": Kind("choices", _("Chọn một"), _("Các lựa chọn do bạn viết.")),
    "choices": Kind("choices", _("Chọn nhiều"), _("Các lựa chọn do bạn viết.")),
    "yes_no": Kind("choices", _("Có hoặc không"), _("Hay dùng làm điều kiện cho câu sau.")),
    "country": Kind("choices", _("Nước, quốc tịch"), _("Danh sách các nước.")),
    "ethnic_group": Kind("choices", _("Dân tộc"), _("Danh mục 54 dân tộc.")),
    "relation": Kind("choices", _("Quan hệ"), _("Cha, mẹ, vợ, chồng, con, người giám hộ.")),
    "province": Kind("places", _("Tỉnh, thành phố"), _("34 tỉnh, thành phố.")),
    "commune": Kind(
        "places", _("Phường, xã, đặc khu"), _("Chọn tỉnh rồi chọn xã; quyết định được nơi nộp.")
    ),
    "address": Kind(
        "places", _("Địa chỉ"), _("Tỉnh, xã và số nhà, thôn; quyết định được nơi nộp.")
    ),
    "business": Kind("composed", _("Doanh nghiệp, hộ kinh doanh"), _("Mã số thuế và tên.")),
    "bank_account": Kind("composed", _("Tài khoản ngân hàng"), _("Ngân hàng, số, chủ tài khoản.")),
    "land_parcel": Kind("composed", _("Thửa đất"), _("Tờ bản đồ, số thửa, diện tích, nơi có đất.")),
    "signature": Kind("composed", _("Chữ ký xác nhận"), _("Người ký gõ tên mình, máy ghi giờ.")),
    "file": Kind("special", _("Tệp đính kèm"), _("Ảnh chụp hoặc bản quét một giấy tờ.")),
    "computed": Kind("special", _("Máy tự tính"), _("Tính từ các câu trên; không ai phải khai.")),
    "group": Kind(
        "special", _("Nhóm lặp"), _("Cùng những câu hỏi cho từng người, từng bản, từng xe.")
    ),
}

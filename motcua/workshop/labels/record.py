"""The national record: general facts, law, agencies, channels, cases and papers, results."""

from django.utils.translation import gettext_lazy as _

from motcua.workshop.labels.told import Told

FIELDS: dict[str, Told] = {
    # What says the same everywhere
    "*.id": Told(
        _("Mã dùng trong hệ thống"),
        _("Chữ thường không dấu, số, gạch dưới. Để trống thì máy đặt theo tên."),
        rare=True,
        width=20,
    ),
    "*.name": Told(_("Tên")),
    "*.note": Told(_("Ghi chú"), lines=2, rare=True),
    "*.url": Told(_("Địa chỉ trên mạng"), _("Ví dụ https://vanban.chinhphu.vn"), rare=True),
    "*.basis": Told(_("Căn cứ pháp lý"), _("Đánh dấu văn bản quy định việc này."), refers="basis"),
    "*.certainty": Told(
        _("Đã đối chiếu với bản gốc chưa"),
        _("Chưa đối chiếu thì trang thủ tục ghi “cần kiểm tra lại”."),
    ),
    "Bilingual.vi": Told(_("Tiếng Việt")),
    "Bilingual.en": Told(_("Tiếng Anh")),
    # The procedure
    "Package.format": Told(_("Phiên bản định dạng")),
    "Package.code": Told(
        _("Mã thủ tục"),
        _("Như trong Cơ sở dữ liệu quốc gia, ví dụ 1.001193; của tỉnh: 1.001193.H26."),
        width=20,
    ),
    "Package.code_certainty": Told(_("Mã đã đối chiếu chưa"), rare=True),
    "Package.name": Told(_("Tên thủ tục"), _("Ví dụ: Đăng ký khai sinh")),
    "Package.keywords": Told(
        _("Từ khóa"),
        _("Người dân hay gọi thủ tục này bằng từ nào khác? Ví dụ: giấy khai sinh, làm khai sinh."),
    ),
    "Package.summary": Told(
        _("Tóm tắt"), _("Một, hai câu: ai làm, để được gì. Hiện ngay dưới tên thủ tục."), lines=3
    ),
    "Package.kind": Told(_("Loại thủ tục"), _("Như trong bản ghi quốc gia."), rare=True),
    "Package.description": Told(_("Mô tả thêm"), lines=6, rare=True),
    "Package.field": Told(_("Lĩnh vực")),
    "Package.other_fields": Told(_("Lĩnh vực khác"), rare=True),
    "Field_.code": Told(_("Mã lĩnh vực"), _("Chữ thường không dấu, ví dụ ho_tich."), width=20),
    "Field_.name": Told(_("Tên lĩnh vực"), _("Ví dụ: Hộ tịch")),
    "Field_.national_code": Told(_("Mã trong Cơ sở dữ liệu quốc gia"), rare=True, width=20),
    "Field_.sector": Told(_("Ngành"), rare=True),
    "Package.levels": Told(_("Cấp thực hiện")),
    "Package.online": Told(
        _("Mức độ trực tuyến"), _("Toàn trình là mặc định; một phần thì phải công bố lý do.")
    ),
    "Package.online_reason": Told(
        _("Lý do chỉ trực tuyến một phần"), _("Ví dụ: phải có mặt để lấy sinh trắc học."), lines=2
    ),
    "Package.decision": Told(_("Quyết định công bố đã có"), rare=True),
    "Decision.number": Told(_("Số quyết định"), _("Ví dụ 1872/QĐ-BTP"), width=20),
    "Decision.signed_on": Told(_("Ngày ký")),
    "Decision.agency": Told(_("Cơ quan ban hành")),
    "Package.publisher": Told(
        _("Cơ quan công bố"), _("Mã định danh điện tử, ví dụ G15 hoặc H26."), rare=True, width=20
    ),
    "Package.national": Told(_("Bản ghi quốc gia nói về chính nó"), rare=True),
    "National.id": Told(_("Số bản ghi")),
    "National.decision": Told(_("Số hiệu quyết định trong bản ghi")),
    "National.state": Told(_("Tình trạng trong bản ghi")),
    "Package.subjects": Told(_("Ai được làm thủ tục này")),
    "Package.subjects_note": Told(_("Nói rõ thêm ai được làm"), lines=2, rare=True),
    "Package.requirements": Told(
        _("Yêu cầu, điều kiện"), _("Chỉ những điều kiện có trong luật."), lines=5
    ),
    "Package.requirements_basis": Told(
        _("Căn cứ của yêu cầu, điều kiện"),
        _("Đánh dấu văn bản quy định việc này."),
        refers="basis",
    ),
    "Package.related": Told(_("Thủ tục liên quan"), rare=True),
    "Package.linked": Told(_("Thủ tục liên thông"), rare=True),
    "Related.code": Told(_("Mã thủ tục"), width=20),
    "Package.guide": Told(
        _("Các bước thực hiện"), _("Mỗi dòng một bước, viết cho người đi làm thủ tục."), lines=2
    ),
    "Package.guides": Told(_("Các bước theo từng trường hợp"), rare=True),
    "Guide.name": Told(_("Trường hợp")),
    "Guide.steps": Told(_("Các bước"), lines=2),
    "Package.addresses": Told(_("Địa chỉ tiếp nhận hồ sơ"), lines=2),
    "Package.unfinished": Told(
        _("Phần còn viết dở"),
        _("Viết xong phần nào thì bỏ đánh dấu phần ấy. Còn phần dở thì chưa công bố được."),
    ),
    # Law
    "Package.legal_basis": Told(
        _("Căn cứ pháp lý"), _("Mọi văn bản mà giấy tờ, phí, thời hạn, kết quả dựa vào.")
    ),
    "Basis.number": Told(_("Số hiệu"), _("Ví dụ 60/2014/QH13"), width=20),
    "Basis.name": Told(_("Tên văn bản"), _("Ví dụ: Luật Hộ tịch")),
    "Basis.articles": Told(_("Điều, khoản"), _("Ví dụ: Điều 13 đến Điều 16")),
    "Basis.issuer": Told(_("Cơ quan ban hành"), rare=True),
    "Basis.issued_on": Told(_("Ngày ban hành"), rare=True),
    # Agencies
    "Package.agencies": Told(_("Cơ quan")),
    "Agencies.performing": Told(_("Cơ quan thực hiện")),
    "Agencies.competent": Told(_("Cơ quan có thẩm quyền")),
    "Agencies.delegated": Told(_("Cơ quan được ủy quyền"), rare=True),
    "Agencies.coordinating": Told(_("Cơ quan phối hợp"), rare=True),
    "Agencies.performing_note": Told(_("Nói rõ thêm cơ quan thực hiện"), lines=2, rare=True),
    "Agencies.competent_note": Told(_("Nói rõ thêm cơ quan có thẩm quyền"), lines=2, rare=True),
    "Body.name": Told(_("Tên cơ quan"), _("Ví dụ: Ủy ban nhân dân cấp xã")),
    "Body.code": Told(
        _("Mã định danh điện tử"),
        _("Nếu là một cơ quan nhất định, ví dụ G01."),
        rare=True,
        width=20,
    ),
    "Body.level": Told(_("Cấp"), rare=True),
    # Channels
    "Package.channels": Told(
        _("Cách nộp, thời hạn, phí"), _("Mỗi cách nộp có thời hạn và phí của nó.")
    ),
    "Channel.channel": Told(_("Cách nộp")),
    "Channel.term": Told(_("Thời hạn giải quyết")),
    "Channel.fee": Told(_("Phí, lệ phí")),
    "Channel.others": Told(_("Thời hạn khác theo trường hợp"), rare=True),
    "Time.amount": Told(_("Bao lâu"), _("0 ngày làm việc: trả trong ngày."), width=5),
    "Time.unit": Told(_("Đơn vị")),
    "Time.counting": Told(_("Cách tính riêng"), rare=True),
    "Counting.first_day_counted": Told(_("Tính cả ngày nhận hồ sơ")),
    "Counting.cut_off": Told(
        _("Nhận sau giờ này thì tính từ ngày làm việc tiếp theo"), _("Ví dụ 15:00"), width=5
    ),
    "Counting.fixed_end": Told(_("Hết hạn vào ngày nghỉ cũng không lùi")),
    "Fee.amount": Told(
        _("Số tiền nộp khi nộp hồ sơ"), _("Bằng đồng. 0: không thu khi nộp."), width=10
    ),
    "Fee.table": Told(
        _("Tính theo bảng"),
        _("Bảng cho số tiền theo câu trả lời; bảng không nói thì thu số tiền trên."),
        rare=True,
        refers="tables",
    ),
    "Fee.tariff": Told(_("Biểu phí, lệ phí"), _("Từng khoản thu, với căn cứ của nó.")),
    "Charge.name": Told(_("Khoản thu")),
    "Charge.kind": Told(_("Loại")),
    "Charge.amount": Told(
        _("Mức thu"), _("Bằng đồng. Để trống: theo quy định nêu ở ghi chú."), width=10
    ),
    "Charge.unit": Told(_("Tính theo"), _("Ví dụ: bản, trang, hồ sơ"), rare=True),
    "Limit.term": Told(_("Thời hạn")),
    "Limit.case": Told(_("Trường hợp"), refers="cases"),
    "Limit.tariff": Told(_("Biểu phí, lệ phí")),
    "Limit.fee_note": Told(_("Ghi chú về phí"), lines=2, rare=True),
    # Cases and papers
    "Package.cases": Told(
        _("Trường hợp và giấy tờ"), _("Mỗi trường hợp có danh sách giấy tờ của nó.")
    ),
    "Case.name": Told(_("Tên trường hợp"), _("Ví dụ: Sinh tại cơ sở y tế")),
    "Case.papers": Told(_("Giấy tờ")),
    "Case.remarks": Told(_("Dòng ghi chú giữa danh sách giấy tờ"), rare=True),
    "Paper.name": Told(_("Tên giấy tờ"), _("Ví dụ: Giấy chứng sinh")),
    "Paper.code": Told(_("Mã giấy tờ quốc gia"), rare=True, width=20),
    "Paper.template": Told(_("Tên mẫu đơn, tờ khai"), rare=True),
    "Paper.template_url": Told(_("Địa chỉ tải mẫu"), rare=True),
    "Paper.originals": Told(_("Số bản chính"), width=2),
    "Paper.copies": Told(_("Số bản sao"), width=2),
    "Paper.question": Told(
        _("Nộp trực tuyến bằng câu hỏi"),
        _("Câu hỏi “tệp đính kèm” nhận giấy tờ này."),
        refers="files",
    ),
    "Remark.text": Told(_("Ghi chú"), lines=2),
    "Remark.after": Told(
        _("Đứng sau giấy tờ"), _("Để trống: đứng đầu danh sách."), refers="papers"
    ),
    # Results
    "Package.results": Told(_("Kết quả"), _("Người dân nhận được gì.")),
    "Result.name": Told(_("Tên kết quả"), _("Ví dụ: Giấy khai sinh")),
    "Result.code": Told(_("Mã kết quả quốc gia"), _("Ví dụ KQ.G15.000123"), rare=True, width=20),
    # Reception
    "Package.reception": Told(_("Nơi tiếp nhận")),
    "Reception.by": Told(_("Hồ sơ được gửi tới")),
    "Reception.question": Told(
        _("Theo câu trả lời của câu hỏi"),
        _("Câu hỏi về địa bàn, bắt buộc và luôn được hỏi."),
        refers="areas",
    ),
    "Reception.agency": Told(
        _("Mã cơ quan tiếp nhận"), _("Chỉ khi mọi hồ sơ về một cơ quan, ví dụ G01."), width=20
    ),
    # Parts that have pages of their own
    "Package.form": Told(_("Tờ khai")),
    "Package.process": Told(_("Quy trình giải quyết")),
    "Package.tables": Told(
        _("Bảng quyết định"), _("Khi phí hay nơi giải quyết phụ thuộc vào vài câu trả lời.")
    ),
    "Package.examples": Told(
        _("Ví dụ kiểm thử"),
        _("Câu trả lời mẫu và kết quả phải có. Mỗi lần công bố, máy chạy lại hết."),
    ),
}

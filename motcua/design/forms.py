"""The form of the gallery: one question of every kind."""

from django import forms

from motcua.design.widgets import (
    Checkboxes,
    DateInput,
    FilesField,
    FileUpload,
    Radios,
    Select,
    Textarea,
    TextInput,
)

PROVINCES = [("", "Chọn tỉnh, thành phố"), ("01", "Hà Nội"), ("48", "Đà Nẵng"), ("92", "Cần Thơ")]


class GalleryForm(forms.Form):
    full_name = forms.CharField(
        label="Họ, chữ đệm và tên",
        max_length=100,
        help_text="Ghi như trên thẻ căn cước, ví dụ Nguyễn Thị Ánh Tuyết.",
        widget=TextInput(autocomplete="name", spellcheck=False),
    )
    number = forms.CharField(
        label="Số định danh cá nhân",
        help_text="Gồm 12 chữ số, in ở mặt trước thẻ căn cước.",
        widget=TextInput(width=20, inputmode="numeric", spellcheck=False),
    )
    born_on = forms.DateField(
        label="Ngày sinh", help_text="Ví dụ 2 9 1990.", widget=DateInput(birthday=True)
    )
    receive = forms.ChoiceField(
        label="Bạn muốn nhận kết quả ở đâu?",
        choices=[
            ("desk", "Tại bộ phận một cửa"),
            ("post", "Qua bưu chính công ích"),
            ("online", "Bản điện tử trong kho giấy tờ của tôi"),
        ],
        widget=Radios(
            hints={"desk": "Mang theo thẻ căn cước.", "online": "Có giá trị như bản giấy."},
            reveals={"post": ["address"]},
        ),
    )
    address = forms.CharField(label="Địa chỉ nhận", required=False, widget=TextInput())
    sex = forms.ChoiceField(
        label="Giới tính", choices=[("m", "Nam"), ("f", "Nữ")], widget=Radios(inline=True)
    )
    papers = forms.MultipleChoiceField(
        label="Bạn đã có những giấy tờ nào?",
        required=False,
        choices=[
            ("birth", "Giấy chứng sinh"),
            ("marriage", "Giấy chứng nhận kết hôn"),
            ("none", "Chưa có"),
        ],
        widget=Checkboxes(exclusive="none"),
    )
    province = forms.ChoiceField(label="Nơi thường trú", choices=PROVINCES, widget=Select())
    fee = forms.IntegerField(
        label="Số tiền đã nộp", widget=TextInput(width=10, inputmode="numeric", suffix="đồng")
    )
    reason = forms.CharField(
        label="Lý do", required=False, max_length=500, widget=Textarea(count=500)
    )
    scan = forms.FileField(
        label="Ảnh chụp thẻ căn cước",
        help_text="Tệp PDF, JPG hoặc PNG, không quá 10 MB.",
        widget=FileUpload(accept="image/*,.pdf"),
    )
    others = FilesField(label="Giấy tờ khác", required=False)
    true = forms.BooleanField(label="Tôi cam đoan những điều khai trên là đúng sự thật.")

"""Forms of the workshop's own: how a manuscript begins."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.agencies.models import Agency
from motcua.design.widgets import FileUpload, Radios, Select, Textarea, TextInput
from motcua.procedures.package.reading import MOST_BYTES


class BeginForm(forms.Form):
    """From nothing, from a file, or from a record of the national database."""

    how = forms.ChoiceField(
        label=_("Bắt đầu từ đâu?"),
        choices=[
            ("nothing", _("Viết mới")),
            ("text", _("Tệp gói thủ tục (YAML hoặc JSON)")),
            ("national", _("Bản ghi của Cơ sở dữ liệu quốc gia (JSON theo LayThuTuc)")),
        ],
        initial="nothing",
        widget=Radios(
            hints={
                "nothing": _("Máy dựng sẵn một trang tờ khai và hai bước xử lý để bạn sửa."),
                "text": _("Chưa hoàn chỉnh cũng được: chỗ nào thiếu, bạn viết tiếp ở đây."),
                "national": _("Lấy phần hồ sơ; tờ khai và quy trình bạn viết tiếp."),
            },
            reveals={"nothing": ["name", "code"], "text": ["file", "text"], "national": ["record"]},
        ),
    )
    name = forms.CharField(
        label=_("Tên thủ tục"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: Cấp giấy phép thả diều"),
    )
    code = forms.CharField(
        label=_("Mã thủ tục"),
        max_length=20,
        required=False,
        help_text=_("Nếu đã có, ví dụ 1.001193. Chưa có thì để trống, điền sau."),
        widget=TextInput(width=20),
    )
    file = forms.FileField(
        label=_("Chọn tệp"), required=False, widget=FileUpload(accept=".yaml,.yml,.json")
    )
    text = forms.CharField(
        label=_("Hoặc dán nội dung"), required=False, strip=False, widget=Textarea(rows=8)
    )
    record = forms.CharField(
        label=_("Dán bản ghi"), required=False, strip=False, widget=Textarea(rows=8)
    )
    owner = forms.ModelChoiceField(
        label=_("Soạn cho cơ quan"), queryset=Agency.objects.none(), widget=Select()
    )

    def __init__(self, owners: list[Agency], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)  # noqa: S101  # for the type checker
        owner.queryset = Agency.objects.filter(pk__in=[one.pk for one in owners]).order_by("name")
        if len(owners) == 1:
            owner.initial, owner.widget = owners[0].pk, forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        how = given.get("how")
        if how == "nothing" and not given.get("name"):
            self.add_error("name", _("Hãy đặt tên cho thủ tục."))
        if how == "text":
            given["text"] = self._text(given)
        if how == "national" and not (given.get("record") or "").strip():
            self.add_error("record", _("Hãy dán bản ghi cần lấy."))
        return given

    def _text(self, given: dict[str, Any]) -> str:
        file, text = given.get("file"), given.get("text") or ""
        if file is None:
            if not text.strip():
                self.add_error("file", _("Hãy chọn tệp hoặc dán nội dung."))
            return str(text)
        if file.size > MOST_BYTES:
            self.add_error("file", _("Tệp lớn quá 1 MB."))
            return ""
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.add_error("file", _("Tệp không phải văn bản UTF-8. Hãy lưu lại ở dạng UTF-8."))
            return ""

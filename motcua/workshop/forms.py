"""Forms of the workshop's own: how a manuscript begins."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.agencies.models import Agency
from motcua.core.refusals import Invalid
from motcua.design.widgets import DateInput, FileUpload, Radios, Select, Textarea, TextInput
from motcua.procedures.actions import Decision
from motcua.procedures.models import DecisionKind, Transition, Version
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


class SendBackForm(forms.Form):
    """Why a version goes back to who wrote it."""

    reason = forms.CharField(
        label=_("Lý do trả lại"), max_length=2000, widget=Textarea(rows=3, count=2000)
    )


class DecisionForm(forms.Form):
    """A signed publication decision, as it is recorded."""

    number = forms.CharField(
        label=_("Số quyết định"),
        max_length=60,
        help_text=_("Ví dụ 1872/QĐ-BTP"),
        widget=TextInput(width=20),
    )
    signed_on = forms.DateField(label=_("Ngày ký"), widget=DateInput())
    agency = forms.ModelChoiceField(
        label=_("Cơ quan ban hành"), queryset=Agency.objects.none(), widget=Select()
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=[], widget=Radios())
    law_effective_on = forms.DateField(
        label=_("Văn bản quy định có hiệu lực từ"), widget=DateInput()
    )
    effective_from = forms.DateField(
        label=_("Thủ tục áp dụng từ"),
        required=False,
        help_text=_("Để trống: cùng ngày với văn bản. Ngày sau này thì đến ngày ấy mới áp dụng."),
        widget=DateInput(),
    )
    shortened = forms.BooleanField(label=_("Văn bản theo trình tự rút gọn"), required=False)
    transition = forms.ChoiceField(
        label=_("Hồ sơ cũ thì sao?"), choices=Transition.choices, initial=Transition.SUBMITTED,
        widget=Radios(),
    )  # fmt: skip
    transition_note = forms.CharField(
        label=_("Điều khoản chuyển tiếp"), max_length=2000, required=False, widget=Textarea(rows=2)
    )

    def __init__(
        self, agencies: list[Agency], version: Version, *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        agency, kind = self.fields["agency"], self.fields["kind"]
        assert isinstance(agency, forms.ModelChoiceField)  # noqa: S101  # for the type checker
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101  # likewise
        agency.queryset = Agency.objects.filter(pk__in=[one.pk for one in agencies])
        if len(agencies) == 1:
            agency.initial = agencies[0].pk
        public = version.procedure.current_id is not None
        kind.choices = [
            choice for choice in DecisionKind.choices if choice[0] != DecisionKind.ABOLISHED
        ]
        kind.initial = DecisionKind.AMENDED if public else DecisionKind.NEW

    def decision(self) -> Decision:
        """What was filled in."""
        given = self.cleaned_data
        return Decision(
            number=given["number"],
            signed_on=given["signed_on"],
            agency=given["agency"],
            kind=DecisionKind(given["kind"]),
            law_effective_on=given["law_effective_on"],
            effective_from=given["effective_from"],
            shortened=given["shortened"],
            transition=Transition(given["transition"]),
            transition_note=given["transition_note"],
        )

    def take(self, refusal: Invalid) -> None:
        """What the action refused, beside its boxes."""
        for one in refusal.problems:
            self.add_error(one.place if one.place in self.fields else None, one.message)

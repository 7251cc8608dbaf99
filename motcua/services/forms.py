"""Forms of the officials' pages: a checklist, a reason, a day, a stop."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from motcua.agencies import queries as agencies
from motcua.core import clock
from motcua.core.refusals import Refusal
from motcua.design.widgets import DateInput, Radios, Select, Textarea, TextInput
from motcua.procedures.actions import Stop
from motcua.procedures.models import Version
from motcua.services import queries
from motcua.services.actions import Finding
from motcua.services.models import ReviewLine, Verdict

LONG = 2000


WHY = _("Lý do")


def _reason(label: Any = WHY, hint: Any = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONG,
        required=required,
        widget=Textarea(rows=3),
        error_messages={"required": _("Hãy nêu lý do.")},
    )


def _day(label: Any, hint: Any = "", required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        widget=DateInput(),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": _("Hãy chọn ngày."),
            "invalid": _("Ngày này không có. Hãy nhập ngày, tháng, năm."),
        },
    )


class ReviewForm(forms.Form):
    """Each line of a checklist: passed or not, and a note."""

    def __init__(self, *arguments: Any, lines: Iterable[ReviewLine], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.lines = list(lines)
        for line in self.lines:
            self.fields[f"verdict-{line.code}"] = forms.ChoiceField(
                label=f"{line.number}. {line.text}",
                help_text=line.source,
                choices=Verdict.choices,
                initial=line.verdict,
                required=False,
                widget=Radios(inline=True, small=True),
            )
            self.fields[f"note-{line.code}"] = forms.CharField(
                label=_("Ghi chú cho mục này"),
                initial=line.note,
                max_length=LONG,
                required=False,
                widget=TextInput(),
            )

    def rows(self) -> list[tuple[ReviewLine, Any, Any]]:
        """Each line with its two fields."""
        return [
            (line, self[f"verdict-{line.code}"], self[f"note-{line.code}"]) for line in self.lines
        ]

    def found(self) -> dict[str, Finding]:
        """What was said of the lines that were looked at."""
        return {
            line.code: Finding(
                Verdict(self.cleaned_data[f"verdict-{line.code}"]),
                self.cleaned_data[f"note-{line.code}"],
            )
            for line in self.lines
            if self.cleaned_data[f"verdict-{line.code}"]
        }

    def blame(self, refusal: Refusal) -> None:
        """Put each problem beside its line."""
        for problem in refusal.problems:
            self.add_error(f"note-{problem.place}", problem.message)


class PlainForm(forms.Form):
    """A button that needs nothing more."""


class ReasonForm(forms.Form):
    reason = _reason()


class ProposeForm(forms.Form):
    """Which version is to go online."""

    version = forms.ChoiceField(
        label=_("Bản thủ tục"),
        help_text=_("Các bản mới của cơ quan bạn và các thủ tục công khai chưa nộp trực tuyến."),
        widget=Select(),
        error_messages={"required": _("Hãy chọn một bản.")},
    )

    def __init__(self, *arguments: Any, versions: list[Version], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.versions = {str(one.pk): one for one in versions}
        self.fields["version"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("Chọn…")),
            *(
                (pk, f"{one.procedure.code} ({one.number}) {one.procedure}"[:120])
                for pk, one in self.versions.items()
            ),
        ]


class SuspendForm(forms.Form):
    reason = _reason(hint=_("Người dân đọc lý do này trên trang thủ tục."))
    until = _day(_("Dự kiến mở lại từ ngày"), _("Để trống nếu chưa biết."), required=False)


class IdleForm(forms.Form):
    days = forms.IntegerField(
        label=_("Số ngày không có hồ sơ thì đề nghị gỡ"),
        help_text=_("Để trống: theo mức chung của hệ thống."),
        required=False,
        min_value=1,
        max_value=3650,
        widget=TextInput(width=5, inputmode="numeric"),
    )


class KeepForm(forms.Form):
    reason = _reason(_("Vì sao giữ lại"))
    until = _day(_("Giữ đến hết ngày"), _("Trước ngày ấy hệ thống không hỏi lại."))


class RemoveForm(forms.Form):
    reason = _reason(_("Vì sao gỡ"))
    day = _day(_("Gỡ từ ngày"), _("Cho đến ngày ấy người dân vẫn nộp được."))
    instead = _reason(_("Sau đó người dân làm ở đâu"), _("Ví dụ: nộp tại Bộ phận Một cửa cấp xã."))


SCOPES = [
    ("all", _("Toàn bộ Cổng")),
    ("service", _("Một dịch vụ")),
    ("agency", _("Một cơ quan")),
]


class DowntimeForm(forms.Form):
    """When nothing is filed, of what, why."""

    scope = forms.ChoiceField(
        label=_("Ngừng cái gì"),
        choices=SCOPES,
        initial="service",
        widget=Radios(small=True),
    )
    code = forms.CharField(
        label=_("Mã thủ tục hoặc mã cơ quan"),
        help_text=_("Ví dụ: 1.001193, H26.70. Để trống nếu ngừng toàn bộ Cổng."),
        required=False,
        max_length=40,
        widget=TextInput(width=20),
    )
    first_day = _day(_("Bắt đầu từ ngày"))
    first_hour = forms.TimeField(
        label=_("Lúc"), help_text=_("Ví dụ: 22:00"), widget=TextInput(width=5)
    )
    last_day = _day(_("Đến ngày"))
    last_hour = forms.TimeField(
        label=_("Lúc"), help_text=_("Ví dụ: 05:00"), widget=TextInput(width=5)
    )
    reason = _reason(hint=_("Người dân đọc lý do này."))
    urgent_reason = _reason(
        _("Lý do khẩn cấp"),
        _("Chỉ khi báo trước chưa đủ 7 ngày làm việc; lý do được công khai."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        code = given.get("code", "").strip()
        try:
            if given.get("scope") == "service":
                given["procedure"] = queries.service(code).procedure
            elif given.get("scope") == "agency":
                given["agency"] = agencies.agency(code)
        except Refusal as refusal:
            self.add_error("code", refusal.message)
        if given.get("scope") == "all" and code:
            self.add_error("code", _now("Để trống nếu ngừng toàn bộ Cổng."))
        return given

    def stop(self) -> Stop:
        given = self.cleaned_data
        return Stop(
            begins_at=_moment(given["first_day"], given["first_hour"]),
            ends_at=_moment(given["last_day"], given["last_hour"]),
            reason=given["reason"],
            procedure=given.get("procedure"),
            agency=given.get("agency"),
        )


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=clock.VIETNAM)

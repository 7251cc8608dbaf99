"""What a person says to get a plan: a few choices and two days. Kept in the address only."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from motcua.core import clock
from motcua.design.widgets import DateInput, Radios, TextInput
from motcua.guidance.format import LifeEvent
from motcua.procedures.texts import say

FARTHEST_DAYS = 366 * 2
_OWN = ("happened", "start", "commune", "place")


class PlanForm(forms.Form):
    """The questions of one event."""

    def __init__(self, event: LifeEvent, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        for one in event.questions:
            self.fields[one.id] = forms.ChoiceField(
                label=say(one.text),
                help_text=say(one.hint),
                choices=[(choice.code, say(choice.text)) for choice in one.choices],
                widget=Radios(),
                error_messages={"required": _("Chọn một câu trả lời: %s") % say(one.text)},
            )
        self.fields["happened"] = _Day(
            label=say(event.begins), help_text=_("Để trống nếu chưa có.")
        )
        self.fields["start"] = _Day(
            label=_("Bạn bắt đầu làm thủ tục từ ngày"), help_text=_("Để trống: hôm nay.")
        )
        self.fields["place"] = forms.CharField(
            label=_("Xã, phường nơi bạn ở"),
            help_text=_("Để biết nơi đến và ngày làm việc ở đó. Không bắt buộc."),
            required=False,
            max_length=100,
            widget=TextInput(),
        )

    def said(self) -> dict[str, str]:
        """The answers to the questions of the event."""
        return {name: str(one) for name, one in self.cleaned_data.items() if name not in _OWN}


class _Day(forms.Field):
    """A day, or none; not more than two years away."""

    widget = DateInput

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def clean(self, value: Any) -> date | None:
        if not value:
            return None
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            raise forms.ValidationError(_("Nhập ngày có trong lịch, ví dụ 2 9 2026.")) from None
        if abs((day - clock.today()).days) > FARTHEST_DAYS:
            raise forms.ValidationError(_("Nhập một ngày cách hôm nay không quá hai năm."))
        return day

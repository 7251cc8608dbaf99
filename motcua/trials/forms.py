"""Forms of test rounds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.agencies import queries as areas
from motcua.agencies.models import Area
from motcua.core import clock
from motcua.core.refusals import Refusal
from motcua.design.widgets import DateInput, Radios, Select, Textarea, TextInput
from motcua.procedures.models import Version
from motcua.trials.models import TestRound
from motcua.trials.wording import part

MOST_NAMED = 5


class Refusable(forms.Form):
    """A form that shows what an action refuses, beside its questions."""

    def refuse(self, refusal: Refusal) -> None:
        for problem in refusal.problems:
            known = problem.place if problem.place in self.fields else None
            self.add_error(known, problem.message)
        if not refusal.problems:
            self.add_error(None, refusal.message)


class PlanForm(Refusable):
    """A round to come."""

    name = forms.CharField(
        label=_("Tên đợt kiểm thử"),
        max_length=200,
        widget=TextInput(),
        error_messages={"required": _("Nhập tên đợt kiểm thử.")},
    )
    purpose = forms.CharField(
        label=_("Mục đích"), required=False, max_length=4000, widget=Textarea(rows=3)
    )
    province = forms.ChoiceField(
        label=_("Tỉnh, thành phố thử"),
        widget=Select(),
        error_messages={"required": _("Chọn tỉnh, thành phố.")},
    )
    commune = forms.CharField(
        label=_("Xã, phường thử"),
        help_text=_("Người thử nộp hồ sơ như người dân ở đây. Ví dụ: Hoàn Kiếm."),
        max_length=100,
        widget=TextInput(width=20),
        error_messages={"required": _("Nhập tên xã, phường.")},
    )
    opens_on = forms.DateField(
        label=_("Mở từ ngày"),
        widget=DateInput(),
        error_messages={"required": _("Nhập ngày mở."), "invalid": _("Ngày này không có thật.")},
    )
    closes_on = forms.DateField(
        label=_("Đến hết ngày"),
        widget=DateInput(),
        error_messages={
            "required": _("Nhập ngày kết thúc."),
            "invalid": _("Ngày này không có thật."),
        },
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        provinces = ((one.code, one.full_name) for one in areas.provinces())
        self.fields["province"].choices = [("", _("Chọn …")), *provinces]  # type: ignore[attr-defined]
        self.fields["opens_on"].initial = clock.today()

    def clean(self) -> dict[str, Any]:
        """The one commune of that name; several, or none, are told."""
        said = self.cleaned_data
        if said.get("province") and said.get("commune"):
            found = _named(said["commune"], said["province"])
            if len(found) == 1:
                said["area"] = found[0]
            elif found:
                names = ", ".join(one.full_name for one in found[:MOST_NAMED])
                several = _("Có nhiều nơi khớp: %(names)s. Hãy ghi đủ tên, cả loại.")
                self.add_error("commune", several % {"names": names})
            else:
                self.add_error("commune", _("Không có xã, phường nào tên như vậy ở tỉnh đã chọn."))
        return said


class FindForm(forms.Form):
    """Words by which a procedure is looked for."""

    q = forms.CharField(
        label=_("Tên hoặc mã thủ tục"), required=False, max_length=100, widget=TextInput()
    )


class VersionForm(Refusable):
    """Which version to add."""

    version = forms.UUIDField(error_messages={"required": _("Chọn một bản thủ tục.")})

    def __init__(self, *arguments: Any, versions: list[Version], **named: Any) -> None:
        super().__init__(*arguments, **named)
        names = {
            str(one.pk): _("%(code)s %(name)s, bản %(number)d (%(state)s)")
            % {
                "code": one.procedure.code,
                "name": one.procedure.title,
                "number": one.number,
                "state": one.get_state_display(),
            }
            for one in versions
        }
        self.fields["version"] = forms.ChoiceField(
            label=_("Bản thủ tục cần thử"),
            choices=list(names.items()),
            widget=Radios(small=True),
            error_messages={"required": _("Chọn một bản thủ tục.")},
        )


class InviteForm(Refusable):
    """Whom to invite."""

    who = forms.CharField(
        label=_("Tên đăng nhập của cán bộ, hoặc số định danh của công dân"),
        max_length=60,
        widget=TextInput(width=20, autocomplete="off", spellcheck=False),
        error_messages={"required": _("Nhập tên đăng nhập hoặc số định danh.")},
    )


class PlayForm(Refusable):
    """Whom to play."""

    def __init__(self, *arguments: Any, round: TestRound, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["person"] = forms.ChoiceField(
            label=_("Bạn muốn đóng vai ai?"),
            choices=[(one["id"], one["name"]) for one in round.people],
            widget=Radios(hints={one["id"]: part(one) for one in round.people}),
            error_messages={"required": _("Chọn một người để đóng vai.")},
        )


class ReplayForm(Refusable):
    """How many past dossiers to run again."""

    limit = forms.TypedChoiceField(
        label=_("Chạy lại bao nhiêu hồ sơ gần nhất đã giải quyết xong?"),
        coerce=int,
        choices=[("20", "20"), ("50", "50"), ("200", "200")],
        initial="50",
        widget=Radios(inline=True),
        error_messages={"required": _("Chọn số hồ sơ.")},
    )


class ResultForm(Refusable):
    """What a tester found."""

    passed = forms.TypedChoiceField(
        label=_("Thủ tục có chạy đúng không?"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("Đạt")), ("no", _("Chưa đạt"))],
        widget=Radios(inline=True),
        error_messages={"required": _("Chọn Đạt hoặc Chưa đạt.")},
    )
    note = forms.CharField(
        label=_("Nhận xét"),
        help_text=_("Nếu chưa đạt: ở trang nào, làm gì, thấy gì, đáng lẽ phải thế nào."),
        required=False,
        max_length=4000,
        widget=Textarea(rows=4),
    )
    dossier_code = forms.CharField(
        label=_("Mã hồ sơ thử, nếu có"),
        required=False,
        max_length=60,
        widget=TextInput(width=20, autocomplete="off", spellcheck=False),
    )


def _named(text: str, province: str) -> list[Area]:
    found = list(areas.search_areas(text, province_code=province)[:50])
    words = " ".join(text.split()).casefold()
    exact = [one for one in found if words in {one.name.casefold(), one.full_name.casefold()}]
    return exact or found

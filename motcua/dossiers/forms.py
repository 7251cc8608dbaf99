"""Small forms of the dossier's pages; each official act has one, with its words and button."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.design.widgets import FilesField, FileUpload, Radios, Textarea, TextInput
from motcua.dossiers import process
from motcua.dossiers.models import Dossier, Pause, Step
from motcua.dossiers.queries.doable import Act, supplements_asked
from motcua.procedures.texts import say

LONG = 4000


class DeclarationForm(forms.Form):
    """The applicant's declaration."""

    declared = forms.BooleanField(
        label=_("Tôi cam đoan như trên và đồng ý nộp hồ sơ"),
        error_messages={"required": _("Hãy đánh dấu cam đoan trước khi nộp.")},
    )


class SupplementForm(forms.Form):
    """What the applicant supplies."""

    note = forms.CharField(
        label=_("Nội dung bổ sung"),
        help_text=_("Ghi ngắn gọn những gì bạn bổ sung."),
        required=False,
        max_length=LONG,
        widget=Textarea(rows=4),
    )
    papers = FilesField(
        label=_("Giấy tờ bổ sung"),
        help_text=_("PDF, ảnh JPG hoặc PNG; mỗi tệp tối đa 10 MB."),
        required=False,
        widget=FileUpload(multiple=True, accept=".pdf,.jpg,.jpeg,.png"),
    )


class WithdrawForm(forms.Form):
    """Why a dossier is taken back."""

    reason = forms.CharField(
        label=_("Lý do"), required=False, max_length=LONG, widget=Textarea(rows=3)
    )


class RatingForm(forms.Form):
    """How the applicant was served."""

    stars = forms.TypedChoiceField(
        label=_("Bạn có hài lòng với việc giải quyết hồ sơ này không?"),
        coerce=int,
        choices=[
            ("5", _("Rất hài lòng")),
            ("4", _("Hài lòng")),
            ("3", _("Bình thường")),
            ("2", _("Không hài lòng")),
            ("1", _("Rất không hài lòng")),
        ],
        widget=Radios(small=True),
        error_messages={"required": _("Hãy chọn một mức.")},
    )
    comment = forms.CharField(
        label=_("Góp ý thêm"),
        required=False,
        max_length=2000,
        widget=Textarea(rows=3),
    )


class TrackingForm(forms.Form):
    """A dossier's code, and the challenge."""

    code = forms.CharField(
        label=_("Mã hồ sơ"),
        help_text=_("Ghi trên Giấy tiếp nhận hồ sơ, ví dụ H26.1.2-20260422-0001."),
        max_length=60,
        widget=TextInput(width=20, autocomplete="off", spellcheck=False),
        error_messages={"required": _("Hãy nhập mã hồ sơ.")},
    )
    answer = forms.CharField(
        label=_("4 số cuối của số định danh chủ hồ sơ"),
        max_length=20,
        widget=TextInput(width=4, inputmode="numeric", autocomplete="off"),
        error_messages={"required": _("Hãy nhập 4 số cuối của số định danh.")},
    )


class InboxForm(forms.Form):
    """What an official looks for in a list."""

    q = forms.CharField(required=False, max_length=100)
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)
    list = forms.SlugField(required=False, max_length=20)


class ActForm(forms.Form):
    """What an official says with an act. `revision` is the state that they looked at."""

    name: ClassVar[str] = ""
    title: ClassVar[Any] = ""
    button: ClassVar[Any] = ""
    done: ClassVar[Any] = ""
    lead: Any = ""
    is_next: ClassVar[bool] = True
    """Whether this is how a dossier goes on; what sends it astray waits to be opened."""

    revision = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput
    )

    def __init__(
        self, *arguments: Any, dossier: Dossier, step: Step | None = None, **options: Any
    ) -> None:
        options.setdefault("auto_id", f"{self.name}-%s")
        initial = options.setdefault("initial", {})
        initial["revision"] = dossier.revision
        initial["step"] = step.pk if step else None
        super().__init__(*arguments, **options)
        self.dossier = dossier
        self.at_step = step


SIGNATURES = {
    "personal": _("Khi xác nhận, văn bản của bước này được ký số bằng chữ ký của bạn."),
    "agency": _("Khi xác nhận, văn bản của bước này được ký số bằng chữ ký của cơ quan."),
    "both": _("Khi xác nhận, văn bản được ký số bằng chữ ký của bạn, rồi chữ ký của cơ quan."),
}


class StepForm(ActForm):
    """An act on one open step; several may be open at once."""

    step = forms.UUIDField(required=False, widget=forms.HiddenInput)
    revision = forms.IntegerField(
        min_value=0,
        max_value=2**31 - 1,
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Hãy tải lại trang rồi làm lại: chưa rõ bạn đã xem bản nào.")
        },
    )
    """Named always, so that an act sent again never meets the step that follows."""

    def __init__(self, *arguments: Any, dossier: Dossier, **options: Any) -> None:
        super().__init__(*arguments, dossier=dossier, **options)
        open_steps = dossier.steps.filter(done_at=None)
        if self.is_bound and (given := _uuid(self.data.get("step"))):
            self.at_step = open_steps.filter(pk=given).first() or self.at_step
        self.at_step = self.at_step or open_steps.first()

    def not_begun(self) -> str:
        """Why the other agency's dossier could not be opened, where this step waits for one."""
        reason = self.at_step.not_begun if self.at_step else ""
        told = _(
            "Chưa lập được hồ sơ ở cơ quan khác: %(reason)s Hãy trao đổi với cơ quan ấy bằng văn "
            "bản, rồi ghi kết quả ở đây."
        )
        return str(told) % {"reason": reason} if reason else ""

    def signature(self) -> str:
        """In whose name a paper of this step is signed, as a sentence; "" if none is named."""
        here = self.at_step.step_id if self.at_step else ""
        level = process.signature(self.dossier.version, here)
        return str(SIGNATURES[level]) if level else ""


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


def _reason(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONG,
        widget=Textarea(rows=3),
        error_messages={"required": _("Mục này không được để trống.")},
    )


def _basis() -> forms.CharField:
    return forms.CharField(
        label=_("Căn cứ pháp lý"),
        help_text=_("Ví dụ: khoản 2 Điều 15 Luật Hộ tịch năm 2014."),
        max_length=Pause.LONGEST_BASIS,
        widget=TextInput(),
        error_messages={"required": _("Hãy ghi căn cứ pháp lý.")},
    )


class AcceptForm(ActForm):
    """Take the dossier in."""

    name = "accept"
    title = _("Tiếp nhận hồ sơ")
    button = _("Tiếp nhận và in giấy hẹn")
    done = _("Đã tiếp nhận hồ sơ. Giấy tiếp nhận đã sẵn sàng để in.")
    lead = _("Hồ sơ đầy đủ, hợp lệ: cấp mã hồ sơ, tính ngày hẹn trả và mở bước xử lý đầu tiên.")


class RefuseForm(ActForm):
    """Turn the dossier away."""

    name = "refuse"
    is_next = False
    title = _("Từ chối tiếp nhận")
    button = _("Từ chối tiếp nhận hồ sơ")
    done = _("Đã từ chối tiếp nhận; người nộp sẽ nhận được Phiếu từ chối kèm lý do.")
    reason = _reason(_("Lý do từ chối"), _("Nêu rõ thiếu gì, sai ở đâu và cách khắc phục."))
    legal_basis = _basis()


class TakeForm(StepForm):
    """Take the open step into one's own hands."""

    name = "take"
    title = _("Nhận việc")
    button = _("Nhận xử lý bước này")
    done = _("Bạn đã nhận xử lý hồ sơ này.")


class CompleteForm(StepForm):
    """Finish the open step."""

    name = "complete"
    title = _("Xử lý bước này")
    button = _("Xác nhận")
    done = _("Đã ghi nhận kết quả của bước.")
    outcome = forms.ChoiceField(
        label=pgettext_lazy("of a step", "Kết quả"),
        widget=Radios(),
        error_messages={"required": _("Hãy chọn kết quả của bước này.")},
    )
    note = forms.CharField(
        label=_("Ý kiến, lý do"), required=False, max_length=LONG, widget=Textarea(rows=3)
    )

    def __init__(self, *arguments: Any, dossier: Dossier, **options: Any) -> None:
        super().__init__(*arguments, dossier=dossier, **options)
        self.lead = self.not_begun() or self.signature()
        here = self.at_step.step_id if self.at_step else ""
        found = process.choices(dossier.version, here, dossier.answers)
        with_reason = _("%s (phải nêu lý do)")
        labelled = [
            (one.code, with_reason % one.label if one.needs_reason else one.label) for one in found
        ]
        self.fields["outcome"].choices = labelled  # type: ignore[attr-defined]  # a ChoiceField


class AskSupplementForm(ActForm):
    """Ask for a supplement."""

    name = "ask_supplement"
    is_next = False
    title = _("Yêu cầu bổ sung")
    button = _("Gửi yêu cầu bổ sung")
    done = _("Đã gửi Phiếu yêu cầu bổ sung; thời hạn giải quyết tạm dừng.")
    lead = _(
        "Chỉ yêu cầu bổ sung một lần nên cần nêu đủ mọi nội dung. "
        "Thời hạn giải quyết tạm dừng đến khi người nộp bổ sung."
    )
    reason = _reason(_("Nội dung cần bổ sung"), _("Mỗi dòng một mục."))
    legal_basis = _basis()
    exception = _reason(
        _("Lý do phải yêu cầu lần nữa"),
        _("Vì sao lần trước chưa thể yêu cầu đủ; người nộp sẽ đọc được."),
    )

    def __init__(self, *arguments: Any, dossier: Dossier, **options: Any) -> None:
        super().__init__(*arguments, dossier=dossier, **options)
        if not supplements_asked(dossier):
            del self.fields["exception"]


class AskPaymentForm(ActForm):
    """Ask for a payment."""

    name = "ask_payment"
    is_next = False
    title = _("Yêu cầu nộp phí, lệ phí")
    button = _("Gửi yêu cầu nộp tiền")
    done = _("Đã gửi yêu cầu; thời hạn giải quyết tạm dừng.")
    amount = forms.IntegerField(
        label=_("Số tiền (đồng)"),
        min_value=1,
        max_value=10**12 - 1,
        widget=TextInput(width=10, inputmode="numeric"),
    )
    what_for = _reason(_("Khoản phải nộp"))


class ConfirmPaymentForm(ActForm):
    """Confirm a payment at the desk."""

    name = "confirm_payment"
    title = _("Xác nhận đã thu tiền")
    button = _("Xác nhận đã thu")
    done = _("Đã xác nhận; thời hạn giải quyết tiếp tục được tính.")
    receipt_number = forms.CharField(
        label=_("Số biên lai"), max_length=60, widget=TextInput(width=20)
    )


class ReturnResultForm(StepForm):
    """Hand the result over."""

    name = "return_result"
    title = _("Trả kết quả")
    button = _("Xác nhận đã trả kết quả")
    done = _("Đã trả kết quả cho người nộp.")
    how = forms.CharField(
        label=_("Trả bằng cách nào"),
        max_length=200,
        initial=process.ELECTRONIC,
        widget=TextInput(),
    )


class StopForm(ActForm):
    """Stop handling."""

    name = "stop"
    is_next = False
    title = _("Dừng giải quyết")
    button = _("Dừng giải quyết hồ sơ")
    done = _("Đã dừng giải quyết; người nộp được thông báo kèm lý do.")
    reason = _reason(_("Lý do dừng giải quyết"))
    legal_basis = _basis()


class IssueOutputForm(StepForm):
    """Issue a paper that the step must issue."""

    name = "issue_output"
    title = _("Ban hành văn bản của bước")
    button = _("Ban hành")
    done = _("Đã ban hành và lưu vào hồ sơ.")
    output = forms.ChoiceField(label=_("Văn bản"), widget=Radios())
    upload = forms.FileField(
        label=_("Tệp đã ký"), widget=FileUpload(accept=".pdf"), allow_empty_file=True
    )

    def __init__(self, *arguments: Any, dossier: Dossier, **options: Any) -> None:
        super().__init__(*arguments, dossier=dossier, **options)
        self.lead = self.signature()
        found = dossier.version.package.process.step(self.at_step.step_id if self.at_step else "")
        named = [(one.id, say(one.name)) for one in (found.outputs if found else [])]
        self.fields["output"].choices = named  # type: ignore[attr-defined]  # a ChoiceField


ACTS: dict[str, type[ActForm]] = {
    act.name: act
    for act in (
        AcceptForm, TakeForm, CompleteForm, ReturnResultForm, ConfirmPaymentForm,
        AskSupplementForm, AskPaymentForm, RefuseForm, StopForm, IssueOutputForm,
    )
}  # fmt: skip


def acts_for(
    dossier: Dossier,
    doable: list[Act],
    filled: ActForm | None = None,
    *,
    step: Step | None = None,
) -> list[ActForm]:
    """The forms of what this official can do now, the first as the main one.

    `step` is the open step that is theirs to do.
    """
    return [
        filled
        if filled is not None and filled.name == name
        else ACTS[name](dossier=dossier, step=step)
        for name in doable
    ]

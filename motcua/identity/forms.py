"""Forms of accounts: allauth's, with our words and limits, and the citizen's contact."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.core.actors import Actor
from motcua.core.refusals import Refusal
from motcua.design import widgets
from motcua.identity import actions, contacts
from motcua.identity.models import Citizen

_LONGEST_PASSWORD = 200
_CODE = {"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}


class ContactForm(forms.Form):
    """How a citizen wants to be reached."""

    phone = forms.CharField(
        label=_("Số điện thoại"),
        required=False,
        max_length=20,
        widget=widgets.TextInput(width=20, type="tel", inputmode="tel", autocomplete="tel"),
    )
    email = forms.CharField(
        label=_("Thư điện tử"),
        help_text=_("Chúng tôi gửi thông báo về hồ sơ của bạn tới địa chỉ này."),
        required=False,
        max_length=contacts.EMAIL_LIMIT,
        widget=widgets.TextInput(type="email", autocomplete="email", spellcheck=False),
    )

    def clean_phone(self) -> str:
        return _checked(contacts.phone, self.cleaned_data["phone"])

    def clean_email(self) -> str:
        return _checked(contacts.email, self.cleaned_data["email"])

    def save(self, citizen: Citizen, *, by: Actor) -> Citizen:
        return actions.change_contact(citizen, by=by, **self.cleaned_data)


class LoginForm(account_forms.LoginForm):  # type: ignore[misc]  # allauth has no types
    """An official's username and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self, login=_("Tên đăng nhập"), password=_("Mật khẩu"))
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class ReauthenticateForm(account_forms.ReauthenticateForm):  # type: ignore[misc]  # likewise
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self, password=_("Mật khẩu"))


class ChangePasswordForm(account_forms.ChangePasswordForm):  # type: ignore[misc]  # likewise
    """A new password for an official."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(
            self,
            oldpassword=_("Mật khẩu hiện tại"),
            password1=_("Mật khẩu mới"),
            password2=_("Nhập lại mật khẩu mới"),
        )
        self.fields["password1"].help_text = _(
            "Ít nhất 8 ký tự, không chỉ gồm chữ số, không giống tên của bạn và không phổ biến."
        )


class SecondFactorForm(mfa_forms.AuthenticateForm):  # type: ignore[misc]  # likewise
    """A code of the authenticator app, or a recovery code, after the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self)


class SecondFactorAgainForm(mfa_forms.ReauthenticateForm):  # type: ignore[misc]  # likewise
    """A code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self)


class ActivateAppForm(totp_forms.ActivateTOTPForm):  # type: ignore[misc]  # likewise
    """The first code of an authenticator app proves that it was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_code(self)


class EditKeyForm(webauthn_forms.EditWebAuthnForm):  # type: ignore[misc]  # likewise
    """Another name for a security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Tên khóa")
        self.fields["name"].max_length = 60

    def clean_name(self) -> str:
        return _checked(_key_name, self.cleaned_data["name"])


class CredentialMixin:
    """What a browser says of a key comes from outside: whatever cannot be read is refused."""

    def clean(self) -> Any:
        return self._read(super().clean)  # type: ignore[misc]  # of the form beside this mixin

    def clean_credential(self) -> Any:
        parent: Any = super()
        ask = getattr(parent, "clean_credential", None)
        return self._read(ask) if ask else self.cleaned_data["credential"]  # type: ignore[attr-defined]  # of the form

    def _read(self, ask: Any) -> Any:
        try:
            return ask()
        except ValidationError:
            raise
        except (ValueError, TypeError, KeyError, AttributeError, IndexError):
            raise get_adapter().validation_error("incorrect_code") from None


class AddKeyForm(CredentialMixin, webauthn_forms.AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A new passkey or security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Tên khóa")
        self.fields["name"].help_text = _("Để bạn nhận ra, ví dụ: Điện thoại cơ quan.")
        self.fields["name"].max_length = 60
        self.fields["passwordless"].label = _("Dùng khóa này để đăng nhập không cần mật khẩu")
        self.fields["passwordless"].help_text = ""

    def clean_name(self) -> str:
        return _checked(_key_name, super().clean_name())


class LoginKeyForm(CredentialMixin, webauthn_forms.LoginWebAuthnForm):  # type: ignore[misc]  # likewise
    """Signing in with a passkey alone."""


class SecondFactorKeyForm(CredentialMixin, webauthn_forms.AuthenticateWebAuthnForm):  # type: ignore[misc]  # likewise
    """A security key after the password."""


class SecondFactorKeyAgainForm(CredentialMixin, webauthn_forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]  # likewise
    """A security key once more, before something that matters."""


def _key_name(text: str) -> str:
    return contacts.line(text, limit=60, what=str(_("Tên khóa")))


def _checked(check: Any, text: str) -> str:
    try:
        kept: str = check(text)
    except Refusal as refusal:
        raise ValidationError(refusal.message) from refusal
    return kept


def _reword(form: forms.Form, **labels: Any) -> None:
    for name, label in labels.items():
        question = form.fields[name]
        question.label, question.help_text = label, ""
        question.widget.attrs.pop("placeholder", None)
        if "password" in name:
            question.validators.append(_not_too_long)


def _ask_code(form: forms.Form) -> None:
    question = form.fields["code"]
    question.label = _("Mã xác thực")
    question.widget = widgets.TextInput(width=10, attrs=dict(_CODE))


def _not_too_long(text: str) -> None:
    if len(text) > _LONGEST_PASSWORD:
        raise ValidationError(_("Mật khẩu dài quá 200 ký tự."))

"""allauth's hooks: who may have an account, where people land, how secrets are kept."""

import base64
import hashlib
import hmac
from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import NoReverseMatch, reverse
from django.utils.encoding import force_bytes
from django.utils.translation import gettext as _

from motcua.core.actors import Machine
from motcua.core.refusals import Refusal, WrongState
from motcua.identity import actions, queries
from motcua.identity.models import Citizen, Kind, User
from motcua.identity.sign_in import claims, languages
from motcua.identity.sign_in.pages import failed, refused

E_IDENTITY = Machine("dinh-danh")
NO_ADDRESS = "0.0.0.0"  # noqa: S104  # not bound to: it stands for "unknown" in an address's field


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Nobody signs up: officials are registered, citizens come from the e-identity."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user = request.user
        if not isinstance(user, User) or not user.is_official:
            return "/"
        if not settings.DEMO and not queries.is_second_factor_set(user):
            return reverse("mfa_index")
        try:
            return reverse(settings.OFFICIAL_HOME)
        except NoReverseMatch:
            return reverse("identity:profile")

    def post_login(self, request: HttpRequest, user: User, **said: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().post_login(request, user, **said)
        languages.meet(request, response, user)
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        """Behind a socket, or a proxy that says too little, nobody has an address: all count as
        one, so that limits hold and everybody may still sign in.
        """
        try:
            return str(super().get_client_ip(request))
        except (PermissionDenied, ImproperlyConfigured):
            return NO_ADDRESS

    def is_safe_url(self, url: str | None) -> bool:
        try:
            return bool(super().is_safe_url(url))
        except ValueError:  # no address at all, as `http://[`
            return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("identity:profile")


class CitizenAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """An answer of the e-identity becomes the citizen with that number, never by e-mail."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def new_user(self, request: HttpRequest, sociallogin: SocialLogin) -> User:
        return User(username=f"cd-{uuid4().hex}", kind=Kind.CITIZEN)

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> Any:
        return sociallogin.user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        raise ImmediateHttpResponse(failed(request, str(error or ""), exception))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        try:
            _require_nonce(sociallogin)
            with transaction.atomic():
                _recognize(request, sociallogin)
        except Refusal as refusal:
            raise ImmediateHttpResponse(refused(request, refusal)) from refusal


def _recognize(request: HttpRequest, sociallogin: SocialLogin) -> None:
    person = claims.person(sociallogin.claims)
    citizen = actions.recognize_citizen(
        person.number,
        by=E_IDENTITY,
        assurance=person.assurance,
        full_name=person.full_name,
        born_on=person.born_on,
        sex=person.sex,
        address=person.address,
        commune=person.commune,
    )
    _link(request, sociallogin, citizen)


def _link(request: HttpRequest, sociallogin: SocialLogin, citizen: Citizen) -> None:
    """Tie this e-identity to the citizen, or find it tied; the number's lock is held."""
    account = sociallogin.account
    tied = SocialAccount.objects.filter(provider=account.provider, uid=account.uid).first()
    if tied is None:
        sociallogin.connect(request, citizen.user)
        return
    if tied.user_id != citizen.user_id:
        raise WrongState(
            _(
                "Tài khoản định danh này trước đây mang số định danh khác. Vui lòng đến bộ phận "
                "một cửa để được kiểm tra."
            )
        )
    sociallogin.account, sociallogin.user = tied, citizen.user


def _require_nonce(sociallogin: SocialLogin) -> None:
    expected = str(sociallogin.state.get("nonce") or "")
    if not expected or not hmac.compare_digest(expected.encode(), str(sociallogin.nonce).encode()):
        raise WrongState(_("Phiên đăng nhập không khớp. Vui lòng đăng nhập lại từ đầu."))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """The secrets of authenticator apps are kept encrypted under the site's own secret."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return "Một Cửa"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Một Cửa"}


def _box() -> MultiFernet:
    """The newest secret encrypts; older ones (SECRET_KEY_FALLBACKS) still open."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = (hashlib.sha256(b"identity second factor " + force_bytes(key)) for key in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key.digest())) for key in keys])

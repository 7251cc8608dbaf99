"""The OpenID Connect client of the national e-identity, over allauth's.

allauth brings the code flow, state and PKCE. Added here: a nonce, the signature check of the
identity token always, the checks that its issuer is the configured server and that both answers
speak of the same person; and less: nothing in the address can change what is asked for.
"""

import secrets
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

PROVIDER_ID = "dinh-danh"
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
_CONFIG_SECONDS = 300
_ENDPOINTS = (
    "issuer",
    "authorization_endpoint",
    "token_endpoint",
    "userinfo_endpoint",
    "jwks_uri",
)


class EIdentityClient(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """Asks the provider's endpoints, and believes only what checks out."""

    def get_provider(self) -> "EIdentityProvider":
        app = get_adapter(self.request).get_app(self.request, provider=self.provider_id)
        return EIdentityProvider(self.request, app=app)

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's published addresses, asked again every five minutes."""
        provider = self.get_provider()
        key = f"identity:openid:{provider.server_url}"
        config: dict[str, Any] | None = cache.get(key)
        if config is None:
            config = _json(provider.server_url)
            if not all(isinstance(config.get(name), str) for name in _ENDPOINTS):
                raise OAuth2Error("The provider's configuration is incomplete")
            configured = provider.server_url.partition("/.well-known/")[0].rstrip("/")
            if config["issuer"].rstrip("/") != configured:
                raise OAuth2Error("The provider's configuration names another issuer")
            cache.set(key, config, _CONFIG_SECONDS)
        return config

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        return SocialToken(token=str(data["access_token"]))

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        vouched = self._vouched(app, str(kwargs["response"].get("id_token") or ""))
        bearer = {"Authorization": f"Bearer {token.token}"}
        person = _json(self.openid_config["userinfo_endpoint"], headers=bearer)
        if person.get("sub") != vouched["sub"]:
            raise OAuth2Error("The provider's two answers speak of different people")
        return self.get_provider().sociallogin_from_response(
            request, {"userinfo": person, "id_token": vouched}
        )

    def _vouched(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """The claims of the identity token, if the provider signed it for this site just now."""
        try:
            keys = jwt.PyJWKSet.from_dict(_json(self.openid_config["jwks_uri"]))
            key = keys[jwt.get_unverified_header(id_token).get("kid", "")]
            claims = jwt.decode(
                id_token,
                key,
                algorithms=ALGORITHMS,
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                leeway=30,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except (jwt.PyJWTError, KeyError) as error:
            raise OAuth2Error("The identity token does not check out") from error
        if claims.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("The identity token was given to another site")
        return dict(claims)


class EIdentityProvider(OpenIDConnectProvider):  # type: ignore[misc]  # allauth has no types
    """What is asked of the provider, and what is kept of its answer: only the link."""

    oauth2_adapter_class = EIdentityClient

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """The way back may come from the page; the purpose, scope and parameters may not."""
        kwargs = super().get_redirect_from_request_kwargs(request)
        way_back = {"next_url": kwargs["next_url"]} if "next_url" in kwargs else {}
        nonce = secrets.token_urlsafe(24)
        asked = {**self.get_auth_params(), "nonce": nonce, "ui_locales": get_language() or "vi"}
        return {"process": AuthProcess.LOGIN, "auth_params": asked, "nonce": nonce, **way_back}

    def sociallogin_from_response(
        self, request: HttpRequest, response: dict[str, Any]
    ) -> SocialLogin:
        login = super().sociallogin_from_response(request, response)
        login.claims = {**response["userinfo"], "acr": response["id_token"].get("acr", "")}
        login.nonce = response["id_token"].get("nonce", "")
        return login

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """A person's data have one place, the citizen's row; the link needs none."""
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """None: nobody is ever recognized by an e-mail address."""
        return []


def provider_of(request: HttpRequest) -> EIdentityProvider:
    """The configured national e-identity."""
    return EIdentityClient(request, PROVIDER_ID).get_provider()


def start(request: HttpRequest) -> HttpResponse:
    """Send the person to the provider."""
    response: HttpResponse = provider_of(request).redirect_from_request(request)
    return response


def _json(address: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
    with get_adapter().get_requests_session() as session:
        response = session.get(address, headers=headers)
        response.raise_for_status()
        found = response.json()
    if not isinstance(found, dict):
        raise OAuth2Error("The provider's answer is not an object")
    return found

"""OpenID Connect: what may be asked, by whom, and what is given for a code."""

import base64
import binascii
import hmac
import re
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_plus

from demo.identity_provider import languages
from demo.identity_provider.grants import Ask, Grant, Memory
from demo.identity_provider.tokens import Signer, challenge_of
from demo.identity_provider.wire import Refused, Reply, Request, json_reply, redirect

SCOPES = ("openid", "profile", "address", "email", "phone")
_ASKED_ONCE = frozenset(
    (
        *("client_id", "redirect_uri", "response_type", "response_mode", "scope", "state"),
        *("nonce", "prompt", "code_challenge", "code_challenge_method", "ui_locales"),
    )
)
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")
_LONGEST_FIELD = 1_000


@dataclass(frozen=True)
class Client:
    """A site that may send people here, and exactly where they may be sent back."""

    client_id: str
    secret: str
    name: str
    redirect_uris: tuple[str, ...]
    after_sign_out: tuple[str, ...] = ()


@dataclass
class Provider:
    """One running provider."""

    issuer: str
    clients: dict[str, Client]
    signer: Signer
    memory: Memory

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "end_session_endpoint": f"{self.issuer}/end_session",
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
            "scopes_supported": list(SCOPES),
            "acr_values_supported": ["LoA1", "LoA2"],
            "ui_locales_supported": list(languages.KNOWN),
            "request_parameter_supported": False,
            "request_uri_parameter_supported": False,
            "authorization_response_iss_parameter_supported": True,
        }

    def ask(self, request: Request) -> Ask:
        """The authorization request, checked. A stranger's address is never redirected to."""
        client = self.clients.get(request.asked("client_id"))
        back = request.asked("redirect_uri")
        if client is None or back not in client.redirect_uris or self._sent_twice(request):
            raise UnknownAsker
        wrong = _what_is_wrong(request)
        if wrong:
            raise Refused(self.back(back, request.asked("state"), error=wrong))
        return Ask(
            client_id=client.client_id,
            redirect_uri=back,
            scopes=frozenset(request.asked("scope").split()) & set(SCOPES),
            state=request.asked("state"),
            nonce=request.asked("nonce"),
            challenge=request.asked("code_challenge"),
            language=languages.asked_for(request),
        )

    def back(self, redirect_uri: str, state: str, **fields: str) -> Reply:
        """Send the person back to the site, saying which provider answers (RFC 9207)."""
        said = {**fields, "iss": self.issuer}
        return redirect(redirect_uri, {**said, "state": state} if state else said)

    def code_for(self, grant: Grant) -> str:
        return self.memory.codes.put(grant)

    def exchange(self, request: Request) -> Reply:
        """A code for tokens, once. A second try ends what the first got too (RFC 6749 4.1.2)."""
        client = self._client(request)
        if request.said("grant_type") != "authorization_code":
            return _no("unsupported_grant_type")
        code = request.said("code")
        grant = self.memory.codes.take(code)
        if grant is None:
            self.memory.tokens.drop(self.memory.spent.get(code) or "")
            return _no("invalid_grant")
        if not _belongs(grant, client, request):
            return _no("invalid_grant")
        token = self.memory.tokens.put(grant)
        self.memory.spent.put(token, code)
        return json_reply({
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": 300,
            "scope": " ".join(sorted(grant.ask.scopes)),
            "id_token": self._id_token(grant, token),
        })  # fmt: skip

    def userinfo(self, request: Request) -> Reply:
        kind, _, token = request.authorization.partition(" ")
        grant = self.memory.tokens.get(token.strip()) if kind.lower() == "bearer" else None
        if grant is None:
            challenge = ("WWW-Authenticate", 'Bearer error="invalid_token"')
            return json_reply({"error": "invalid_token"}, HTTPStatus.UNAUTHORIZED, challenge)
        return json_reply(grant.citizen.claims(set(grant.ask.scopes)))

    def _id_token(self, grant: Grant, token: str) -> str:
        claims = {
            "iss": self.issuer,
            "aud": grant.ask.client_id,
            "sub": grant.citizen.sub,
            "acr": grant.citizen.acr,
            "amr": ["pin"],
            "auth_time": int(grant.at),
        }
        if grant.ask.nonce:
            claims["nonce"] = grant.ask.nonce
        return self.signer.id_token(claims, access_token=token)

    def _client(self, request: Request) -> Client:
        client_id, secret = request.said("client_id"), request.said("client_secret")
        if request.authorization:
            by_header = _basic(request.authorization)
            if secret or (client_id and client_id != by_header[0]):
                raise Refused(_no("invalid_request"))
            client_id, secret = by_header
        client = self.clients.get(client_id)
        known = client.secret if client else "nobody"
        right = hmac.compare_digest(known.encode(), secret.encode(errors="replace"))
        if client is None or not right:
            challenge = ("WWW-Authenticate", 'Basic realm="token"')
            refusal = json_reply({"error": "invalid_client"}, HTTPStatus.UNAUTHORIZED, challenge)
            raise Refused(refusal)
        return client

    def _sent_twice(self, request: Request) -> bool:
        return any(len(request.query.get(name, ())) > 1 for name in _ASKED_ONCE)


class UnknownAsker(Exception):  # noqa: N818  # an answer, not a crash
    """No known site asks, or it asks to be answered at an address that is not its own."""


def new_grant(ask: Ask, citizen: Any, at: float = 0.0) -> Grant:
    return Grant(ask=ask, citizen=citizen, at=at or time.time())


def _what_is_wrong(request: Request) -> str:
    ask = request.asked
    if "request" in request.query or "request_uri" in request.query:
        return "request_not_supported"
    if ask("response_type") != "code":
        return "unsupported_response_type"
    if "openid" not in ask("scope").split():
        return "invalid_scope"
    if ask("response_mode") not in ("", "query"):
        return "invalid_request"
    if ask("code_challenge_method") != "S256" or not _CHALLENGE.fullmatch(ask("code_challenge")):
        return "invalid_request"
    if len(ask("state")) > _LONGEST_FIELD or len(ask("nonce")) > _LONGEST_FIELD:
        return "invalid_request"
    return "login_required" if "none" in ask("prompt").split() else ""


def _belongs(grant: Grant, client: Client, request: Request) -> bool:
    verifier = request.said("code_verifier")
    return (
        grant.ask.client_id == client.client_id
        and grant.ask.redirect_uri == request.said("redirect_uri")
        and _VERIFIER.fullmatch(verifier) is not None
        and hmac.compare_digest(challenge_of(verifier), grant.ask.challenge)
    )


def _basic(header: str) -> tuple[str, str]:
    kind, _, packed = header.partition(" ")
    try:
        plain = base64.b64decode(packed, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        plain = ""
    name, _, secret = plain.partition(":") if kind.lower() == "basic" else ("", "", "")
    return unquote_plus(name), unquote_plus(secret)


def _no(error: str) -> Reply:
    return json_reply({"error": error}, HTTPStatus.BAD_REQUEST)

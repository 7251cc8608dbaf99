"""Signing: one RSA key, made when the program starts and gone when it ends."""

import base64
import hashlib
import json
import secrets
import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

ALGORITHM = "RS256"
ID_TOKEN_SECONDS = 300


class Signer:
    """Signs identity tokens, and publishes the public half of its key."""

    def __init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._kid = secrets.token_hex(8)

    def jwks(self) -> dict[str, Any]:
        public = json.loads(RSAAlgorithm.to_jwk(self._key.public_key()))
        return {"keys": [{**public, "kid": self._kid, "use": "sig", "alg": ALGORITHM}]}

    def id_token(self, claims: dict[str, Any], *, access_token: str) -> str:
        now = int(time.time())
        whole = {
            **claims,
            "iat": now,
            "exp": now + ID_TOKEN_SECONDS,
            "jti": secrets.token_urlsafe(16),
            "at_hash": left_half(access_token),
        }
        return jwt.encode(whole, self._key, algorithm=ALGORITHM, headers={"kid": self._kid})

    def read(self, token: str, *, issuer: str) -> dict[str, Any] | None:
        """The claims of a token that this program signed, even a stale one; or nothing."""
        options: Any = {"verify_exp": False, "verify_aud": False}
        try:
            return jwt.decode(
                token, self._key.public_key(), [ALGORITHM], options=options, issuer=issuer
            )
        except jwt.PyJWTError:
            return None


def left_half(text: str) -> str:
    """`at_hash` of OpenID Connect Core 3.1.3.6."""
    return _url64(hashlib.sha256(text.encode()).digest()[:16])


def challenge_of(verifier: str) -> str:
    """The S256 challenge of RFC 7636."""
    return _url64(hashlib.sha256(verifier.encode("ascii", "replace")).digest())


def _url64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

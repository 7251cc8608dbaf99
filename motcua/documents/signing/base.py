"""What a signer is, whoever holds the key: a file, a token, or a provider's remote service."""

from typing import Protocol


class Signer(Protocol):
    """Puts a PAdES signature of its own certificate on a paper."""

    # What is printed above the signature's details, so that nobody takes it for more than it is.
    note: str
    # Made for trying out; without legal value.
    is_trial: bool

    def sign_pdf(self, content: bytes, *, reason: str, signer_name: str) -> bytes:
        """The paper with the signature added after its bytes; nothing before it changes."""
        ...

    def trust_anchors(self) -> list[bytes]:
        """The root certificates (DER) by which its signatures are recognised."""
        ...

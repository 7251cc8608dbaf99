"""The documents app, and what an operator should know before going live."""

from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Warning, register


class DocumentsConfig(AppConfig):
    name = "motcua.documents"
    verbose_name = "Giấy tờ"

    def ready(self) -> None:
        register(papers_are_signed_for_real, deploy=True)


def papers_are_signed_for_real(**_options: Any) -> list[CheckMessage]:
    """A live server that signs with the trial signer issues papers without legal value."""
    from motcua.documents.signing.registry import signer

    if not signer().is_trial:
        return []
    hint = "Add a provider of digital signatures and choose it with MOTCUA_SIGNER."
    return [Warning("Papers carry only a trial signature.", hint=hint, id="documents.W001")]

"""The identity app, and what must be right before it serves."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


class IdentityConfig(AppConfig):
    name = "motcua.identity"
    verbose_name = "Định danh"

    def ready(self) -> None:
        register(check_e_identity)


def check_e_identity(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A live site asks the national e-identity over TLS only, under a name of its own."""
    server = settings.E_IDENTITY_SERVER
    if settings.DEMO or not server:
        return []
    (app,) = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    found: list[CheckMessage] = []
    if not server.startswith("https://"):
        found.append(Error("MOTCUA_OIDC_SERVER must begin with https://", id="identity.E001"))
    if not app["client_id"] or not app["secret"]:
        hint = "Set MOTCUA_OIDC_CLIENT and MOTCUA_OIDC_SECRET as the provider gave them."
        found.append(
            Error("The e-identity client has no name or secret.", hint, id="identity.E002")
        )
    return found

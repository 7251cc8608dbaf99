"""What `check` says of a wrong configuration before anybody signs in."""

import pytest
from pytest_django import Settings

from motcua.identity.apps import check_e_identity


def point_at(settings: Settings, server: str, client_id: str, secret: str) -> None:
    settings.DEMO = False
    settings.E_IDENTITY_SERVER = server
    app = {"client_id": client_id, "secret": secret}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}


@pytest.mark.parametrize(
    ("server", "client_id", "secret", "found"),
    [
        ("", "", "", []),
        ("https://dinhdanh.example", "mot-cua", "bi-mat", []),
        ("http://dinhdanh.example", "mot-cua", "bi-mat", ["identity.E001"]),
        ("https://dinhdanh.example", "mot-cua", "", ["identity.E002"]),
        ("http://dinhdanh.example", "", "", ["identity.E001", "identity.E002"]),
    ],
)
def test_a_live_site_is_not_served_with_a_wrong_e_identity(
    settings: Settings, server: str, client_id: str, secret: str, found: list[str]
) -> None:
    point_at(settings, server, client_id, secret)
    assert [message.id for message in check_e_identity(None)] == found

"""schemathesis plays the whole API by its own description: no 5xx, and answers fit the schema."""

import json
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from config.wsgi import application
from motcua.dossiers.models import Dossier
from motcua.identity.models import User

pytestmark = pytest.mark.django_db(transaction=True)
DESCRIPTION = Path(__file__).resolve().parent.parent / "docs/reference/openapi.json"
OPERATIONS = [
    (path, method)
    for path, methods in json.loads(DESCRIPTION.read_text())["paths"].items()
    for method in methods
]
CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]
EXAMPLES = 40


def from_here(environ: dict[str, Any], start_response: Any) -> Any:
    """The site, asked from a network address, which a WSGI client of tests leaves out."""
    return application({"REMOTE_ADDR": "127.0.0.1", **environ}, start_response)


@pytest.fixture
def signed_in(lan: User) -> dict[str, dict[str, str]]:
    """What a program sends in which Lan is signed in."""
    browser = Client()
    browser.force_login(lan, "allauth.account.auth_backends.AuthenticationBackend")
    token = "a" * 32
    return {
        "cookies": {"sessionid": browser.cookies["sessionid"].value, "csrftoken": token},
        "headers": {"X-CSRFToken": token, "Accept-Encoding": "identity"},
    }


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_whatever_a_program_sends_is_answered_by_the_description(
    path: str, method: str, submitted: Dossier, signed_in: dict[str, Any]
) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", from_here)
    sent: list[int] = []

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=schema[path][method].as_strategy())
    def play(case: Any) -> None:
        parts = case.path_parameters
        if "dossier_id" in parts and len(sent) % 2:
            parts["dossier_id"] = str(submitted.pk)
        if "code" in parts and len(sent) % 2:
            parts["code"] = submitted.version.procedure.code
        answer = case.call(**signed_in)
        case.validate_response(answer, checks=CHECKS)
        sent.append(answer.status_code)

    play()
    assert len(sent) >= EXAMPLES
    assert set(sent) & {200, 403, 404, 409, 422}

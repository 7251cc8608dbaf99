"""What every API shares: problem+json, pages by cursor, idempotency keys, documented refusals."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import RequestFactory
from ninja import Schema
from pydantic import TypeAdapter, ValidationError

from motcua.core.api import PROBLEM_TYPE, Api, ExactInt, idempotent
from motcua.core.models import IdempotentAnswer
from motcua.core.refusals import Invalid, NotAllowed, NotFound, Problem, Refusal, WrongState


class Bell(Schema):
    """How often to ring."""

    times: ExactInt


rung: list[int] = []
api = Api(title="Bells", version="1", urls_namespace="bells", docs_url=None)


@api.post("/ring")
@idempotent
def ring(request: Any, bell: Bell) -> dict[str, int]:
    """Ring a bell."""
    rung.append(bell.times)
    return {"rung": len(rung)}


@api.post("/knock")
@idempotent
def knock(request: Any, bell: Bell) -> None:
    """Nobody may."""
    raise NotAllowed("Không được.")


@api.get("/refuse/{kind}")
def refuse(request: Any, kind: str) -> None:
    """Refuse in every way."""
    kinds: dict[str, type[Refusal]] = {
        "missing": NotFound, "forbidden": NotAllowed, "state": WrongState, "invalid": Invalid,
    }  # fmt: skip
    raise kinds[kind]("Không được.", [Problem("times", "Ít quá.")])


@pytest.fixture
def call() -> Callable[..., Any]:
    """`call("ring", {...}, key="k")` as the URLconf would."""
    patterns: list[Any] = list(api.urls[0])
    views = {pattern.name: pattern.callback for pattern in patterns}
    factory = RequestFactory()

    def send(name: str, body: Any = None, *, key: str = "", **path: str) -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        if body is None:
            request = factory.get(f"/{name}")
        else:
            text = body if isinstance(body, str) else json.dumps(body)
            request = factory.post(
                f"/{name}", text, content_type="application/json", headers=headers
            )
        request.user = None  # type: ignore[assignment]  # nobody signs in here
        return views[name](request, **path)

    rung.clear()
    return send


@pytest.mark.parametrize(
    ("kind", "status"), [("missing", 404), ("forbidden", 403), ("state", 409), ("invalid", 422)]
)
def test_a_refusal_is_problem_json(call: Callable[..., Any], kind: str, status: int) -> None:
    answer = call("refuse", kind=kind)
    assert answer.status_code == status
    assert answer["Content-Type"] == PROBLEM_TYPE
    told = json.loads(answer.content)
    assert told["detail"] == "Không được."
    assert told["problems"] == [{"place": "times", "message": "Ít quá."}]


@pytest.mark.parametrize(
    "body", ["{", "[]", '{"times": "1"}', '{"times": true}', '{"times": 9223372036854775808}']
)
def test_what_does_not_fit_is_refused_with_its_place(call: Callable[..., Any], body: str) -> None:
    answer = call("ring", body)
    assert answer.status_code in {400, 422}
    assert answer["Content-Type"] == PROBLEM_TYPE
    assert rung == []


@pytest.mark.django_db
def test_the_same_key_is_answered_as_the_first_time(call: Callable[..., Any]) -> None:
    first = call("ring", {"times": 3}, key="k-1")
    again = call("ring", {"times": 3}, key="k-1")
    assert json.loads(first.content) == json.loads(again.content) == {"rung": 1}
    assert again["Idempotent-Replayed"] == "true"
    assert rung == [3]


@pytest.mark.django_db
def test_nothing_is_kept_of_who_was_turned_away(call: Callable[..., Any]) -> None:
    assert call("knock", {"times": 1}, key="k-4").status_code == 403
    assert not IdempotentAnswer.objects.exists()


@pytest.mark.django_db
def test_the_same_key_for_another_request_is_refused(call: Callable[..., Any]) -> None:
    call("ring", {"times": 3}, key="k-2")
    assert call("ring", {"times": 4}, key="k-2").status_code == 422
    assert call("ring", {"times": 4}, key="x" * 101).status_code == 422
    assert rung == [3]


@pytest.mark.django_db
def test_a_key_whose_first_request_never_answered_says_so(call: Callable[..., Any]) -> None:
    call("ring", {"times": 3}, key="k-3")
    IdempotentAnswer.objects.update(status=None)
    assert call("ring", {"times": 3}, key="k-3").status_code == 409


def test_every_operation_documents_its_refusals() -> None:
    schema = api.get_openapi_schema(path_prefix="/api/")
    assert schema["openapi"].startswith("3.1")
    responses = schema["paths"]["/api/ring"]["post"]["responses"]
    assert {400, 404, 409, 413, 422, 429} <= set(responses)


def test_a_boolean_is_no_number() -> None:
    for value in (True, "1", None, 2**63):
        with pytest.raises(ValidationError):
            TypeAdapter(ExactInt).validate_python(value)
    assert TypeAdapter(ExactInt).validate_python(726.0) == 726

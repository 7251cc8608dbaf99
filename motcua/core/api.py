"""What every API of the house shares: problem+json, cursor pages, idempotency keys, exact types."""

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.db import DataError, transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import Field, NinjaAPI, Schema
from ninja.decorators import decorate_view
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from pydantic import BeforeValidator

from motcua.core.middleware import status_of
from motcua.core.models import IdempotentAnswer
from motcua.core.refusals import Invalid, Problem, Refusal, WrongState

PROBLEM_TYPE = "application/problem+json"
TITLES = {
    400: "Bad request",
    401: "Sign-in required",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "Wrong state",
    413: "Too large",
    422: "Invalid",
    429: "Too many requests",
}
TURNED_AWAY = {401, 403}
"""At the door nothing was done: no answer is kept, and strangers fill no table."""
M = TypeVar("M", bound=Model)
T = TypeVar("T")


class ProblemPlace(Schema):
    """One thing wrong at one place of what was sent."""

    place: str
    message: str


class ProblemOut(Schema):
    """RFC 9457 problem details: every refusal of the API has this shape."""

    title: str
    status: int
    detail: str
    problems: list[ProblemPlace] = []


class Page(Schema, Generic[T]):
    """One page of a list, and the cursor of the next (null at the end)."""

    items: list[T]
    next: UUID | None


class PageQuery(Schema):
    """Where a page starts, and how long it may be."""

    after: UUID | None = Field(None, description="The `next` of the page before.")
    limit: int = Field(20, ge=1, le=100)


def page_of(rows: QuerySet[M], query: PageQuery) -> dict[str, Any]:
    """The newest rows after the cursor; the key is the time-ordered identifier itself."""
    rows = rows.order_by("-pk")
    if query.after:
        rows = rows.filter(pk__lt=query.after)
    items = list(rows[: query.limit + 1])
    more = len(items) > query.limit
    items = items[: query.limit]
    return {"items": items, "next": items[-1].pk if more else None}


def _a_number(value: object) -> object:
    if isinstance(value, bool | str):
        raise ValueError("must be a number")
    return value


ExactInt = Annotated[int, BeforeValidator(_a_number), Field(ge=-(2**63), lt=2**63)]
"""An integer that is neither a boolean nor a text, and fits 64 bits."""


def problem(status: int, detail: str, problems: Sequence[Problem] = ()) -> JsonResponse:
    """An answer of `application/problem+json`."""
    body = {
        "title": TITLES.get(status, "Refused"),
        "status": status,
        "detail": detail,
        "problems": [{"place": p.place, "message": p.message} for p in problems],
    }
    return JsonResponse(body, status=status, content_type=PROBLEM_TYPE)


class Api(NinjaAPI):
    """A NinjaAPI whose every refusal is problem+json, and documented."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.add_exception_handler(Refusal, _refused)
        self.add_exception_handler(ValidationError, _not_valid)
        self.add_exception_handler(HttpError, _http_error)
        self.add_exception_handler(Http404, lambda request, error: problem(404, "Not found."))
        self.add_exception_handler(RequestDataTooBig, _too_big)
        self.add_exception_handler(DataError, _not_storable)
        self.add_exception_handler(UnicodeEncodeError, _not_storable)

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        shape = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
        components = schema.setdefault("components", {}).setdefault("schemas", {})
        components.update(shape.pop("$defs", {}))
        components["ProblemOut"] = shape
        for operations in schema["paths"].values():
            for operation in operations.values():
                _document_refusals(operation)
        return schema


def _document_refusals(operation: dict[str, Any]) -> None:
    content = {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}
    statuses = [400, 404, 422, 429]
    if operation.get("security"):
        statuses += [401, 403]
    if "requestBody" in operation or operation.get("x-changes"):
        statuses += [409, 413]
    for status in statuses:
        operation["responses"][status] = {"description": TITLES[status], "content": content}


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(status_of(error), error.message, error.problems)


def _not_valid(request: HttpRequest, error: Any) -> HttpResponse:
    problems = [
        Problem(".".join(str(part) for part in one.get("loc", ())[1:]), str(one.get("msg", "")))
        for one in error.errors
    ]
    return problem(422, "What was sent does not fit the schema.", problems)


def _http_error(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status_code, str(error))


def _too_big(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(413, "Too large.")


def _not_storable(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(422, "A value is beyond what can be kept.")


def idempotent(operation: Callable[..., T]) -> Callable[..., T]:
    """An operation that, called again with the same `Idempotency-Key`, answers as the first time.

    Same key, other content: 422. The key is the caller's own: two callers never share one.
    """
    wrapped: Callable[..., T] = decorate_view(_answer_once)(operation)
    return wrapped


def _answer_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def answer(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return view(request, *arguments, **named)
        try:
            with transaction.atomic():
                return _kept_answer(request, key, lambda: view(request, *arguments, **named))
        except Refusal as refusal:
            return _refused(request, refusal)

    return answer


def _kept_answer(request: HttpRequest, key: str, call: Callable[[], HttpResponse]) -> HttpResponse:
    if len(key) > 100 or not key.isprintable():
        raise Invalid("Idempotency-Key must be at most 100 printable characters.")
    actor = str(getattr(request.user, "pk", None) or request.META.get("REMOTE_ADDR", ""))
    fingerprint = hashlib.sha256(request.body).hexdigest()
    route = f"{request.method} {request.path}"[:200]
    kept, is_first = IdempotentAnswer.objects.get_or_create(
        actor=actor, route=route, key=key, defaults={"fingerprint": fingerprint}
    )
    if kept.fingerprint != fingerprint:
        raise Invalid("This Idempotency-Key was used for another request.")
    if is_first:
        answer = call()
        if answer.status_code in TURNED_AWAY:
            kept.delete()
            return answer
        kept.status = answer.status_code
        kept.body = json.loads(answer.content or b"null")
        kept.save(update_fields=["status", "body"])
        return answer
    if kept.status is None:
        raise WrongState("The first request with this Idempotency-Key is still running.")
    replay = JsonResponse(kept.body, safe=False, status=kept.status)
    replay["Idempotent-Replayed"] = "true"
    return replay

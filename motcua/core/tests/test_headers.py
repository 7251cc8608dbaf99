"""What every answer tells the browser: nothing foreign runs, nothing personal is kept."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from motcua.core.middleware import forms_may_leave, security_headers


def answer_to(request: HttpRequest, response: HttpResponse | None = None) -> HttpResponse:
    return security_headers(lambda _request: response or HttpResponse("x"))(request)


def signed_in() -> HttpRequest:
    request = RequestFactory().get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "s" * 32
    return request


def test_a_page_of_somebody_is_kept_by_no_cache() -> None:
    assert answer_to(signed_in())["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in answer_to(RequestFactory().get("/"))


def test_the_answer_that_signs_in_is_kept_by_no_cache() -> None:
    response = HttpResponse("x")
    response.set_cookie(settings.SESSION_COOKIE_NAME, "s" * 32)
    assert answer_to(RequestFactory().post("/"), response)["Cache-Control"] == "private, no-store"


def test_what_a_view_said_of_caching_stays() -> None:
    said = HttpResponse("x", headers={"Cache-Control": "public, max-age=300"})
    assert answer_to(signed_in(), said)["Cache-Control"] == "public, max-age=300"


def test_a_form_leads_to_this_site_unless_a_page_says_otherwise() -> None:
    request = RequestFactory().get("/")
    assert "form-action 'self'" in answer_to(request)["Content-Security-Policy"]
    policy = answer_to(request, forms_may_leave(HttpResponse("x")))["Content-Security-Policy"]
    assert "form-action" not in policy
    assert "default-src 'none'" in policy

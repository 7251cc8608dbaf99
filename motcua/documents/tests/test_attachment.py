"""Giving out: a stored file can be saved by a browser, never run in it."""

import pytest
from django.http import FileResponse, HttpRequest
from django.middleware.gzip import GZipMiddleware

from motcua.core.actors import SYSTEM
from motcua.documents import actions
from motcua.documents.responses import attachment, disposition


@pytest.mark.django_db
def test_a_file_is_given_out_as_a_download_that_cannot_run() -> None:
    file = actions.keep(b"<script>" * 100, name="Đơn.pdf", by=SYSTEM)
    request = HttpRequest()
    request.META["HTTP_ACCEPT_ENCODING"] = "gzip"

    response = GZipMiddleware(lambda _request: attachment(file))(request)

    assert isinstance(response, FileResponse)
    assert response.getvalue() == b"<script>" * 100
    response.close()
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox;")
    assert response["Cache-Control"] == "private, no-store"
    assert response["ETag"] == f'"{file.sha256}"'
    assert response["Content-Length"] == "800"


@pytest.mark.parametrize(
    ("name", "plain", "real"),
    [
        (
            "Đơn đề nghị.pdf",
            "don-de-nghi.pdf",
            "%C4%90%C6%A1n%20%C4%91%E1%BB%81%20ngh%E1%BB%8B.pdf",
        ),
        ('a"b;c.pdf', "a-b-c.pdf", "a%22b%3Bc.pdf"),
        ("数.pdf", "tep.pdf", "%E6%95%B0.pdf"),
        ("no ending", "no-ending", "no%20ending"),
    ],
)
def test_vietnamese_letters_survive_in_the_name_of_a_download(
    name: str, plain: str, real: str
) -> None:
    assert disposition(name) == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{real}"

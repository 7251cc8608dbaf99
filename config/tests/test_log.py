"""The log: what a stranger sends wrongly takes one line."""

import logging
import logging.config
from typing import Any

import pytest
from django.conf import settings
from django.test import Client


@pytest.mark.django_db
def test_a_request_for_another_host_is_one_line_and_no_trace(capsys: Any) -> None:
    logging.config.dictConfig(settings.LOGGING)  # bound to what this test reads
    assert Client(HTTP_HOST="elsewhere.example").get("/").status_code == 400
    said = [line for line in capsys.readouterr().err.splitlines() if line]
    assert len([line for line in said if "elsewhere.example" in line]) == 1
    assert not [line for line in said if "Traceback" in line or "File " in line]


@pytest.mark.django_db
def test_who_comes_through_a_socket_without_an_address_is_let_in(settings: Any) -> None:
    browser = Client(REMOTE_ADDR="")
    for trusted in (0, 1):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = trusted
        told = {"login": "nobody", "password": "wrong"}
        assert browser.get("/tai-khoan/dang-nhap/can-bo/").status_code == 200
        assert browser.post("/tai-khoan/dang-nhap/can-bo/", told).status_code < 400
        asked = {"code": "H26-20260101-0001", "answer": "1234"}
        assert browser.get("/tra-cuu/", asked).status_code == 404

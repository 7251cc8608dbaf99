"""`make demo`'s own path: two processes and a database that start, answer, stop and start again."""

import signal

import pytest

from tests.journeys.country import Country


def test_the_country_is_alive_and_ready(country: Country) -> None:
    for path in ("/healthz", "/readyz", "/", "/api/v1/openapi.json", "/api/v1/docs"):
        assert country.answer(path) == 200, path


def test_what_it_prints_lets_a_newcomer_in(country: Country) -> None:
    if not country.running:
        pytest.skip("a country that runs already has spoken elsewhere")
    for words in (country.site, "mua-xuan-mot-cua", "lan.hoankiem (receiver)", "PIN"):
        assert words in country.said


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_whole_and_starts_again_soon(country: Country, by: signal.Signals) -> None:
    if not country.running:
        pytest.skip("a country that runs already is not ours to stop")
    assert any("procrastinate worker" in line for line in country.processes())
    assert any("granian" in line for line in country.processes())
    took = country.stop(by)
    assert country.processes() == []
    assert took < 25
    assert country.answer("/healthz") == 0
    assert country.start() < 60  # promised are 15 s; tests share this machine

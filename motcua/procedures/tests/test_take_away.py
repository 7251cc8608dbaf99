"""Open data: the whole catalogue, its table, its changes; in pieces, and not twice."""

import csv
import gzip
import io
import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as Xml

import jsonschema_rs
import pytest
from django.test import Client

from motcua.core.actors import SYSTEM
from motcua.procedures import actions, package
from motcua.procedures.models import Version
from motcua.procedures.open_data import document, table
from motcua.procedures.tests.test_search import Spoil, _add

pytestmark = pytest.mark.django_db
WHOLE, TABLE, FEED = (
    f"/du-lieu-mo/{name}" for name in ("thu-tuc.json", "thu-tuc.csv", "thay-doi.atom")
)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def _body(response: Any) -> bytes:
    assert response.status_code == 200
    return response.getvalue() if response.streaming else bytes(response.content)


def _table(client: Client) -> list[dict[str, str]]:
    text = _body(client.get(TABLE)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_document_has_every_package_whole(client: Client, version: Version) -> None:
    told = json.loads(_body(client.get(WHOLE)))
    (one,) = told["procedures"]
    assert package.sha256(package.load(json.dumps(one["package"]))) == one["sha256"]
    assert told["licence"] == "CC BY 4.0"
    assert one["page"].endswith("/thu-tuc/1.999001/")


def test_an_empty_catalogue_is_a_document_too(client: Client, db: None) -> None:
    assert json.loads(_body(client.get(WHOLE)))["procedures"] == []
    assert _table(client) == []
    Xml.fromstring(_body(client.get(FEED)))  # noqa: S314  # our own


def test_the_table_is_read_by_spreadsheets(client: Client, version: Version) -> None:
    raw = _body(client.get(TABLE))
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == 2
    (row,) = _table(client)
    assert row["name"] == "Cấp giấy phép thả diều"
    assert row["fee_vnd"] == "20000"
    assert row["papers"] == "Tờ khai"
    assert (row["term_amount"], row["term_unit"]) == ("0", "working_days")


@pytest.mark.parametrize("name", ["=1+1", "+84", "-x", "@SUM(A1)"])
def test_no_name_is_a_formula(client: Client, spoilt: Spoil, name: str) -> None:
    _add(spoilt, "1.999301", f"{name}, “a”, b")
    (row,) = _table(client)
    assert row["name"].startswith(f"'{name}")
    assert table.safe(7) == 7


def test_who_has_it_is_not_sent_it_again(client: Client, version: Version, spoilt: Spoil) -> None:
    for address in (WHOLE, TABLE, FEED):
        first = client.get(address)
        again = client.get(address, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304
        assert "Last-Modified" in first
        assert "public" in first["Cache-Control"]
        since = client.get(address, headers={"if-modified-since": first["Last-Modified"]})
        assert since.status_code == 304
    before = client.get(WHOLE)["ETag"]
    _add(spoilt, "1.999302", "Mới")
    assert client.get(WHOLE, headers={"if-none-match": before}).status_code == 200


def test_it_is_sent_in_pieces_and_packed(client: Client, version: Version, spoilt: Spoil) -> None:
    for number in range(5):
        _add(spoilt, f"1.99931{number}", f"Thủ tục {number}")
    pieces = document.written("https://x.vn", None)
    assert isinstance(pieces, Iterator)
    assert sum(1 for _piece in pieces) == 8
    packed = client.get(WHOLE, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert len(json.loads(gzip.decompress(_body(packed)))["procedures"]) == 6


def _feed(client: Client) -> Xml.Element:
    return Xml.fromstring(_body(client.get(FEED)))  # noqa: S314  # our own


def test_the_feed_tells_what_was_published_amended_and_abolished(
    client: Client, version: Version, spoilt: Spoil
) -> None:
    newer = actions.publish(
        actions.import_package(spoilt("keywords", ["mới"]), by=SYSTEM), by=SYSTEM
    )
    actions.withdraw(newer, by=SYSTEM, reason="Bãi bỏ")
    feed = _feed(client)
    kinds = [one.attrib["term"] for one in feed.iterfind("a:entry/a:category", ATOM)]
    assert kinds == ["abolished", "amended", "published"]


def test_the_feed_has_what_rfc_4287_demands(client: Client, version: Version) -> None:
    feed = _feed(client)
    for place in (feed, *feed.iterfind("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(place.findall(f"a:{name}", ATOM)) == 1
    assert feed.find("a:author/a:name", ATOM) is not None
    assert len({one.text for one in feed.iterfind("a:entry/a:id", ATOM)}) == 1
    assert next(one.attrib["rel"] for one in feed.iterfind("a:link", ATOM)) == "self"


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "9" * 30, "²", "\x00"])
def test_any_page_of_the_feed_may_be_asked(client: Client, version: Version, page: str) -> None:
    assert client.get(FEED, {"page": page}).status_code == 200


def test_the_schema_is_given_and_holds(client: Client, version: Version) -> None:
    schema = json.loads(_body(client.get("/du-lieu-mo/goi-thu-tuc.schema.json")))
    (one,) = json.loads(_body(client.get(WHOLE)))["procedures"]
    jsonschema_rs.validate(schema, one["package"])


def test_the_page_says_what_there_is(client: Client, version: Version) -> None:
    said = _body(client.get("/du-lieu-mo/")).decode()
    for words in ("thu-tuc.json", "thu-tuc.csv", "thay-doi.atom", "CC BY 4.0", "legal_basis"):
        assert words in said


def test_the_national_list_is_read_in_parts(client: Client, spoilt: Spoil) -> None:
    for number in range(3):
        _add(spoilt, f"1.99932{number}", f"Thủ tục {number}")
    address = "/api/v1/procedures/national"
    first = client.get(address, {"limit": 2}).json()
    assert [one["MATTHC"] for one in first["items"]] == ["1.999320", "1.999321"]
    last = client.get(address, {"limit": 2, "start": first["next"]}).json()
    assert [one["MATTHC"] for one in last["items"]] == ["1.999322"]
    assert last["next"] is None
    assert client.get(address, {"limit": 0}).status_code == 422

"""What was published, amended and abolished, as an Atom feed (RFC 4287), in pages (RFC 5005)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as Xml

from motcua.procedures.models import Enactment
from motcua.procedures.open_data import LICENCE, LICENCE_URL
from motcua.procedures.queries import CHANGES_ON_A_PAGE, changes

ATOM = "http://www.w3.org/2005/Atom"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
NEVER = datetime(2025, 1, 1, tzinfo=UTC)
KINDS = {"published": "Công bố", "amended": "Sửa đổi, bổ sung", "abolished": "Bãi bỏ"}


def written(site: str, changed_at: datetime | None, page: int = 1) -> bytes:
    """One page of the feed, newest first."""
    found = changes(page)
    address = f"{site}/du-lieu-mo/thay-doi.atom"
    feed = Xml.Element("feed", {"xmlns": ATOM, LANGUAGE: "vi"})
    _text(feed, "id", address)
    _text(feed, "title", "Thay đổi của danh mục thủ tục hành chính")
    _text(feed, "subtitle", "Thủ tục được công bố, sửa đổi, bãi bỏ")
    _text(feed, "updated", (changed_at or NEVER).isoformat())
    _text(feed, "rights", f"{LICENCE}: {LICENCE_URL}")
    _text(Xml.SubElement(feed, "author"), "name", "Một Cửa")
    _link(feed, "self", address if page == 1 else f"{address}?page={page}", "application/atom+xml")
    _link(feed, "first", address, "application/atom+xml")
    if len(found) == CHANGES_ON_A_PAGE:
        _link(feed, "next", f"{address}?page={page + 1}", "application/atom+xml")
    if page > 1:
        _link(feed, "previous", f"{address}?page={page - 1}", "application/atom+xml")
    _link(feed, "alternate", f"{site}/du-lieu-mo/", "text/html")
    _entries(feed, site, found)
    body: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body


def _entries(feed: Xml.Element, site: str, found: Sequence[tuple[Enactment, str]]) -> None:
    for enactment, kind in found:
        code, name = enactment.procedure.code, enactment.procedure.name
        entry = Xml.SubElement(feed, "entry")
        _text(entry, "id", f"urn:uuid:{enactment.pk}")
        _text(entry, "title", f"{KINDS[kind]}: {name} ({code})")
        _text(entry, "updated", (enactment.taken_at or NEVER).isoformat())
        Xml.SubElement(entry, "category", {"term": kind, "label": KINDS[kind]})
        _link(entry, "alternate", f"{site}/thu-tuc/{code}/lich-su/", "text/html")
        if kind != "abolished":
            _link(entry, "related", f"{site}/thu-tuc/{code}/goi.json", "application/json")
        _text(entry, "summary", _summary(enactment))


def _summary(enactment: Enactment) -> str:
    said = f"Áp dụng từ ngày {enactment.effective_from:%d/%m/%Y}."
    if enactment.version:
        said += f" Bản {enactment.version.number}."
    if enactment.decision:
        decided = enactment.decision
        said += f" Quyết định {decided.number} của {decided.agency.name}."
    return said


def _text(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, name).text = text


def _link(parent: Xml.Element, relation: str, address: str, kind: str) -> None:
    Xml.SubElement(parent, "link", {"rel": relation, "href": address, "type": kind})

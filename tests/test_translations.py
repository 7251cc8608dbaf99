"""Everything marked for translation has its English: whole, in its app's catalogue, in one way."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.template.base import Lexer, TokenType
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
APPS = ("config", *sorted(f"motcua/{p.parent.name}" for p in ROOT.glob("motcua/*/apps.py")))
NOT_READ = {"tests", "migrations", "__pycache__"}
NOT_TRANSLATED = {
    "500.html",  # shown when nothing else works, the catalogue included; says it twice itself
    "gallery.html",  # the design system's own examples
    "gallery_desk.html",
}
CALLS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), ("id",)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), ("id", "plural")),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ("context", "id")),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ("context", "id", "plural")),
}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[%a-z]|\{\w*\}")
VIETNAMESE = re.compile("[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]", re.IGNORECASE)
Key = tuple[str | None, str]
"""A message by its context, mostly none, and its Vietnamese."""


@cache
def marked(app: str) -> dict[Key, str]:
    """Each message in an app's code and templates, and where it stands."""
    found: dict[Key, str] = {}
    for path in files(app, ".py"):
        for key in in_code(path.read_text()):
            found.setdefault(key, str(path.relative_to(ROOT)))
    for path in [*files(app, ".html"), *files(app, ".txt")]:
        for key in in_template(path.read_text()):
            found.setdefault(key, str(path.relative_to(ROOT)))
    return found


def files(app: str, ending: str) -> Iterator[Path]:
    for path in sorted((ROOT / app).rglob(f"*{ending}")):
        if NOT_READ.isdisjoint(path.relative_to(ROOT).parts):
            yield path


def in_code(source: str) -> Iterator[Key]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        given = dict(zip(CALLS.get(name, ()), node.args, strict=False))
        id, context = given.get("id"), given.get("context")
        assert not isinstance(id, ast.JoinedStr), f"an f-string has no catalogue: {ast.unparse(id)}"
        if isinstance(id, ast.Constant) and isinstance(id.value, str):
            yield (str(context.value) if isinstance(context, ast.Constant) else None), id.value


def in_template(source: str) -> Iterator[Key]:
    # Indentation of HTML is none of Python; what is translated stands within one line of it.
    code = "\n".join(line.strip() for line in templatize(source).split("\n"))
    called = dict.fromkeys(("_", "gettext", "ngettext", "pgettext", "npgettext"))
    found = extract_python(BytesIO(code.encode()), called, (), {"encoding": "utf-8"})
    for _line, name, given, _comments in found:
        texts = dict(zip(CALLS[str(name)], forms(given), strict=False))
        yield texts.get("context"), texts["id"]


@cache
def english(app: str) -> Catalog:
    with (ROOT / app / "locale/en/LC_MESSAGES/django.po").open("rb") as source:
        return read_po(source, locale="en")


def entries(app: str) -> list[Message]:
    return [message for message in english(app) if message.id]


def forms(text: object) -> list[str]:
    """A text, or its singular and plural."""
    return [str(one) for one in text] if isinstance(text, list | tuple) else [str(text or "")]


@pytest.mark.parametrize("app", APPS)
def test_every_marked_text_has_its_english(app: str) -> None:
    missing = [
        f"{place}: {id}"
        for (context, id), place in marked(app).items()
        if (entry := english(app).get(id, context)) is None or not all(forms(entry.string))
    ]
    assert not missing, "No English for:\n" + "\n".join(missing)


@pytest.mark.parametrize("app", APPS)
def test_no_english_stands_for_nothing_or_in_doubt(app: str) -> None:
    doubtful = [message.id for message in entries(app) if message.fuzzy]
    said = {(message.context, forms(message.id)[0]) for message in entries(app)}
    obsolete = [*(said - marked(app).keys()), *english(app).obsolete]
    assert not doubtful, f"fuzzy: {doubtful}"
    assert not obsolete, f"no longer in the source: {obsolete}"


@pytest.mark.parametrize("app", APPS)
def test_english_keeps_the_places_for_values(app: str) -> None:
    for message in entries(app):
        places = Counter(PLACEHOLDER.findall(forms(message.id)[0]))
        for text in forms(message.string):
            assert Counter(PLACEHOLDER.findall(text)) == places, f"{message.id}: {text}"
        named = any("(" in place for place in places)
        assert message.python_format or not named, f"not marked python-format: {message.id}"


def test_one_text_has_one_english() -> None:
    """Django reads all catalogues into one: the upper app's English would win everywhere."""
    ways: dict[Key, dict[str, str]] = {}
    for app in APPS:
        for message in entries(app):
            key = message.context, forms(message.id)[0]
            ways.setdefault(key, {})[forms(message.string)[0]] = app
    differing = {key: said for key, said in ways.items() if len(said) > 1}
    assert not differing, "Mark one of them with a context:\n" + "\n".join(
        map(str, differing.items())
    )


@pytest.mark.parametrize("app", APPS)
def test_no_vietnamese_in_a_template_is_left_unmarked(app: str) -> None:
    for path in files(app, ".html"):
        if path.name not in NOT_TRANSLATED:
            unmarked = list(outside_translation(path.read_text()))
            assert not unmarked, f"{path.relative_to(ROOT)}: {unmarked}"


def outside_translation(source: str) -> Iterator[str]:
    within = False
    for token in Lexer(source.replace("Một Cửa", "").replace("Tiếng Việt", "")).tokenize():
        if token.token_type == TokenType.BLOCK:
            tag = token.contents.split()[0]
            within = (within or tag == "blocktranslate") and tag != "endblocktranslate"
            literal = tag not in {"translate", "blocktranslate"} and '_("' not in token.contents
        else:
            literal = token.token_type == TokenType.TEXT and not within
        if literal and VIETNAMESE.search(token.contents):
            yield token.contents.strip()


def test_the_extraction_finds_what_people_mark() -> None:
    code = "_('a' 'b'); pgettext('c', 'd'); ngettext('e', 'f', n); _(g['h']); f\"{_('i')}\""
    assert set(in_code(code)) == {(None, "ab"), ("c", "d"), (None, "e"), (None, "i")}
    template = """
      {% translate "a" as b %}{% translate "c" context "d" %}{% firstof e _("f") %}
        {% blocktranslate count g=h %}i {{ g }}{% plural %}j{% endblocktranslate %}
    """
    assert set(in_template(template)) == {(None, "a"), ("d", "c"), (None, "f"), (None, "i %(g)s")}
    assert list(outside_translation('<p>Hồ sơ</p>{% translate "Hồ sơ" %}')) == ["<p>Hồ sơ</p>"]

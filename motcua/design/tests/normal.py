"""HTML brought to one form, so that two ways of writing the same markup compare equal."""

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString

# Sizes of a drawing carry no meaning; an empty class or a bare attribute is written in many ways.
Node = tuple[str, tuple[tuple[str, str], ...], tuple["Node | str", ...]]


def normal(html: str) -> tuple[Node | str, ...]:
    """The elements, their attributes in order of name, their texts with single spaces."""
    return _children(BeautifulSoup(html, "html.parser"))


def _children(tag: Tag) -> tuple[Node | str, ...]:
    found: list[Node | str] = []
    for child in tag.children:
        if isinstance(child, Comment):
            continue
        if isinstance(child, NavigableString):
            text = " ".join(str(child).split())
            if text:
                found.append(text)
        elif isinstance(child, Tag):
            found.append((child.name, _attributes(child), _children(child)))
    return tuple(found)


def _attributes(tag: Tag) -> tuple[tuple[str, str], ...]:
    named = []
    for name, value in tag.attrs.items():
        text = " ".join(sorted(value)) if isinstance(value, list) else str(value)
        named.append((name, " ".join(text.split())))
    return tuple(sorted(named))

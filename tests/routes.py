"""Every route of the site, read from the URLconf, so that no new one is forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter


@dataclass(frozen=True)
class Route:
    """One pattern: its name with namespaces, what it wants filled in, and its view."""

    name: str
    wants: dict[str, Any]
    view: Any

    @property
    def is_exempt_from_csrf(self) -> bool:
        return bool(getattr(self.view, "csrf_exempt", False))

    def address(self, given: dict[str, Any]) -> str:
        return reverse(self.name, kwargs={want: given[want] for want in self.wants})

    def any_address(self, known: dict[str, Any]) -> str:
        """What is not known is filled in with what is well written and leads to nothing."""
        made_up = {want: _made_up(kind) for want, kind in self.wants.items()}
        return self.address({**made_up, **known})


def every_route() -> list[Route]:
    return list(_walk(get_resolver(), (), {}))


def _made_up(kind: Any) -> Any:
    if isinstance(kind, UUIDConverter):
        return uuid4()
    return 1 if isinstance(kind, IntConverter) else "accept"


def _walk(resolver: URLResolver, spaces: tuple[str, ...], wants: dict[str, Any]) -> Iterator[Route]:
    for one in resolver.url_patterns:
        here = {**wants, **one.pattern.converters}
        if isinstance(one, URLPattern):
            yield Route(":".join((*spaces, one.name or "")), here, one.callback)
        else:
            yield from _walk(one, (*spaces, *filter(None, [one.namespace])), here)

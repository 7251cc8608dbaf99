"""Every route of the site, read from the URLconf, so that no new one is forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse


@dataclass(frozen=True)
class Route:
    """One pattern: its name with namespaces, what it wants filled in, and its view."""

    name: str
    wants: tuple[str, ...]
    view: Any

    @property
    def is_exempt_from_csrf(self) -> bool:
        return bool(getattr(self.view, "csrf_exempt", False))

    def address(self, given: dict[str, Any]) -> str:
        return reverse(self.name, kwargs={want: given[want] for want in self.wants})


def every_route() -> list[Route]:
    return list(_walk(get_resolver(), (), ()))


def _walk(
    resolver: URLResolver, spaces: tuple[str, ...], wants: tuple[str, ...]
) -> Iterator[Route]:
    for one in resolver.url_patterns:
        here = (*wants, *one.pattern.converters)
        if isinstance(one, URLPattern):
            yield Route(":".join((*spaces, one.name or "")), here, one.callback)
        else:
            yield from _walk(one, (*spaces, *filter(None, [one.namespace])), here)

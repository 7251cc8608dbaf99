"""The links of the page header: here, because only this package knows every app."""

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, object]:
    return {"navigation": []}

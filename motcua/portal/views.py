"""The front door: home, help, and what the site says of itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.guidance import queries as guidance
from motcua.procedures import queries as procedures
from motcua.services import queries as services

ON_HOME = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search first, then what happens in a life, then the services that most people come for."""
    context = {
        "services": procedures.catalogue()[:ON_HOME],
        "fields": procedures.fields(),
        "events": guidance.events(),
        "counted": services.headline(),
        "milestone": services.milestone(),
    }
    return render(request, "portal/home.html", context)


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to file, follow and receive."""
    return render(request, "portal/help.html")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this site is."""
    return render(request, "portal/about.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Which personal data is handled, why, and what people may ask."""
    return render(request, "portal/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for everybody, and how to say that something does not."""
    return render(request, "portal/accessibility.html")

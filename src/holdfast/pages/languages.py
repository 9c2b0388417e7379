"""Which language a page is in, and which way it runs; light or dark.

Invariants: a language is offered only where settings name it; what a browser says about its
owner's languages is not read, so two people see the same page at the same address.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from .cookies import Cookie


class Look(StrEnum):
    """Light, dark, or as the machine is set."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


def language_of(request: HttpRequest) -> str:
    """The code of the language that was chosen, or the first that is offered."""
    chosen: str = request.COOKIES.get(Cookie.LANGUAGE, "")
    return chosen if chosen in dict(settings.LANGUAGES) else str(settings.LANGUAGE_CODE)


def look_of(request: HttpRequest) -> Look:
    """The look that was chosen."""
    chosen = request.COOKIES.get(Cookie.LOOK, "")
    return Look(chosen) if chosen in set(Look) else Look.AUTO


def page_words(request: HttpRequest) -> dict[str, object]:
    """Django's context processor: what every layout needs."""
    code = language_of(request)
    return {
        "language": code,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "look": look_of(request),
        "languages": settings.LANGUAGES,
        "here": request.path,
    }


class ChosenLanguage:
    """Middleware by which everything below speaks the chosen language."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, in the chosen language."""
        with translation.override(language_of(request)):
            response = self._answer(request)
        response.headers["Content-Language"] = language_of(request)
        return response

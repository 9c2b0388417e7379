"""How a page of the door leaves the house: its language, its size, what it tells the browser.

Invariants:
- A page is one of four sizes, whatever stands on it, or where it gives long words back a whole
  number of steps; a page that answers a code is never of the
  smallest, so that its size does not say whether the code was right.
- No cookie, no script, no picture, nothing from elsewhere; nothing is kept by a cache.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import translation

from holdfast.apps.intake.errors import IntakeError
from holdfast.apps.intake.place import Door, read_door

from .languages import LANGUAGES, Language, nearest, offered, texts_in

SIZES = (8 * 1024, 16 * 1024, 24 * 1024, 30 * 1024)
ANSWER_SIZE = SIZES[1]
STEP_BYTES = SIZES[0]
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
}
_STYLE = (resources.files("holdfast.doors.source") / "style" / "door.css").read_bytes()


def headers(get_response: Callable[[HttpRequest], HttpResponse]) -> object:
    """Django's middleware: every answer, also an error, tells the browser the same."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response[name] = value
        response["Content-Length"] = str(len(response.content))
        return response

    return answer


def show(
    template: str, wanted: str, *, status: int = 200, size: int = SIZES[0], **context: object
) -> HttpResponse:
    """A page in the language that was asked for, or in the nearest that is offered."""
    language = nearest(wanted)
    fixed = {
        "language": language,
        "offered": _others(language),
        "wanted": LANGUAGES.get(wanted),
        "texts": texts_in(language),
        "leave": _leave(),
    }
    with translation.override(language.code):
        html = loader.render_to_string(f"source/{template}.html", {**context, **fixed})
    return HttpResponse(padded(html.encode(), size), status=status)


def padded(page: bytes, least: int = SIZES[0]) -> bytes:
    """The page with blanks behind it, up to the next of the sizes from `least` on; beyond the last
    of them, up to the next whole step."""
    needed = max(len(page), least)
    steps = -(-needed // STEP_BYTES) * STEP_BYTES
    return page.ljust(next((size for size in SIZES if size >= needed), steps))


def style(_request: HttpRequest) -> HttpResponse:
    """The one style sheet."""
    return HttpResponse(_STYLE, content_type="text/css; charset=utf-8")


def _others(language: Language) -> tuple[Language, ...]:
    return tuple(one for one in offered() if one.code != language.code)


def _leave() -> str:
    """Where to leave to; also a page that says what went wrong has a way out."""
    try:
        return read_door().leave
    except IntakeError:
        return Door(installation="", salt="", public="").leave

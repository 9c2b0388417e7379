"""How a page of the door is entered: what a browser may send, and what it is told otherwise.

Invariants:
- Whatever a browser sends gets a page in words, with a way back; none of it stands in a log.
- A form is read as UTF-8 and as it stands: nothing is unpacked, and no other charset is guessed at,
  so that words are stored as they were written or not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from holdfast.apps.intake.rules import Answers, Question
from holdfast.apps.keyring import contactcodes
from holdfast.apps.keyring.contactcodes import Cost
from holdfast.kernel.errors import HoldfastError
from holdfast.pages.bodies import UnreadableBodyError, check_plain

from .languages import LANGUAGES, nearest, offered
from .pages import show

View = Callable[..., HttpResponse]
_UNREAD = "\N{REPLACEMENT CHARACTER}"


def door(*methods: str) -> Callable[[View], View]:
    """A page that answers these methods; whatever goes wrong in it is said in words."""

    def decorated(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **named: str) -> HttpResponse:
            if request.method not in methods:
                return _not_allowed(methods)
            try:
                return view(request, **named)
            except SuspiciousOperation:
                return trouble("", HTTPStatus.BAD_REQUEST)
            except HoldfastError:
                return trouble(asked(request), HTTPStatus.SERVICE_UNAVAILABLE)

        return answer

    return decorated


def form(request: HttpRequest) -> QueryDict:
    """What a browser sent. Raises UnreadableBodyError."""
    check_plain(request)
    try:
        typed = request.POST
    except (MultiPartParserError, BadRequest, SuspiciousOperation, UnreadablePostError):
        raise UnreadableBodyError from None
    except (LookupError, ValueError):  # of charsets that a part of a form names
        raise UnreadableBodyError from None
    if _is_garbled(request, typed):
        raise UnreadableBodyError
    return typed


def _is_garbled(request: HttpRequest, typed: QueryDict) -> bool:
    """Whether words are not in UTF-8: Django puts its own mark where a byte cannot be read, or
    takes all of it for Latin, and somebody would be told that the team can read it. No page of ours
    sends words in parts."""
    is_marked = any(_UNREAD in word for _, words in typed.lists() for word in words)
    if request.content_type == "multipart/form-data":
        return is_marked
    if request.body.isascii() and not is_marked:
        return False
    try:
        unquote_to_bytes(request.body).decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


# ------------------------------------------------------------ what went wrong, in words


def trouble(language: str, status: HTTPStatus) -> HttpResponse:
    """The page that says that nothing was stored, and what to do; in every language that is
    offered, where it cannot be known which of them is read."""
    spoken = (nearest(language),) if language in LANGUAGES else offered()
    return show("trouble", language, status=status, spoken=spoken)


def _not_allowed(methods: tuple[str, ...]) -> HttpResponse:
    """Somebody asks to read where something is sent, as when a page is asked for once more."""
    page = show("unsent", "", status=HTTPStatus.METHOD_NOT_ALLOWED, spoken=offered())
    page["Allow"] = ", ".join(methods)
    return page


def not_understood(
    _request: HttpRequest,
    exception: object = None,  # noqa: ARG001  (Django names it)
) -> HttpResponse:
    """The page for what a browser sends and we cannot read."""
    return trouble("", HTTPStatus.BAD_REQUEST)


def not_here(
    _request: HttpRequest,
    exception: object = None,  # noqa: ARG001  (Django names it)
) -> HttpResponse:
    """The page for an address that there is not: the first one, so that nobody is lost."""
    return show("start", "", status=HTTPStatus.NOT_FOUND)


def broken(_request: HttpRequest) -> HttpResponse:
    """The page for a fault of ours."""
    return trouble("", HTTPStatus.INTERNAL_SERVER_ERROR)


# ------------------------------------------------------------ what the pages are told


def asked(request: HttpRequest) -> str:
    """In which language this page was asked for."""
    return str(form(request).get("language", ""))


def language_of(answers: Answers, wanted: str) -> str:
    """In which language to answer: what was said, else what the page was asked for in."""
    said = answers.get(Question.LANGUAGE, ())
    return said[0] if said else wanted if wanted in LANGUAGES else ""


def code_cost() -> Cost:
    """What a code costs: that of production, unless a test's settings say otherwise."""
    cost: Any = getattr(settings, "HOLDFAST_CODE_COST", contactcodes.COST)
    return cost if isinstance(cost, Cost) else contactcodes.COST

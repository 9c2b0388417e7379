"""What a browser may send with a request: plain bytes of a known length, in UTF-8.

Invariants:
- Nothing is unpacked, so that a small body never becomes a large one, and no other charset is
  guessed at: words are read as they were written, or refused.
- What cannot be read is refused before any of it is read.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse

_AS_IT_STANDS = frozenset({"", "identity"})
_UTF_8 = frozenset({"utf-8", "utf8"})


class UnreadableBodyError(SuspiciousOperation):  # type: ignore[misc]  # Django ships no types
    """What a browser sent is no form of ours."""


class PlainBodies:
    """Middleware that lets nothing in but plain bodies: Django answers the others with its 400."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer. Raises UnreadableBodyError."""
        check_plain(request)
        return self._answer(request)


def check_plain(request: HttpRequest) -> None:
    """Return where the body is neither packed, nor of another charset, nor of unknown length.

    Raises UnreadableBodyError.
    """
    charset = (request.content_params or {}).get("charset", "utf-8")
    packed = request.META.get("HTTP_CONTENT_ENCODING", "").strip().lower()
    length = request.META.get("CONTENT_LENGTH") or "0"
    is_chunked = "HTTP_TRANSFER_ENCODING" in request.META
    is_plain = charset.lower() in _UTF_8 and packed in _AS_IT_STANDS and length.isdecimal()
    if not is_plain or is_chunked:
        raise UnreadableBodyError

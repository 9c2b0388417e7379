"""After each act on the line, the watch is told what waits now.

Invariants:
- It runs after the act is stored and before its answer is sent; what fails in it is said on the
  next page and undoes nothing.
- Only acts tell: looking at a page writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.intake.errors import LineClosedError
from holdfast.apps.intake.services.telling import tell_watch
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.faults import in_words
from holdfast.kernel.errors import HoldfastError

_ROOMS = ("/line/", "/team/")
_NOT_OURS = (NotPermittedError, NotGrantedError, LineClosedError)  # they changed nothing that waits


class WatchTold:
    """Middleware that leaves for the watch what waits, after an act on the line."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, once the watch knows."""
        response = self._answer(request)
        is_act = request.method == "POST" and request.path.startswith(_ROOMS)
        if is_act and request.active is not None and response.status_code < 400:
            _tell(request)
        return response


def _tell(request: HttpRequest) -> None:
    try:
        with in_words():
            tell_watch(actor=request.actor, clock=request.clock)
    except _NOT_OURS:
        return
    except HoldfastError as error:
        words = _("Your act is stored, but the watch could not be told what waits: %(why)s")
        request.seat.say(words % {"why": _(error.message)})

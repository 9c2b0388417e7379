"""Refusals and faults as pages in words.

Invariants:
- What a person is shown of an error is its own two sentences, or ours; never a detail of a fault.
- A fault leaves one line in the log: the name of its type, and nothing it says.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from holdfast.apps.accounts.errors import BusyError, ChangedMeanwhileError, NotPermittedError
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError, StoreError
from holdfast.kernel.errors import HoldfastError
from holdfast.rendering.cleaning.errors import CleanerBusyError

from .frame import all_ways_on, render_page

_LOG = logging.getLogger("holdfast.desk")
STATUS: Mapping[type[HoldfastError], int] = {
    NotPermittedError: 403,
    NotGrantedError: 403,
    EditConflictError: 409,
    ChangedMeanwhileError: 409,
    BusyError: 503,
    CleanerBusyError: 503,
    StoreError: 503,
}


def status_of(error: HoldfastError) -> int:
    """The HTTP status by which an error is answered."""
    if ".no_such_" in error.code:
        return 404
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 400)


def refuse(request: HttpRequest, error: HoldfastError) -> HttpResponse:
    """The page that says what was refused, in the error's own words; or the one that a room leads
    on to, as where a reason is asked for before anything is shown."""
    for lead_on in all_ways_on():
        further = lead_on(request, error)
        if further is not None:
            return further
    words = {"message": _(error.message), "hint": _(error.hint) if error.hint else ""}
    return _page(request, status_of(error), words)


def words_of(error: HoldfastError) -> str:
    """What a form that failed says: the error's two sentences in the reader's language."""
    return f"{_(error.message)} {_(error.hint) if error.hint else ''}".strip()


def fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """The page for what nobody foresaw, and a line in the log."""
    _LOG.error("a page failed: %s", type(error).__name__)
    return broken(request)


def method_refused(request: HttpRequest) -> HttpResponse:
    """The page for a method that an address does not take."""
    message = _("This address is not for opening. Nothing was changed.")
    hint = _("It is reached by a button on another page.")
    return _page(request, 405, {"message": message, "hint": hint})


def unknown(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001
    """Django's handler404."""
    message = _("There is no page at this address. Nothing was changed.")
    return _page(request, 404, {"message": message, "hint": ""})


def malformed(request: HttpRequest, exception: object = None) -> HttpResponse:
    """Django's handler400."""
    if isinstance(exception, RequestDataTooBig):
        message = _("More was sent than this form takes. Nothing was stored.")
        return _page(request, 413, {"message": message, "hint": _("Choose a smaller file.")})
    message = _("What your browser sent cannot be read. Nothing was changed.")
    return _page(request, 400, {"message": message, "hint": _("Go back, and try again.")})


def forbidden(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001
    """Django's handler403."""
    return _page(request, 403, {"message": _("This is not open to you."), "hint": ""})


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  (Django's form)
    """Django's answer to a form that did not come from a page of ours."""
    message = _("This form did not come from a page of this desk, or the page was open too long.")
    hint = _("Nothing was changed. Open the page again, and send the form from there.")
    return _page(request, 403, {"message": message, "hint": hint})


def broken(request: HttpRequest) -> HttpResponse:
    """Django's handler500."""
    message = _("Something went wrong that we did not foresee. What was saved before is safe.")
    hint = _("Look whether your last step is there before you do it again, and tell your operator.")
    return _page(request, 500, {"message": message, "hint": hint})


def _page(request: HttpRequest, status: int, words: dict[str, str]) -> HttpResponse:
    context = {"heading": _heading(status), "tone": "warn" if status < 500 else "danger", **words}
    if getattr(request, "active", None) is not None:
        context["layout"] = "pages/desk.html"
        return render_page(request, "pages/refused.html", context, status=status)
    context["layout"] = "pages/alone.html"
    return render(request, "pages/refused.html", context, status=status)


def _heading(status: int) -> str:
    headings: dict[int, str] = {
        403: _("Not open to you"),
        404: _("Nothing here"),
        405: _("Not this way"),
        409: _("Somebody was faster"),
        500: _("This did not work"),
        503: _("Not at this moment"),
    }
    return headings.get(status) or str(_("Refused"))

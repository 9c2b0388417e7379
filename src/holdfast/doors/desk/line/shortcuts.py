"""Keyboard shortcuts: off until somebody turns them on in this browser, on the line's pages only.

Invariants: without them every page loads no script at all; with them, one of ours that presses what
stands on the page anyway.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.entry import DeskRequest, act, page
from holdfast.doors.desk.frame import render_page
from holdfast.pages.cookies import Cookie, drop_cookie, set_cookie

_ON = "on"


def line_page(
    request: DeskRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the line, with the shortcuts where they are turned on."""
    is_on = _is_on(request)
    shown = render_page(request, template, {**context, "shortcuts": is_on}, status=status)
    shown.loads_script = is_on  # read by StrictHeaders
    return shown


@page(Permission.ANSWER_CONTACTS)
def shortcuts(request: DeskRequest) -> HttpResponse:
    """Which keys there are, and the switch."""
    return line_page(request, "desk/line/shortcuts.html", {"is_on": _is_on(request)})


@act(Permission.ANSWER_CONTACTS)
def switch(request: DeskRequest) -> HttpResponse:
    """Turn them on or off in this browser, until it is closed."""
    response = redirect("line:shortcuts")
    if _is_on(request):
        drop_cookie(response, Cookie.KEYS)
    else:
        set_cookie(response, Cookie.KEYS, _ON)
    return response


def _is_on(request: DeskRequest) -> bool:
    return request.COOKIES.get(Cookie.KEYS) == _ON

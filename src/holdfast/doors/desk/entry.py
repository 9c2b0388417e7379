"""Who comes in by the desk's door, and what every view of it is wrapped in.

Invariants:
- Nothing of a view runs before its session was opened anew, and a role of the member permits it.
- Keys are opened at log-in, stay in this process's memory, and go with the session.
- A session that ended shows the log-in page in place of what was asked for, with a status of 403;
  an address that somebody may come back to is remembered in that page's form only.
- What goes wrong below a view is said in words.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string

from holdfast.apps.accounts.errors import LeftError, NoSessionError
from holdfast.apps.accounts.gate import Attempt, Gate
from holdfast.apps.accounts.queries import require
from holdfast.apps.accounts.rules import Permission
from holdfast.apps.accounts.services.login import open_member
from holdfast.apps.accounts.services.sessions import begin_session, end_session, resume_session
from holdfast.apps.keyring.faults import in_words
from holdfast.apps.keyring.memory import Memory
from holdfast.apps.keyring.services.opening import come_to_work
from holdfast.kernel.errors import HoldfastError
from holdfast.pages.cookies import Cookie, drop_cookie, set_cookie

from .attendance import Attendance
from .forms import LogInForm
from .refusals import fault, method_refused, refuse
from .request import DeskRequest

__all__ = ["DeskRequest", "Reception", "act", "open_page", "own_path", "page"]

View = Callable[..., HttpResponse]


class Reception:
    """Middleware that gives each request the gate and the attendance of this process."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer
        self._gate: Gate = import_string(settings.HOLDFAST_GATE)()
        self._attendance = Attendance(self._gate)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; nothing of anybody's is opened here. Raises DisallowedHost."""
        request.get_host()  # a page elsewhere that points its own name at this machine gets nothing
        request.gate, request.clock = self._gate, self._gate.clock
        request.attendance, request.active = self._attendance, None
        return self._answer(request)


def page(permission: Permission) -> Callable[[View], View]:
    """A view for members whom one of their roles permits it: GET, HEAD and POST."""
    return functools.partial(_guarded, permission, frozenset({"GET", "HEAD", "POST"}))


def act(permission: Permission | None) -> Callable[[View], View]:
    """A view that only does something: POST, and then a redirect, or an answer that is shown once.
    None: for every member."""
    return functools.partial(_guarded, permission, frozenset({"POST"}))


def open_page(view: View) -> View:
    """A view for everybody: it gets nobody's keys."""

    @functools.wraps(view)
    def answered(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        return _in_words(request, lambda: view(request, *args, **named))

    return answered


def log_in(request: HttpRequest, attempt: Attempt) -> str:
    """The cookie of a new session, whose keys are opened.

    Raises as `open_member` or `come_to_work` does.
    """
    active = open_member(attempt, request.gate).active
    actor = replace(come_to_work(active), memory=Memory())
    cookie = begin_session(active.unlocked, request.gate)
    request.attendance.arrive(cookie, actor)
    return cookie


def keep_session(request: HttpRequest, response: HttpResponse, cookie: str) -> None:
    """Let the browser hold the session, and let no form from before it count."""
    rotate_token(request)
    set_cookie(response, Cookie.SESSION, cookie)


def log_out(request: DeskRequest, response: HttpResponse) -> None:
    """End this session: in the store, in memory and in the browser."""
    cookie = request.COOKIES.get(Cookie.SESSION, "")
    request.attendance.leave(cookie)
    end_session(cookie)
    drop_cookie(response, Cookie.SESSION)


def own_path(typed: str) -> str:
    """The path, where it is the address of a page on this desk; else the start."""
    if not url_has_allowed_host_and_scheme(typed, allowed_hosts=None) or "?" in typed:
        return "/"
    try:
        resolve(typed)
    except Resolver404:
        return "/"
    return typed


def log_in_page(request: HttpRequest, *, error: HoldfastError | None = None) -> HttpResponse:
    """The log-in page in the place of another one."""
    back = request.path if request.method in {"GET", "HEAD"} else "/"
    form = LogInForm(initial={"back": own_path(back)})
    lost = request.method == "POST"
    context = {"form": form, "error": error, "lost": lost, "lifetime": request.gate.lifetime}
    return render(request, "desk/you/log_in.html", context, status=403)


def _guarded(permission: Permission | None, methods: frozenset[str], view: View) -> View:
    @functools.wraps(view)
    def answered(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        try:
            with in_words():
                _seat(request)
        except (NoSessionError, LeftError) as error:
            return _show_out(request, error)
        except HoldfastError as error:
            return refuse(request, error)

        def answer() -> HttpResponse:
            if permission is not None:
                require(request.active, permission)
            if request.method not in methods:
                return method_refused(request)
            return view(request, *args, **named)

        return _in_words(request, answer)

    answered.permission = permission  # type: ignore[attr-defined]  # read by the walk of addresses
    return answered


def _seat(request: HttpRequest) -> None:
    """Open the session anew, and find its keys. Raises as `resume_session`."""
    cookie = request.COOKIES.get(Cookie.SESSION, "")
    active = resume_session(cookie, request.gate)
    seat = request.attendance.seat(cookie)
    if seat is None:
        raise NoSessionError
    request.seat, request.active = seat, active
    request.actor = replace(seat.actor, roles=active.roles)  # roles can change within a session


def _show_out(request: HttpRequest, error: HoldfastError) -> HttpResponse:
    cookie = request.COOKIES.get(Cookie.SESSION, "")
    request.attendance.leave(cookie)
    response = log_in_page(request, error=error if cookie else None)
    if cookie:
        drop_cookie(response, Cookie.SESSION)
    return response


def _in_words(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer, or the page that says what went wrong."""
    try:
        with in_words():
            return answer()
    except HoldfastError as error:
        return refuse(request, error)
    except (Http404, MultiPartParserError, SuspiciousOperation):
        raise
    except Exception as error:  # noqa: BLE001  (said without its words, and counted in the log)
        return fault(request, error)

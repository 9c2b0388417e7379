"""Coming and going, locking, language and look.

Invariants: only a POST logs in or out, locks, or changes a setting; after it comes a redirect to an
address of this desk and to no other.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from holdfast.apps.accounts.limits import LIMITS, Act
from holdfast.apps.accounts.queries import own_fingerprint
from holdfast.apps.accounts.rules import Permission
from holdfast.apps.accounts.services.parking import lock_member
from holdfast.doors.desk import entry
from holdfast.doors.desk.entry import DeskRequest, act, open_page, own_path, page
from holdfast.doors.desk.forms import LogInForm
from holdfast.doors.desk.frame import navigation, render_page
from holdfast.doors.desk.refusals import method_refused
from holdfast.kernel.errors import HoldfastError
from holdfast.pages.cookies import Cookie, drop_cookie, set_cookie
from holdfast.pages.languages import language_of, look_of

from .forms import LanguageForm, LookForm

GOODBYES = ("logged-out", "sessions-ended", "locked")


@page(Permission.SEE_MEMBERS)
def start(request: DeskRequest) -> HttpResponse:
    """What this member can do here."""
    return render_page(
        request, "desk/you/start.html", {"groups": navigation(request.active.roles, "")}
    )


@page(Permission.KEEP_OWN_KEYS)
def you(request: DeskRequest) -> HttpResponse:
    """Who the member is here, and their settings."""
    context = {
        "roles": sorted(request.active.roles),
        "fingerprint": own_fingerprint(request.active),
        "lifetime": request.gate.lifetime,
        **_switches(request),
    }
    return render_page(request, "desk/you/you.html", context)


@open_page
def log_in(request: HttpRequest) -> HttpResponse:
    """Alias, passphrase, key file, code."""
    if request.method != "POST":
        return _log_in_form(request, LogInForm())
    form = LogInForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            cookie = entry.log_in(request, form.attempt())
        except HoldfastError as error:
            form.add_error(
                None, f"{_(error.message)} {_(error.hint) if error.hint else ''}".strip()
            )
        else:
            response = redirect(own_path(form.cleaned_data["back"]))
            entry.keep_session(request, response, cookie)
            return response
    return _log_in_form(request, form, status=403)


@act(None)  # also who has no role any more must be able to leave
def log_out(request: DeskRequest) -> HttpResponse:
    """End this session."""
    response = redirect("you:gone", how="logged-out")
    entry.log_out(request, response)
    return response


@page(Permission.LOCK_SELF)
def lock(request: DeskRequest) -> HttpResponse:
    """End all sessions of the member and seal their ways in away: first its words, then the act."""
    if request.method != "POST":
        return render_page(request, "desk/you/lock.html", {"limits": LIMITS[Act.LOCK_MEMBER]})
    is_locked = lock_member(request.active, request.active.id)
    request.attendance.dismiss(request.active.id)
    response = redirect("you:gone", how="locked" if is_locked else "sessions-ended")
    drop_cookie(response, Cookie.SESSION)
    return response


@open_page
def gone(request: HttpRequest, how: str) -> HttpResponse:
    """What a member sees who has just left."""
    if how not in GOODBYES:
        raise Http404
    return render(request, "desk/you/gone.html", {"how": how})


@open_page
def language(request: HttpRequest) -> HttpResponse:
    """Keep a language in this browser."""
    if request.method != "POST":
        return method_refused(request)
    form = LanguageForm(request.POST)
    response = redirect(own_path(form.data.get("back", "")))
    if form.is_valid():
        set_cookie(response, Cookie.LANGUAGE, form.cleaned_data["language"])
    return response


@open_page
def look(request: HttpRequest) -> HttpResponse:
    """Keep a look in this browser."""
    if request.method != "POST":
        return method_refused(request)
    form = LookForm(request.POST)
    response = redirect(own_path(form.data.get("back", "")))
    if form.is_valid():
        set_cookie(response, Cookie.LOOK, form.cleaned_data["look"])
    return response


def _log_in_form(request: HttpRequest, form: LogInForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "lifetime": request.gate.lifetime}
    return render(request, "desk/you/log_in.html", context, status=status)


def _switches(request: DeskRequest) -> dict[str, object]:
    back = reverse("you:you")
    return {
        "look_form": LookForm(initial={"look": look_of(request), "back": back}, auto_id="look_%s"),
        "language_form": LanguageForm(
            initial={"language": language_of(request), "back": back}, auto_id="language_%s"
        ),
    }

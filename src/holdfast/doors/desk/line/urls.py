"""Addresses of the line."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.frame import Group, NavItem

from . import (
    acts,
    aside,
    beside,
    call_backs,
    cleaned,
    heard,
    saved,
    seen,
    shortcuts,
    talk,
    views,
)

app_name = "line"
_ONE = "with/<str:conversation>/"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("shelf/<str:shelf>/", views.shelf, name="shelf"),
    path("shelf/<str:shelf>/pages/<int:number>/", views.shelf, name="leaf"),
    path("call/", views.call, name="call"),
    path("take-in/", acts.take_in, name="take-in"),
    path(_ONE, talk.conversation, name="conversation"),
    path(f"{_ONE}pages/<int:number>/", talk.conversation, name="earlier"),
    path(f"{_ONE}words/<str:message>/", views.whole, name="whole"),
    path(f"{_ONE}call/", views.call_again, name="call-again"),
    path(f"{_ONE}file/<str:file>/", views.file, name="file"),
    path(f"{_ONE}file/<str:file>/cleaned/", cleaned.cleaned, name="cleaned"),
    path(f"{_ONE}answer/", acts.answer, name="answer"),
    path(f"{_ONE}note/", acts.note, name="note"),
    path(f"{_ONE}take/", acts.take, name="take"),
    path(f"{_ONE}give-back/", acts.give_back, name="give-back"),
    path(f"{_ONE}hand-over/", acts.hand_over, name="hand-over"),
    path(f"{_ONE}danger/", acts.danger, name="danger"),
    path(f"{_ONE}move/", acts.move, name="move"),
    path(f"{_ONE}put-away/", acts.put_away, name="put-away"),
    path("with/<str:conversation_id>/heard-safe/", heard.safe, name="heard-safe"),
    path(
        "with/<str:conversation_id>/heard-without-word/",
        heard.without_word,
        name="heard-without-word",
    ),
    path(f"{_ONE}more/", beside.more, name="more"),
    path(f"{_ONE}later/", beside.put_off, name="later"),
    path(f"{_ONE}bring-back/", beside.bring_back, name="bring-back"),
    path(f"{_ONE}lost/", beside.lose, name="lose"),
    path(f"{_ONE}found/", beside.found_again, name="found-again"),
    path(f"{_ONE}hostile/", beside.propose_hostile, name="hostile"),
    path(f"{_ONE}hostile/confirm/", beside.confirm_hostile, name="confirm-hostile"),
    path(f"{_ONE}hostile/undo/", beside.undo_hostile, name="undo-hostile"),
    path(f"{_ONE}merge/", beside.merge, name="merge"),
    path(f"{_ONE}part/", beside.part, name="part"),
    path(f"{_ONE}not-reached/", beside.not_reached, name="not-reached"),
    path(f"{_ONE}seen/", seen.seen, name="seen"),
    path(f"{_ONE}link/", seen.link, name="link"),
    path(f"{_ONE}saved/", saved.insert, name="insert"),
    path("call-backs/", call_backs.call_backs, name="call-backs"),
    path("aside/<str:tray>/", aside.aside, name="aside"),
    path("aside/<str:tray>/skim/", aside.skim, name="skim"),
    path("saved/", saved.replies, name="saved"),
    path("saved/add/", saved.add, name="saved-add"),
    path("saved/<str:reply>/", saved.change, name="saved-change"),
    path("saved/<str:reply>/sign/", saved.sign, name="saved-sign"),
    path("saved/<str:reply>/retire/", saved.retire, name="saved-retire"),
    path("asked/", seen.asked, name="asked"),
    path("shortcuts/", shortcuts.shortcuts, name="shortcuts"),
    path("shortcuts/switch/", shortcuts.switch, name="shortcuts-switch"),
]
NAV = [
    NavItem(_("All waiting"), "line:inbox", Group.LINE, Permission.ANSWER_CONTACTS),
    NavItem(_("Log a call"), "line:call", Group.LINE, Permission.ANSWER_CONTACTS),
    NavItem(_("To call back"), "line:call-backs", Group.LINE, Permission.ANSWER_CONTACTS),
    NavItem(_("Saved replies"), "line:saved", Group.LINE, Permission.ANSWER_CONTACTS),
    NavItem(_("Questions asked"), "line:asked", Group.LINE, Permission.GRANT_CASES),
]

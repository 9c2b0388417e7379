"""Addresses of the line."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.frame import Group, NavItem

from . import acts, cleaned, heard, views

app_name = "line"
_ONE = "with/<str:conversation>/"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("shelf/<str:shelf>/", views.shelf, name="shelf"),
    path("shelf/<str:shelf>/pages/<int:number>/", views.shelf, name="leaf"),
    path("call/", views.call, name="call"),
    path("take-in/", acts.take_in, name="take-in"),
    path(_ONE, views.conversation, name="conversation"),
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
]
NAV = [
    NavItem(_("All waiting"), "line:inbox", Group.LINE, Permission.ANSWER_CONTACTS),
    NavItem(_("Log a call"), "line:call", Group.LINE, Permission.ANSWER_CONTACTS),
]

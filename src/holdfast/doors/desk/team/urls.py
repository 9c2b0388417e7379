"""Addresses of the team's side of the line."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.frame import Group, NavItem

from . import hand_over, load, press, rota, views
from .banners import untaken_hand_overs

app_name = "team"
_SHIFT = "rota/<str:shift>/"
_ONE = "press/<str:interview>/"
urlpatterns = [
    path("", views.team, name="team"),
    path("settings/", views.settings, name="settings"),
    path("told/", views.told, name="told"),
    path("rota/", rota.rota, name="rota"),
    path(f"{_SHIFT}offer/", rota.offer, name="offer"),
    path(f"{_SHIFT}take/", rota.take, name="take-shift"),
    path(f"{_SHIFT}drop/", rota.drop, name="drop"),
    path("hand-over/", hand_over.write, name="write"),
    path("hand-over/<str:card>/", hand_over.hand_over, name="hand-over"),
    path("hand-over/<str:card>/take/", hand_over.take, name="take"),
    path("load/", load.load, name="load"),
    path("press/", press.press, name="press"),
    path(_ONE, press.interview, name="interview"),
    path(f"{_ONE}conditions/", press.conditions, name="conditions"),
    path(f"{_ONE}confirm/", press.confirm, name="confirm"),
    path(f"{_ONE}refuse/", press.refuse, name="refuse"),
    path(f"{_ONE}met/", press.met, name="met"),
    path(f"{_ONE}printed/", press.printed, name="printed"),
    path(f"{_ONE}testimony/", press.testimony, name="testimony"),
    path(f"{_ONE}once/", press.once, name="once"),
    path(f"{_ONE}share/", press.share, name="share"),
]
NAV = [
    NavItem(_("Team"), "team:team", Group.LINE, Permission.ANSWER_CONTACTS),
    NavItem(_("Press requests"), "team:press", Group.RECORD, Permission.TAKE_TESTIMONY),
]
BANNERS = [untaken_hand_overs]

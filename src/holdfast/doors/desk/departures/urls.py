"""Addresses of the departures board."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.frame import Group, NavItem

from . import views

app_name = "departures"
urlpatterns = [
    path("", views.board, name="board"),
    path("still/", views.still, name="still"),
    path("still/<int:number>/", views.still, name="leaf"),
    path("told/", views.told, name="told"),
    path("settle/", views.settle, name="settle"),
    path("<str:case_id>/<str:check_in>/", views.check_in, name="check-in"),
]
NAV = [NavItem(_("Departures"), "departures:board", Group.WORK, Permission.PLAN_JOURNEYS)]

"""Addresses of a loss."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.frame import Group, NavItem

from . import replan, views

app_name = "lost"
urlpatterns = [
    path("", views.lost, name="lost"),
    path("replan/", replan.replan, name="replan"),
    path("replan/<str:case_id>/<str:journey>/<str:leg>/free/", replan.free, name="free"),
    path("<str:kind>/<str:lost_id>/", views.exposed, name="list"),
    path("<str:kind>/<str:lost_id>/calls/", views.calls, name="calls"),
    path("<str:kind>/<str:lost_id>/stop/", views.stop, name="stop"),
    path("<str:kind>/<str:lost_id>/halt/", views.halt, name="halt"),
    path("place/<str:place_id>/burn/", views.burn, name="burn"),
    path("member/<str:member_id>/lock/", views.lock, name="lock"),
    path("member/<str:member_id>/keys/", views.keys, name="keys"),
    path("member/<str:member_id>/rotate/", views.rotate, name="rotate"),
]
NAV = [NavItem(_("Lost!"), "lost:lost", Group.WORK, Permission.WORK_CASES)]

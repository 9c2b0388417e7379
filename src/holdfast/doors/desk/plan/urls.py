"""Addresses of the planner's view."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.frame import Group, NavItem

from . import rides, searching, views

app_name = "plan"
urlpatterns = [
    path("", views.plan, name="plan"),
    path("search/", searching.search, name="search"),
    path("search/stop/", searching.stop, name="stop"),
    path("rides/", rides.rides, name="rides"),
    path("rides/<str:case_id>/<str:journey>/<str:leg>/", rides.ride, name="ride"),
    path("<str:case_id>/", views.household, name="case"),
]
NAV = [
    NavItem(_("Beds to find"), "plan:plan", Group.WAYS, Permission.PLAN_JOURNEYS),
    NavItem(_("Rides to plan"), "plan:rides", Group.WAYS, Permission.PLAN_JOURNEYS),
]

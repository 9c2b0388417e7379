"""Addresses of vehicles."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.frame import Group, NavItem

from . import views

app_name = "vehicles"
urlpatterns = [
    path("", views.vehicles, name="vehicles"),
    path("add/", views.add, name="add"),
    path("<str:vehicle_id>/", views.vehicle, name="vehicle"),
    path("<str:vehicle_id>/change/", views.change, name="change"),
    path("<str:vehicle_id>/plate/", views.plate, name="plate"),
    path("<str:vehicle_id>/give/", views.give, name="give"),
]
NAV = [NavItem(_("Vehicles"), "vehicles:vehicles", Group.WAYS, Permission.WORK_CASES)]

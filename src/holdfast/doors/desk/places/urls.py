"""Addresses of safe places."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.frame import Group, NavItem

from . import views

app_name = "places"
urlpatterns = [
    path("", views.places, name="places"),
    path("pages/<int:number>/", views.places, name="leaf"),
    path("add/", views.add, name="add"),
    path("<str:place_id>/", views.place, name="place"),
    path("<str:place_id>/change/", views.change, name="change"),
    path("<str:place_id>/address/", views.address, name="address"),
    path("<str:place_id>/known/", views.known, name="known"),
    path("<str:place_id>/give/", views.give, name="give"),
]
NAV = [NavItem(_("Places"), "places:places", Group.WAYS, Permission.WORK_CASES)]

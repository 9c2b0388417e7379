"""Addresses of programmes."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.frame import Group, NavItem

from . import views

app_name = "pathways"
urlpatterns = [
    path("", views.programmes, name="programmes"),
    path("add/", views.add, name="add"),
    path("<str:programme_id>/", views.programme, name="programme"),
    path("<str:programme_id>/change/", views.change, name="change"),
    path("<str:programme_id>/verify/", views.verify, name="verify"),
]
NAV = [NavItem(_("Pathways"), "pathways:programmes", Group.WAYS, Permission.WORK_CASES)]

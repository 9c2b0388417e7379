"""Addresses of helpers on the road."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.frame import Group, NavItem

from . import views

app_name = "helpers"
urlpatterns = [
    path("", views.helpers, name="helpers"),
    path("<str:helper_id>/", views.helper, name="helper"),
    path("<str:helper_id>/terms/", views.terms, name="terms"),
]
NAV = [NavItem(_("Helpers"), "helpers:helpers", Group.WAYS, Permission.WORK_CASES)]

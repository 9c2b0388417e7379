"""Addresses of the people of the network."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.frame import Group, NavItem

from . import vetting, views

app_name = "network"
urlpatterns = [
    path("", views.network, name="network"),
    path("add/", views.add, name="add"),
    path("<str:helper_id>/", views.helper, name="helper"),
    path("<str:helper_id>/change/", views.change, name="change"),
    path("<str:helper_id>/who/", views.who, name="who"),
    path("<str:helper_id>/give/", views.give, name="give"),
    path("<str:helper_id>/vetting/", vetting.vetting, name="vetting"),
    path("<str:helper_id>/vetting/signal/", vetting.vet_signal, name="vet-signal"),
    path("<str:helper_id>/vetting/numbers/", vetting.vet_numbers, name="vet-numbers"),
    path("<str:helper_id>/vetting/<str:claim>/", vetting.vet_claim, name="vet-claim"),
]
NAV = [NavItem(_("Network"), "network:network", Group.WAYS, Permission.WORK_CASES)]

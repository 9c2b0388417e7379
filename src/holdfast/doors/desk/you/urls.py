"""Addresses of what is a member's own."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.frame import Group, NavItem

from . import views

app_name = "you"
urlpatterns = [
    path("", views.you, name="you"),
    path("log-in/", views.log_in, name="log-in"),
    path("log-out/", views.log_out, name="log-out"),
    path("lock/", views.lock, name="lock"),
    path("gone/<str:how>/", views.gone, name="gone"),
    path("language/", views.language, name="language"),
    path("look/", views.look, name="look"),
]
NAV = [
    NavItem(_("Keys and settings"), "you:you", Group.YOU, Permission.KEEP_OWN_KEYS),
    NavItem(_("Lock me"), "you:lock", Group.YOU, Permission.LOCK_SELF),
]

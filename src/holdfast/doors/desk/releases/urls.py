"""Addresses of releases."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.frame import Group, NavItem

from . import judging, leaving, views

app_name = "releases"
urlpatterns = [
    path("", views.releases, name="releases"),
    path("new/", views.draft, name="draft"),
    path("recalls/", leaving.recalls, name="recalls"),
    path("<str:release_id>/", views.release, name="release"),
    path("<str:release_id>/add/<str:kind>/", views.add, name="add"),
    path("<str:release_id>/parts/<str:part_id>/", views.reword, name="reword"),
    path("<str:release_id>/remove/", views.remove, name="remove"),
    path("<str:release_id>/share/", views.share, name="share"),
    path("<str:release_id>/reopen/", views.reopen, name="reopen"),
    path("<str:release_id>/check/", judging.check, name="check"),
    path("<str:release_id>/hits/", judging.hits, name="hits"),
    path("<str:release_id>/names/", judging.names, name="names"),
    path("<str:release_id>/sign/", leaving.sign, name="sign"),
    path("<str:release_id>/let-out/", leaving.let_it_out, name="let-out"),
    path("<str:release_id>/files/", leaving.files, name="files"),
    path("<str:release_id>/recall/", leaving.call_back, name="recall"),
]
NAV = [
    NavItem(_("Releases"), "releases:releases", Group.RECORD, Permission.RELEASE),
    NavItem(_("To be recalled"), "releases:recalls", Group.RECORD, Permission.RELEASE),
]

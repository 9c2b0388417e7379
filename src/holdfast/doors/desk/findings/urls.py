"""Addresses of the findings."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.frame import Group, NavItem

from . import joining, views

app_name = "findings"
urlpatterns = [
    path("", views.findings, name="findings"),
    path("found/", views.found, name="found"),
    path("bring/", views.bring, name="bring"),
    path("members/", views.members, name="members"),
    path("links/<str:link_id>/undo/", joining.undo, name="undo"),
    path("<str:finding_id>/", views.finding, name="finding"),
    path("<str:finding_id>/said/<int:number>/", views.said, name="said"),
    path("<str:finding_id>/against/<int:number>/", views.against, name="against"),
    path("<str:finding_id>/judge/", views.judge, name="judge"),
    path("<str:finding_id>/figures/<str:place>.png", views.figures, name="figures"),
    path("<str:finding_id>/testimony/", joining.testimony, name="testimony"),
    path("<str:finding_id>/statements/<str:statement_id>/", views.statement, name="statement"),
    path("<str:finding_id>/statements/<str:statement_id>/link/", joining.link, name="link"),
]
NAV = [NavItem(_("Findings"), "findings:findings", Group.RECORD, Permission.READ_FINDINGS)]

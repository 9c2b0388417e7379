"""Addresses of cases."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.frame import Group, NavItem

from . import access, changing, journeys, placing, queue, views

app_name = "cases"
urlpatterns = [
    path("", queue.cases, name="cases"),
    path("pages/<int:number>/", queue.cases, name="leaf"),
    path("closed/", queue.closed, name="closed"),
    path("closed/pages/<int:number>/", queue.closed, name="closed-leaf"),
    path("open/", views.open_new, name="open"),
    path("hand-over/", access.hand_over_cases, name="hand-over"),
    path("<str:case_id>/", views.case, name="case"),
    path("<str:case_id>/why/<str:part>/", views.why, name="why"),
    path("<str:case_id>/change/", changing.change, name="change"),
    path("<str:case_id>/fact/", changing.fact, name="fact"),
    path("<str:case_id>/identity/", changing.identity, name="identity"),
    path("<str:case_id>/close/", changing.close, name="close"),
    path("<str:case_id>/reopen/", changing.reopen, name="reopen"),
    path("<str:case_id>/aftercare/", changing.aftercare, name="aftercare"),
    path("<str:case_id>/shred/", changing.shred, name="shred"),
    path("<str:case_id>/access/", access.access, name="access"),
    path("<str:case_id>/access/end/", access.end, name="end-access"),
    path("<str:case_id>/place/", placing.place, name="place"),
    path("<str:case_id>/stay/<str:stay>/end/", placing.end, name="end-stay"),
    path("<str:case_id>/plan/", journeys.plan, name="plan"),
    path("<str:case_id>/journeys/<str:journey>/", journeys.journey, name="journey"),
    path("<str:case_id>/journeys/<str:journey>/move/", journeys.move, name="move"),
]
NAV = [NavItem(_("Cases"), "cases:cases", Group.WORK, Permission.WORK_CASES)]

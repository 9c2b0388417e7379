"""Addresses of cases."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.frame import Group, NavItem

from . import (
    access,
    approvals,
    changing,
    flags,
    instruments,
    journeys,
    pathways,
    placing,
    risk,
    supervision,
    telling,
    threats,
    traces,
    vetting,
    views,
)

app_name = "cases"
urlpatterns = [
    path("", views.cases, name="cases"),
    path("closed/", views.closed, name="closed"),
    path("open/", views.open_new, name="open"),
    path("hand-over/", access.hand_over_cases, name="hand-over"),
    path("supervision/", supervision.supervision, name="supervision"),
    path("instruments/", instruments.instruments, name="instruments"),
    path("instruments/<str:name>/", instruments.instrument, name="instrument"),
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
    path("<str:case_id>/journeys/<str:journey>/tell/", telling.tell, name="tell"),
    path("<str:case_id>/journeys/<str:journey>/tell/next/", telling.tell_next, name="tell-next"),
    path("<str:case_id>/journeys/<str:journey>/tell/hand/", telling.hand, name="hand-part"),
    path("<str:case_id>/journeys/<str:journey>/tell/end/", telling.end, name="end-part"),
    path("<str:case_id>/journeys/<str:journey>/move/", journeys.move, name="move"),
    path("<str:case_id>/vetting/", vetting.vetting, name="vetting"),
    path("<str:case_id>/vetting/signal/", vetting.vet_signal, name="vet-signal"),
    path("<str:case_id>/vetting/<str:claim>/", vetting.vet_claim, name="vet-claim"),
    path("<str:case_id>/risk/", risk.risk, name="risk"),
    path("<str:case_id>/risk/raise/", risk.raise_by_judgement, name="raise-need"),
    path("<str:case_id>/risk/lower/", risk.lower, name="lower-need"),
    path("<str:case_id>/approvals/", approvals.approvals, name="approvals"),
    path(
        "<str:case_id>/approvals/<str:approval>/", approvals.decide_approval, name="decide-approval"
    ),
    path("<str:case_id>/journeys/<str:journey>/tick/", journeys.tick, name="tick"),
    path("<str:case_id>/pathways/", pathways.pathways, name="pathways"),
    path("<str:case_id>/pathways/<str:pathway>/", pathways.pathway, name="pathway"),
    path(
        "<str:case_id>/pathways/<str:pathway>/deadline/", pathways.deadline, name="pathway-deadline"
    ),
    path("<str:case_id>/pathways/<str:pathway>/done/", pathways.done, name="pathway-done"),
    path("<str:case_id>/pathways/<str:pathway>/slot/", pathways.slot, name="pathway-slot"),
    path("<str:case_id>/traces/", traces.traces, name="traces"),
    path("<str:case_id>/traces/<str:trace>/gone/", traces.gone, name="trace-gone"),
    path("<str:case_id>/threats/", threats.threats, name="threats"),
    path("<str:case_id>/threats/add/", threats.add, name="add-threat"),
    path("<str:case_id>/threats/<str:threat>/", threats.change, name="change-threat"),
    path("<str:case_id>/threats/<str:threat>/who/", threats.who, name="threat-who"),
    path("<str:case_id>/flags/", flags.flags, name="flags"),
    path("<str:case_id>/flags/<str:flag>/", flags.lift, name="lift-flag"),
]
NAV = [NavItem(_("Cases"), "cases:cases", Group.WORK, Permission.WORK_CASES)]

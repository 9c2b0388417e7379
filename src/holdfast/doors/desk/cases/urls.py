"""Addresses of cases."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.frame import Group, NavItem

from . import (
    access,
    changing,
    closing,
    devices,
    documents,
    health,
    household,
    journeys,
    letterbox,
    money,
    placing,
    referrals,
    views,
)

app_name = "cases"
urlpatterns = [
    path("", views.cases, name="cases"),
    path("closed/", views.closed, name="closed"),
    path("open/", views.open_new, name="open"),
    path("hand-over/", access.hand_over_cases, name="hand-over"),
    path("money/", money.ledger, name="ledger"),
    path("referrals/", letterbox.letterbox, name="letterbox"),
    path("referrals/begin/", letterbox.begin, name="begin-letterbox"),
    path("referrals/let-in/", letterbox.let_in, name="let-in"),
    path("referrals/shut-out/", letterbox.shut_out, name="shut-out"),
    path("referrals/incoming/<str:record>/", letterbox.incoming, name="incoming"),
    path("referrals/organisations/<str:record>/forget/", letterbox.forget, name="forget-partner"),
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
    path("<str:case_id>/documents/", documents.documents, name="documents"),
    path("<str:case_id>/documents/<str:record>/", documents.document, name="document"),
    path("<str:case_id>/documents/<str:record>/remove/", documents.remove, name="remove-document"),
    path("<str:case_id>/devices/", devices.devices, name="devices"),
    path("<str:case_id>/devices/<str:record>/", devices.device, name="device"),
    path("<str:case_id>/devices/<str:record>/remove/", devices.remove, name="remove-device"),
    path("<str:case_id>/household/", household.household, name="household"),
    path("<str:case_id>/household/<str:record>/", household.member, name="member"),
    path("<str:case_id>/household/<str:record>/confirm/", household.confirm, name="confirm"),
    path("<str:case_id>/household/<str:record>/remove/", household.remove, name="remove-member"),
    path("<str:case_id>/ties/<str:record>/remove/", household.remove_tie, name="remove-tie"),
    path("<str:case_id>/money/", money.money, name="money"),
    path("<str:case_id>/money/<str:record>/", money.payment, name="payment"),
    path("<str:case_id>/money/<str:record>/approve/", money.approve, name="approve-payment"),
    path("<str:case_id>/money/<str:record>/withdraw/", money.withdraw, name="withdraw-payment"),
    path("<str:case_id>/money/<str:record>/receipt/", money.receive, name="add-receipt"),
    path("<str:case_id>/money/<str:record>/receipt/<int:number>/", money.receipt, name="receipt"),
    path("<str:case_id>/health/", health.health, name="health"),
    path("<str:case_id>/health/why/", health.why, name="health-why"),
    path("<str:case_id>/health/access/", health.access, name="health-access"),
    path("<str:case_id>/health/access/end/", health.end, name="end-health"),
    path("<str:case_id>/health/<str:record>/", health.entry, name="health-entry"),
    path("<str:case_id>/health/<str:record>/remove/", health.remove, name="remove-health"),
    path("<str:case_id>/health/<str:record>/review/", health.review, name="review-screen"),
    path("<str:case_id>/referrals/", referrals.referrals, name="referrals"),
    path("<str:case_id>/referrals/<str:record>/", referrals.referral, name="referral"),
    path("<str:case_id>/keeping/", closing.keeping, name="keeping"),
]
NAV = [
    NavItem(_("Cases"), "cases:cases", Group.WORK, Permission.WORK_CASES),
    NavItem(_("Money"), "cases:ledger", Group.WORK, Permission.GRANT_CASES),
    NavItem(_("Referrals"), "cases:letterbox", Group.WORK, Permission.WORK_CASES),
]

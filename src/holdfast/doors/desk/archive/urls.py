"""Addresses of the archive."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.frame import Group, NavItem

from . import exhibits, views

app_name = "archive"
urlpatterns = [
    path("", views.archive, name="archive"),
    path("pages/<int:number>/", views.archive, name="leaf"),
    path("new/", views.take, name="take"),
    path("checks/", exhibits.check_due, name="check-due"),
    path("exhibits/<str:exhibit_id>/", exhibits.exhibit, name="exhibit"),
    path("exhibits/<str:exhibit_id>/file/", exhibits.download, name="download"),
    path("exhibits/<str:exhibit_id>/cleaned/", exhibits.cleaned, name="cleaned"),
    path("exhibits/<str:exhibit_id>/proof/", exhibits.proof, name="proof"),
    path("exhibits/<str:exhibit_id>/hand-over/", exhibits.hand_on, name="hand-over"),
    path("exhibits/<str:exhibit_id>/receive/", exhibits.take_in, name="receive"),
    path("exhibits/<str:exhibit_id>/check/", exhibits.check, name="check"),
    path("exhibits/<str:exhibit_id>/copy/", exhibits.copy, name="copy"),
    path("exhibits/<str:exhibit_id>/discard/", exhibits.discard, name="discard"),
    path("<str:testimony_id>/", views.testimony, name="testimony"),
    path("<str:testimony_id>/paragraphs/", views.add, name="add"),
    path("<str:testimony_id>/paragraphs/<str:paragraph_id>/", views.reword, name="reword"),
    path("<str:testimony_id>/agree/", views.agree, name="agree"),
    path("<str:testimony_id>/take-back/", views.take_back, name="take-back"),
    path("<str:testimony_id>/who/", views.who, name="who"),
    path("<str:testimony_id>/grant/", views.grant, name="grant"),
    path("<str:testimony_id>/destroy/", views.destroy, name="destroy"),
    path("<str:testimony_id>/exhibits/", exhibits.enter, name="enter"),
]
NAV = [NavItem(_("Archive"), "archive:archive", Group.RECORD, Permission.TAKE_TESTIMONY)]

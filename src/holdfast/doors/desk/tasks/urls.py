"""The address of what is to be done."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from holdfast.apps.accounts.rules import Permission
from holdfast.doors.desk.frame import Group, NavItem

from . import views

app_name = "tasks"
urlpatterns = [
    path("", views.tasks, name="tasks"),
    path("pages/<int:number>/", views.tasks, name="leaf"),
    path("others/", views.theirs, name="theirs"),
    path("others/pages/<int:number>/", views.theirs, name="theirs-leaf"),
]
NAV = [NavItem(_("Tasks"), "tasks:tasks", Group.WORK, Permission.WORK_CASES)]

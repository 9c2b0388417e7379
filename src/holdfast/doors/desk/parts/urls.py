"""The address of the parts."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "parts"
urlpatterns = [path("", views.parts, name="parts")]
NAV = ()  # reached by who builds pages; nobody's work is there

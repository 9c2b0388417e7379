"""Every address of the desk: those of its rooms, the start, and the files that pages load."""

from __future__ import annotations

from django.urls import include, path

from holdfast.pages.fixed import serve

from .rooms import ROOMS
from .you.views import start

urlpatterns = [
    path("", start, name="start"),
    path("-/<str:address>", serve, name="fixed"),
    *[path(f"{room}/", include(f"{__package__}.{room}.urls")) for room in ROOMS],
]
handler400 = f"{__package__}.refusals.malformed"
handler403 = f"{__package__}.refusals.forbidden"
handler404 = f"{__package__}.refusals.unknown"
handler500 = f"{__package__}.refusals.broken"

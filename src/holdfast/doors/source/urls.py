"""The addresses of the door: few, and none that says what somebody does there."""

from __future__ import annotations

from django.urls import path

from . import pages, views

urlpatterns = [
    path("", views.start, name="start"),
    path("style.css", pages.style, name="style"),
    path("go", views.go, name="go"),
    path("next", views.next_question, name="next"),
    path("send", views.send, name="send"),
    path("files", views.files, name="files"),
    path("code", views.code, name="code"),
    path("box", views.box, name="box"),
    path("<str:language>/", views.start, name="start_in"),
    path("<str:language>/code", views.code, name="code_in"),
]
handler400 = "holdfast.doors.source.views.not_understood"
handler403 = "holdfast.doors.source.views.not_understood"
handler404 = "holdfast.doors.source.views.not_here"
handler500 = "holdfast.doors.source.views.broken"

"""The addresses of the door: few, and none that says what somebody does there."""

from __future__ import annotations

from django.urls import path

from . import errands, pages, returning, writing

urlpatterns = [
    path("", writing.start, name="start"),
    path("style.css", pages.style, name="style"),
    path("go", writing.go, name="go"),
    path("next", writing.next_question, name="next"),
    path("send", writing.send, name="send"),
    path("files", returning.files, name="files"),
    path("code", returning.code, name="code"),
    path("box", returning.box, name="box"),
    path("w/<str:linked>", errands.handed, name="handed"),
    path("<str:language>/", writing.start, name="start_in"),
    path("<str:language>/code", returning.code, name="code_in"),
    path("<str:language>/w/<str:linked>", errands.handed, name="handed_in"),
]
handler400 = "holdfast.doors.source.entry.not_understood"
handler403 = "holdfast.doors.source.entry.not_understood"
handler404 = "holdfast.doors.source.entry.not_here"
handler500 = "holdfast.doors.source.entry.broken"

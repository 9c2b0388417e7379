"""A documenter at the desk with a testimony of two paragraphs, all through the forms."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.doors.desk.stage import Desk, Visitor

from holdfast.apps.accounts.rules import Role
from holdfast.apps.archive.queries.testimony import Told as Read
from holdfast.apps.archive.queries.testimony import testimony as read_testimony
from holdfast.apps.archive.rules import TestimonyId
from holdfast.apps.keyring.rules import ScopeId

WIRES = "They fixed wires to my hands and turned a handle."
CELLAR = "I was held in a cellar in Ostrana for nine days."
TESTIMONY = {
    "changed_name": "Vesna Lor",
    "language": "Tervenian",
    "taken": "2031-W14",
    "taken_by": "k7m-2xq",
    "account": "first account",
    "real_name": "Irma Kasto",
    "other_names": "Irmushka\nI. Kasto",
    "case": "",
}
PARAGRAPH = {
    "text": CELLAR,
    "ground": "consent",
    "language": "Tervenian",
    "day": "2031-04-02",
}
EXHIBIT = {
    "title": "Photograph of the gate",
    "collected_by": "k7m-2xq",
    "collected": "2031-04",
    "where_from": "sent by the witness",
    "tool": "",
    "context": "",
}
PHOTOGRAPH = b"\xff\xd8\xff\xe0 the gate at Ostrelle " * 9000


@dataclass
class Told:
    """The documenter's browser, and the testimony."""

    desk: Desk
    worker: Visitor
    id: str

    @property
    def path(self) -> str:
        return f"/archive/{self.id}/"

    @property
    def read(self) -> Read:
        return read_testimony(self.worker.actor, TestimonyId(ScopeId(self.id)))

    @property
    def paragraphs(self) -> list[str]:
        return [paragraph.id for paragraph in self.read.testimony.paragraphs]

    def agree(self, *which: int, **more: Any) -> Any:
        """Send the form about what they agree to."""
        typed = {
            "paragraphs": [self.paragraphs[number] for number in which],
            "use": "publish",
            "ground": "consent",
            "language": "Tervenian",
            "day": "2031-04-02",
            "revision": self.read.revision,
        }
        return self.worker.post(f"{self.path}agree/", typed | more)

    def enter(self, content: bytes = PHOTOGRAPH, **more: Any) -> Any:
        """Send the form with a file."""
        file = SimpleUploadedFile("the gate.jpg", content, "image/jpeg")
        return self.worker.post(f"{self.path}exhibits/", EXHIBIT | more | {"file": file})


def take(desk: Desk) -> Told:
    worker = desk.join("worker", Role.DOCUMENTER, Role.COORDINATOR, Role.ANALYST)
    answer = worker.post("/archive/new/", TESTIMONY)
    assert answer.status_code == 302, words(answer)
    told = Told(desk, worker, answer["Location"].strip("/").rpartition("/")[2])
    for text in (CELLAR, WIRES):
        worker.post(f"{told.path}paragraphs/", PARAGRAPH | {"text": text})
    return told


def hidden(answer: Any, name: str) -> str:
    """The value of a hidden field on a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found, words(answer)
    return found[1]


def words(answer: Any) -> str:
    """What a page says, without its tags."""
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(html.unescape(text).split())

"""The desk's pages with a marker in every form, upload and error page.

    python -m tests.canary.desk_life SITE [LEAK]

It ends like a power cut.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.canary.markers import EVERYTHING, compressed
from tests.doors.desk.addresses import all_addresses
from tests.doors.desk.archive.cast import EXHIBIT, TESTIMONY
from tests.doors.desk.stage import Desk, Visitor, standing

from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.services.line import found_line
from holdfast.pages.uploads import HeldInMemory

WORDS = (
    "title", "collected_by", "where_from", "tool", "context", "text", "words", "summary", "says",
    "next_action", "reason", "alias", "name", "reach", "passphrase", "real_name", "changed_name",
    "audience", "heading", "language", "back",
)  # fmt: skip
FORM = dict.fromkeys(WORDS, EVERYTHING)


def live(desk: Desk) -> None:
    """Everything that somebody can send to the desk, from inside and from outside."""
    worker = desk.join("worker", *Role)
    found_line(actor=desk.visit("lead").actor)
    everywhere(worker)
    everything_wrong(worker)
    everything_wrong(desk.outsider())
    told = {**TESTIMONY, "real_name": EVERYTHING, "other_names": EVERYTHING}
    testimony = worker.post("/archive/new/", told)["Location"]
    shown = {**EXHIBIT, "title": EVERYTHING, "context": EVERYTHING, "file": a_file()}
    answer = worker.post(f"{testimony}exhibits/", shown)
    assert answer.status_code == 302
    assert EVERYTHING in worker.get(answer["Location"]).content.decode()


def everywhere(visitor: Visitor) -> None:
    """Every address of the desk, with markers in its form and a file beside them."""
    for name, at in all_addresses().items():
        if name not in {"you:lock", "you:log-out", "you:log-in"}:
            where = reverse(name, kwargs=dict(at.arguments))
            visitor.post(where, {**FORM, "record": a_file(), "key_file": a_file()})
            visitor.get(f"{where}?{EVERYTHING}", headers={"user-agent": EVERYTHING})


def everything_wrong(visitor: Visitor) -> None:
    """Addresses that there are not, bodies that break off, and more than a form takes."""
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{EVERYTHING}"\r\n\r\n'
    kind = "multipart/form-data; boundary=x"
    for where in ("/archive/new/", "/findings/bring/", "/you/log-in/", f"/{EVERYTHING}/"):
        body = (head + EVERYTHING * 30_000).encode()
        visitor.generic("POST", where, body, content_type=kind)
        visitor.post(where, {"text": EVERYTHING * 30_000})


def a_file() -> SimpleUploadedFile:
    """A file that Django would spool, were it let."""
    content = EVERYTHING.encode() * 3000 + compressed(EVERYTHING)
    return SimpleUploadedFile(f"../{EVERYTHING}.json", content)


def leak() -> None:
    """Break the build: what is held in memory also goes to a temporary file."""
    held = HeldInMemory.receive_data_chunk

    def spooling(self: HeldInMemory, raw_data: bytes, start: int) -> None:
        with (Path(tempfile.gettempdir()) / "spool").open("ab") as file:
            file.write(raw_data)
        held(self, raw_data, start)

    HeldInMemory.receive_data_chunk = spooling


if __name__ == "__main__":
    where, *ways = sys.argv[1:]
    if ways:
        leak()
    with standing(Path(where)) as stands:
        if ways:
            stands.outsider().post("/you/log-in/", {**FORM, "key_file": a_file()})
        else:
            live(stands)
        os._exit(0)

"""The door's life with a marker in every form, upload and error page, until the desk took it in.

    python -m tests.canary.door_life SITE TRACE [LEAK]

It ends like a power cut. TRACE gets the codes that were shown and what pages carried: neither may
stand anywhere else.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import tempfile
from pathlib import Path

from tests.apps import stage

stage.prepare()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from tests.apps.intake.cast import LineTeam, open_line  # noqa: E402
from tests.canary.markers import EVERYTHING, compressed  # noqa: E402
from tests.doors.lies import lies  # noqa: E402
from tests.doors.source.stage import Browser, door_settings  # noqa: E402

from holdfast.apps.intake.queries.conversations import conversation  # noqa: E402
from holdfast.apps.intake.records import Caller  # noqa: E402
from holdfast.apps.intake.rules import Danger  # noqa: E402
from holdfast.apps.intake.services import mailboxes  # noqa: E402
from holdfast.apps.intake.services.calls import Call, log_call  # noqa: E402
from holdfast.apps.intake.services.conversations import answer, judge_danger, note  # noqa: E402
from holdfast.apps.intake.services.uploads import Upload  # noqa: E402
from holdfast.apps.keyring.errors import StoreFullError  # noqa: E402

SECRETS: list[str] = []


def live() -> None:
    """Everything that somebody outside can send, and what the team does with it."""
    line = open_line()
    with door_settings():
        browser = Browser()
        code = everything_on_the_way_in(browser)
        at_the_desk(line, code)
        everything_in_the_mailbox(browser, code)
        everything_wrong(browser)
        line.take_in()
    found = conversation(actor=line.mira, conversation=line.rows()[0].id)
    assert EVERYTHING in found.messages[0].text


def everything_on_the_way_in(browser: Browser) -> str:
    browser.get(f"/{EVERYTHING}/")
    browser.send("/go", way="help", **dict.fromkeys(("language", "slip", "x"), EVERYTHING))
    browser.send("/next", move="next", answer=EVERYTHING)
    browser.send("/next", move="write", answer="now")
    browser.send("/send", text=EVERYTHING)
    code = browser.code
    SECRETS.extend((code, code.replace(" ", ""), browser.hidden("slip")))
    piece = EVERYTHING.encode()
    names = [f"{EVERYTHING}.jpg", f"../../{EVERYTHING}"]
    files = [SimpleUploadedFile(name, piece * 3000 + compressed(EVERYTHING)) for name in names]
    assert "2 files are stored" in " ".join(browser.send("/files", files=files).split())
    return code


def at_the_desk(line: LineTeam, code: str) -> None:
    line.take_in()
    one = line.rows()[0].id
    answer(actor=line.mira, conversation=one, text=EVERYTHING, clock=line.clock)
    note(actor=line.mira, conversation=one, text=EVERYTHING)
    judge_danger(actor=line.mira, conversation=one, danger=Danger.LATER, reason=EVERYTHING)
    caller = Caller(**dict.fromkeys(Caller.__struct_fields__, EVERYTHING))
    log_call(actor=line.mira, call=Call(EVERYTHING, language=EVERYTHING, caller=caller))


def everything_in_the_mailbox(browser: Browser, code: str) -> None:
    assert EVERYTHING in browser.come_back(code)
    for act in ("read", "write", "safe", "danger", "ask_delete", EVERYTHING):
        browser.send("/box", act=act, text=EVERYTHING)
        SECRETS.append(browser.hidden("slip"))


def everything_wrong(browser: Browser) -> None:
    """Refusals with markers at hand, on every address."""
    for path in ("/code", "/box", "/next", "/go", "/files", f"/{EVERYTHING}", "/send"):
        browser.send(path, **dict.fromkeys(("code", "slip", "act", "text", "move"), EVERYTHING))
        long = {"text": EVERYTHING * 20_000, EVERYTHING: EVERYTHING}
        browser.send(path, **long)
        head = f'--x\r\nContent-Disposition: form-data; name="a"; filename="{EVERYTHING}"\r\n\r\n'
        body = (head + EVERYTHING * 5000).encode()
        browser.client.generic("POST", path, body, content_type="multipart/form-data; boundary=x")
        browser.client.get(f"{path}?{EVERYTHING}", headers={"user-agent": EVERYTHING})
    for path in ("/files", "/send"):
        for lie in lies(EVERYTHING, slip=browser.hidden("slip")):
            browser.client.generic(lie.method, path, lie.body, content_type=lie.kind, **lie.head)
    original = mailboxes.place_letter

    def full(*_: object, **__: object) -> None:
        raise StoreFullError

    mailboxes.place_letter = full
    browser.send("/send", text=EVERYTHING)
    assert browser.answer.status_code == 503
    mailboxes.place_letter = original


# ------------------------------------------------------------ leaking on purpose


def leak(way: str) -> None:
    """Break the build: what was sent also goes where it must not."""
    if way == "log":
        original = mailboxes.place_letter

        def telling(mailbox, page, letter, **more):
            logging.getLogger("holdfast.source").warning("a letter: %s", letter.text)
            return original(mailbox, page, letter, **more)

        mailboxes.place_letter = telling
    else:
        add = Upload.add

        def spooling(self: Upload, piece: bytes) -> None:
            with (Path(tempfile.gettempdir()) / "spool").open("ab") as file:
                file.write(piece)
            add(self, piece)

        Upload.add = spooling  # type: ignore[method-assign]


if __name__ == "__main__":
    where, trace_file, *ways = sys.argv[1:]
    stage.stand(Path(where))
    for way in ways:
        leak(way)
    live()
    slips = [secret for secret in SECRETS if re.search(r"\S", secret)]
    Path(trace_file).write_text(json.dumps(slips), "utf-8")
    os._exit(0)

"""The desk before a browser that lies: from outside, and of somebody who is logged in."""

from __future__ import annotations

import pytest
from tests.doors.desk.stage import Desk, Visitor
from tests.doors.lies import lies

from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.services.line import found_line

CANARY = "canaryincanary"
FORMS = ("/line/call/", "/archive/new/", "/findings/bring/", "/you/log-in/")


def faults(visitor: Visitor, path: str) -> list[tuple[str, int]]:
    """The lies that were not answered by a page in words."""
    found = []
    for lie in lies(CANARY):
        answer = visitor.generic(
            lie.method,
            path,
            lie.body,
            content_type=lie.kind,
            **{"SERVER_NAME": "localhost", **lie.head},
        )
        is_page = b"<h1" in answer.content or answer.status_code == 302
        if answer.status_code >= 500 or not is_page:
            found.append((lie.name, answer.status_code))
    return found


def test_whatever_a_browser_sends_to_the_desk_is_answered_in_words_and_leaves_no_trace(
    desk: Desk, capfd: pytest.CaptureFixture[str]
) -> None:
    found_line(actor=desk.visit("lead").actor)
    worker, outsider = desk.join("worker", *Role), desk.outsider()
    for path in FORMS:
        assert faults(worker, path) == [], path
    assert faults(outsider, "/you/log-in/") == []
    assert CANARY not in "".join(capfd.readouterr())

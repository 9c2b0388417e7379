"""The desk over a small store of the kind that the bench fills: every page, and what it opens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from benchmarks._invented_desk import Furnished, Sizes, furnish
from benchmarks.desk import pages_of
from tests.apps import stage
from tests.doors.desk.stage import Desk, Visitor, standing

from holdfast.apps.accounts.rules import Role
from holdfast.apps.keyring.queries import bodies

SMALL = Sizes(
    cases=70, journeys=12, under_way=4, due=6, places=8, stays=20, conversations=70, messages_each=2
)
WHY = {"reason": "Taking the case on"}


@dataclass
class Busy:
    """A desk with much on it, and a member who was given the content of all of it."""

    desk: Desk
    mira: Visitor
    made: Furnished

    def pages(self) -> dict[str, str]:
        first = {name: addresses[0] for name, addresses in pages_of(self.made).items()}
        return first | {"cases: a later page": "/cases/pages/2/"}


@pytest.fixture(scope="module")
def busy() -> Iterator[Busy]:
    with stage.folder() as folder, standing(folder / "site") as desk:
        lead = desk.join("lead of cases", Role.CASE_WORKER, Role.COORDINATOR)
        mira = desk.join("mira", Role.CASE_WORKER, Role.COORDINATOR)
        made = furnish(lead.actor, [mira.actor], SMALL, now=desk.clock())
        mira = desk.visit("mira")
        for case in made.cases[:2]:
            mira.post(f"/cases/{case}/why/content/", WHY)
        mira.post(f"/lost/place/{made.places[0]}/", WHY)
        yield Busy(desk, mira, made)


def test_every_page_opens_over_many_cases_and_stays_small(busy: Busy) -> None:
    for name, address in busy.pages().items():
        answer = busy.mira.get(address)
        assert answer.status_code == 200, name
        assert len(answer.content) < 120_000, name


def test_a_page_that_was_opened_before_opens_no_record_again(
    busy: Busy, monkeypatch: pytest.MonkeyPatch
) -> None:
    for address in busy.pages().values():
        busy.mira.get(address)
    opened: list[object] = []
    real = bodies.open_sealed
    monkeypatch.setattr(bodies, "open_sealed", lambda *a, **k: opened.append(1) or real(*a, **k))
    for name, address in busy.pages().items():
        assert busy.mira.get(address).status_code == 200
        assert opened == [], name


def test_what_a_colleague_writes_is_on_the_next_page_and_only_that_is_opened(
    busy: Busy, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy.mira.get("/cases/")
    opened: list[object] = []
    real = bodies.open_sealed
    monkeypatch.setattr(bodies, "open_sealed", lambda *a, **k: opened.append(1) or real(*a, **k))
    lead = busy.desk.visit("lead of cases")
    lead.get("/cases/")
    before = len(opened)
    lead.post("/line/call/", {"text": "The aunt asks again.", "channel": "telephone"})
    said = busy.mira.get("/line/").content.decode()
    assert "The aunt asks again." in said
    assert 0 < len(opened) - before < 20


def test_the_last_page_of_the_queue_holds_what_the_others_left(busy: Busy) -> None:
    first = busy.mira.get("/cases/").content.count(b"<tr")
    last = busy.mira.get("/cases/pages/2/").content.count(b"<tr")
    assert (first, last) == (61, SMALL.cases * 9 // 10 - 60 + 1)

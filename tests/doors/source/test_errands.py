"""A link and words, as a host or a driver opens them."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.apps.intake.cast import LineTeam
from tests.doors.source.stage import Browser

from holdfast.apps.intake.models import Mailbox
from holdfast.apps.intake.records import Errand
from holdfast.apps.intake.rules import ErrandFact, ErrandKind
from holdfast.apps.intake.services.errands import Handed, end_box, open_box, tell_errand
from holdfast.apps.keyring.contactcodes import LEAST
from holdfast.kernel.clock import Clock, utc_now


def handed(line: LineTeam, ends_at: dt.datetime, *, clock: Clock = utc_now) -> Handed:
    """A part of a journey, behind a link and words until a moment."""
    made = open_box(actor=line.lead, ends_at=ends_at, cost=LEAST, clock=clock)
    facts = ((ErrandFact.WHEN, "Tuesday, 6:40"), (ErrandFact.PHRASE, "<b>the blue door</b>"))
    errand = Errand(kind=ErrandKind.RIDE, facts=facts, until=ends_at)
    tell_errand(actor=line.lead, conversation=made.conversation, errand=errand, clock=clock)
    return made


@pytest.fixture
def one(line: LineTeam) -> Handed:
    return handed(line, utc_now() + dt.timedelta(hours=6))


def test_the_words_open_what_the_link_names_and_nothing_of_it_is_markup(
    one: Handed, browser: Browser
) -> None:
    browser.get(f"/w/{one.linked}")
    assert "You were told some words" in browser.text
    assert "6:40" not in browser.page
    browser.send(f"/w/{one.linked}", code=one.said.upper())
    assert "Your part of the way" in browser.text
    assert "Tuesday, 6:40" in browser.text
    assert "<b>the blue" not in browser.page


def test_an_errand_stays_when_answers_were_read(one: Handed, browser: Browser) -> None:
    browser.get(f"/w/{one.linked}")
    browser.send(f"/w/{one.linked}", code=one.said)
    browser.send("/box", act="write", text="I have them.")
    assert "Tuesday, 6:40" in browser.text
    browser.send("/box", act="read")
    assert "Tuesday, 6:40" in browser.text


def test_wrong_words_and_an_ended_mailbox_look_the_same(
    line: LineTeam, one: Handed, browser: Browser
) -> None:
    browser.get(f"/w/{one.linked}")
    browser.send(f"/w/{one.linked}", code="no such words at all")
    wrong = browser.text
    end_box(actor=line.lead, conversation=one.conversation)
    browser.send(f"/w/{one.linked}", code=one.said)
    assert "open nothing here" in wrong
    assert browser.text == wrong


@pytest.mark.parametrize("where", ["/w/{linked}", "/code"])
def test_after_its_moment_it_is_as_a_code_that_never_was_though_nobody_looked_for_letters(
    line: LineTeam, browser: Browser, where: str
) -> None:
    now = utc_now()
    over = handed(line, now, clock=lambda: now - dt.timedelta(hours=6))
    address = where.format(linked=over.linked)
    answers = []
    for typed in (
        "no such words at all",
        f"{over.linked.replace('-', ' ')} {over.said}",
        over.said,
    ):
        browser.get(address)
        browser.send(address, code=typed)
        answers.append((browser.text, len(browser.page.encode())))
    assert Mailbox.objects.count() == 1
    assert len(set(answers)) == 1
    assert "nothing" in answers[0][0]


@pytest.mark.parametrize("linked", ["x", "%00", "a" * 3000, "%D0%B4%D0%B0-1-2-3", "..%2f..%2fetc"])
def test_a_link_that_is_none_is_a_page_like_any_other(
    line: LineTeam, browser: Browser, linked: str
) -> None:
    browser.get(f"/w/{linked}")
    browser.send(f"/w/{linked}", code="some words")
    assert browser.answer is not None
    assert browser.answer.status_code in {200, 404}

"""Coming in and writing, as a person would."""

from __future__ import annotations

import pytest
from tests.apps.intake.cast import LineTeam
from tests.doors.source.stage import Browser

from holdfast.apps.intake.models import LetterIn, Mailbox
from holdfast.apps.intake.queries.conversations import conversation
from holdfast.apps.intake.queries.inbox import Shelf
from holdfast.apps.intake.rules import Danger, Tray
from holdfast.apps.intake.services import mailboxes
from holdfast.apps.keyring.errors import StoreFullError
from holdfast.doors.source.questions import QUESTIONS

WORDS = "They found my phone. I can write but not speak."


def heard(line: LineTeam):
    line.take_in()
    return conversation(actor=line.mira, conversation=line.rows()[0].id)


def test_a_person_in_danger_is_two_presses_from_being_read(
    line: LineTeam, browser: Browser
) -> None:
    browser.get()
    browser.send("/go", way="danger")
    assert "go first and write later" in browser.text
    browser.send("/send", text=WORDS)
    assert "stored safely" in browser.text
    found = heard(line)
    assert (found.danger, found.messages[0].text) == (Danger.NOW, WORDS)


def test_every_question_is_asked_alone_and_its_answers_reach_the_team(
    line: LineTeam, browser: Browser
) -> None:
    browser.get()
    browser.send("/go", way="help")
    for asked in QUESTIONS:
        assert str(asked.shown) in browser.text
        given = [choice.value for choice in asked.choices[-2:]]
        browser.send("/next", move="next", answer=given if asked.several else given[:1])
    browser.send("/send", text=WORDS)
    answers = heard(line).answers
    assert set(answers) == {asked.question for asked in QUESTIONS}
    assert answers["with them"] == ("no papers", "no money")


def test_every_question_may_be_skipped_and_gone_back_to(line: LineTeam, browser: Browser) -> None:
    browser.get()
    browser.send("/go", way="help")
    for _ in QUESTIONS[:-1]:
        browser.send("/next", move="next")
    browser.send("/next", move="back")
    browser.send("/next", move="next", answer="leave home")
    browser.send("/next", move="next")
    browser.send("/send", text=WORDS)
    assert heard(line).answers == {"wish": ("leave home",)}


def test_who_thinks_of_ending_their_life_is_told_something_before_writing(
    browser: Browser,
) -> None:
    browser.get()
    browser.send("/go", way="help")
    for _ in QUESTIONS:
        browser.send("/next", move="next", answer="thoughts of suicide")
    assert "you are not alone with it" in browser.text
    assert len(QUESTIONS) == 8


def test_helpers_press_and_donors_are_asked_nothing_and_lie_in_their_own_tray(
    line: LineTeam, browser: Browser
) -> None:
    for way in ("offer", "press", "donor"):
        browser.write("I have a spare room.", way)
    line.take_in()
    assert line.rows() == ()
    assert len(line.rows(Shelf.HELPERS)) == 3


def test_a_page_sent_twice_opens_one_mailbox_and_shows_the_same_code(
    line: LineTeam, browser: Browser
) -> None:
    browser.get()
    browser.send("/go", way="danger")
    slip = browser.hidden("slip")
    browser.send("/send", text=WORDS)
    first = browser.code
    browser.send("/send", text=WORDS, slip=slip)
    assert browser.code == first
    assert (Mailbox.objects.count(), LetterIn.objects.count()) == (1, 1)


@pytest.mark.parametrize("slip", ["", "x", "A" * 900, "é", "=" * 10**4])
def test_words_are_taken_also_from_a_page_that_carries_nothing_of_ours(
    line: LineTeam, browser: Browser, slip: str
) -> None:
    browser.get()
    browser.send("/send", text=WORDS, slip=slip)
    assert browser.code
    assert heard(line).messages[0].text == WORDS


def test_an_empty_page_is_shown_again_in_words(browser: Browser) -> None:
    browser.get()
    browser.send("/go", way="help")
    browser.send("/next", move="write")
    assert "Write at least one word" in browser.send("/send", text="  ")
    assert Mailbox.objects.count() == 0


def test_where_the_store_fails_the_words_come_back_and_can_be_sent_again(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreFullError

    browser.get()
    browser.send("/go", way="danger")
    with monkeypatch.context() as patch:
        patch.setattr(mailboxes, "place_letter", full)
        browser.send("/send", text=WORDS * 500)
    assert browser.answer.status_code == 503
    assert WORDS * 500 in browser.page
    browser.send("/send", text=WORDS * 500)
    assert browser.code


@pytest.mark.parametrize("way", ["danger", "press"])
def test_the_way_somebody_came_is_known_also_where_the_slip_is_not(
    line: LineTeam, browser: Browser, way: str
) -> None:
    browser.get()
    browser.send("/go", way=way)
    assert browser.hidden("way") == way
    browser.send("/send", text=WORDS, way=way, slip="of another process")
    line.take_in()
    shelf = Shelf.HELPERS if way == "press" else Shelf.WAITING
    found = conversation(actor=line.mira, conversation=line.rows(shelf)[0].id)
    assert (found.danger is Danger.NOW) == (way == "danger")
    assert (found.tray is Tray.HELPERS) == (way == "press")

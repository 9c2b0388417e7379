"""“I am safe” from a mailbox, on its way to the check-in of somebody who is under way."""

import re

import pytest
from tests.apps.intake.cast import page
from tests.doors.desk.casework import AGREED, Office, office, text
from tests.doors.desk.stage import Desk

from holdfast.apps.casework.records.journeys import CheckIn
from holdfast.apps.casework.rules.journeys import CheckInState
from holdfast.apps.casework.services.journeys import Agreed
from holdfast.apps.intake.queries.inbox import inbox
from holdfast.apps.intake.queries.replies import Box
from holdfast.apps.intake.services.conversations import link_case
from holdfast.apps.intake.services.line import found_line, join_line
from holdfast.apps.intake.services.mailboxes import (
    Said,
    open_mailbox,
    say_danger,
    say_safe,
    write_in,
)
from holdfast.apps.intake.services.taking_in import take_in
from holdfast.apps.keyring import contactcodes
from holdfast.apps.keyring.contactcodes import LEAST
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.watch import rules

BUTTON = "Heard: they are safe"
ANYWAY = "They said no word that was agreed: settle all the same"


class Traveller:
    """Somebody with a mailbox, whose case has a journey under way."""

    def __init__(self, rooms: Office, agreed: Agreed = AGREED) -> None:
        self.rooms = rooms
        rooms.under_way(agreed)
        found_line(actor=rooms.lead.actor)
        code, said = contactcodes.new_code(), Said(page(), "The uncle asks.")
        self.box: Box = open_mailbox(said, code=code, cost=LEAST, clock=rooms.desk.clock)
        self.take_in()
        self.one = inbox(actor=rooms.lead.actor, clock=rooms.desk.clock).rows[0].id
        link_case(actor=rooms.lead.actor, conversation=self.one, case=rooms.case)
        self.where = f"/line/with/{self.one}/"

    def take_in(self) -> None:
        take_in(actor=self.rooms.lead.actor, clock=self.rooms.desk.clock)

    def say(self, how, words: str = "") -> None:
        self.rooms.desk.clock.forward(minutes=1)
        how(self.box, Said(page(), words), clock=self.rooms.desk.clock)
        self.take_in()

    def tap(self, button: str = "heard-safe") -> str:
        """Press a button of the conversation's page. Returns what the page says then."""
        shown = self.rooms.lead.get(self.where).content.decode()
        found = re.search(r'name="check_in" value="([^"]+)"', shown)
        assert found
        assert f"/{button}/" in shown
        to = f"{self.where}{button}/"
        return text(self.rooms.lead.post(to, {"check_in": found[1]}, follow=True))

    def outcomes(self) -> list[CheckInState | None]:
        kept = sorted(find(self.rooms.lead.actor, CheckIn), key=lambda c: c.value.leg)
        return [stored.value.outcome for stored in kept]

    def how(self) -> str:
        kept = sorted(find(self.rooms.lead.actor, CheckIn), key=lambda c: c.value.leg)
        return kept[0].value.how


@pytest.fixture(autouse=True)
def quick_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Agreed words are kept at the least cost."""
    monkeypatch.setattr(rules, "COST", 1)


@pytest.fixture
def traveller(desk: Desk) -> Traveller:
    return Traveller(office(desk))


def test_i_am_safe_is_offered_on_the_page_and_settles_the_check_in_in_one_tap(desk: Desk) -> None:
    traveller = Traveller(office(desk), Agreed())
    traveller.say(say_safe)
    shown = text(traveller.rooms.lead.get(traveller.where))
    assert "say that they are safe" in shown and BUTTON in shown
    assert ANYWAY not in shown
    assert "says: safe" in text(traveller.rooms.lead.get("/departures/"))
    assert traveller.outcomes() == [None, None]
    assert "Noted: they are safe." in traveller.tap()
    assert traveller.outcomes() == [CheckInState.OK, None]
    assert traveller.how() == "by a message of theirs"
    assert BUTTON not in text(traveller.rooms.lead.get(traveller.where))


@pytest.mark.parametrize("words", ["", "Grey hen, and all is well."])
def test_where_a_word_was_agreed_and_none_was_written_another_button_settles_and_says_so(
    traveller: Traveller, words: str
) -> None:
    traveller.say(say_safe, words)
    assert "Nothing was settled: no word that was agreed" in traveller.tap()
    assert traveller.outcomes() == [None, None]
    assert ANYWAY in text(traveller.rooms.lead.get(traveller.where))
    assert "Noted: they are safe." in traveller.tap("heard-without-word")
    assert traveller.outcomes() == [CheckInState.OK, None]
    assert traveller.how() == "by a message of theirs, with no word that was agreed"


@pytest.mark.parametrize("button", ["heard-safe", "heard-without-word"])
def test_a_word_of_duress_some_messages_back_is_found_by_either_button(
    traveller: Traveller, button: str
) -> None:
    traveller.say(write_in, "White heron")
    for number in range(5):
        traveller.say(write_in, f"Grey heron. Kilometre {number}, the road is dry.")
    traveller.say(say_safe)
    assert "Noted: they are safe." in traveller.tap(button)
    assert traveller.outcomes() == [CheckInState.DURESS, None]


def test_i_am_in_danger_leads_and_cannot_be_settled_from_there(traveller: Traveller) -> None:
    traveller.say(say_danger)
    shown = text(traveller.rooms.lead.get(traveller.where))
    assert "say that they are in danger now" in shown and BUTTON not in shown
    assert "says: in danger now" in text(traveller.rooms.lead.get("/departures/"))


@pytest.mark.parametrize("words", ["White heron", "I am well, white heron says hello to you all"])
def test_a_word_of_duress_in_what_they_wrote_raises_the_alarm_and_says_the_same(
    traveller: Traveller, words: str
) -> None:
    traveller.say(say_safe, words)
    said = traveller.tap()
    assert "Noted: they are safe." in said and "duress" not in said
    assert traveller.outcomes() == [CheckInState.DURESS, None]
    assert "duress" in text(traveller.rooms.mira.get("/departures/"))


def test_the_word_that_was_agreed_is_known_in_what_they_wrote(traveller: Traveller) -> None:
    traveller.say(write_in, "All well. Grey heron.")
    assert "Noted: they are safe." in traveller.tap()
    assert traveller.how() == "by the word that was agreed"


def test_other_words_count_as_no_wrong_word(traveller: Traveller) -> None:
    traveller.say(write_in, "We sleep at the station tonight.")
    traveller.tap()
    kept = [stored.value.wrong_words for stored in find(traveller.rooms.lead.actor, CheckIn)]
    assert kept == [0, 0]


def test_who_may_not_open_the_case_sees_nothing_of_a_journey(traveller: Traveller) -> None:
    traveller.say(say_safe)
    noor = traveller.rooms.desk.join("noor", *traveller.rooms.mira.active.roles)
    join_line(actor=traveller.rooms.lead.actor, member=noor.active.id)
    noor = traveller.rooms.desk.visit("noor")
    shown = text(noor.get(traveller.where))
    assert "The uncle asks." in shown
    assert "on the way" not in shown and BUTTON not in shown
    noor.post(f"{traveller.where}heard-safe/", {"check_in": traveller.rooms.next_check_in()})
    assert traveller.outcomes() == [None, None]


def test_a_page_that_was_open_for_long_settles_no_other_check_in(traveller: Traveller) -> None:
    traveller.say(say_safe, "Grey heron")
    before = traveller.rooms.next_check_in()
    traveller.tap()
    traveller.say(say_safe)
    to = f"{traveller.where}heard-safe/"
    said = text(traveller.rooms.lead.post(to, {"check_in": before}, follow=True))
    assert "not expected any more" in said
    assert traveller.outcomes() == [CheckInState.OK, None]

import re

import pytest
from tests.doors.desk.line.conftest import LineDesk
from tests.doors.desk.line.test_views import text_of

from holdfast.apps.intake.queries.inbox import Shelf
from holdfast.apps.intake.rules import Danger


def revision(line: LineDesk, where: str) -> str:
    found = re.search(rb'name="revision" value="(\d+)"', line.mira.get(where).content)
    assert found
    return found[1].decode()


def test_an_answer_from_the_desk_is_read_with_the_code(line: LineDesk) -> None:
    where = line.brought_in()
    typed = {"text": "Is there a door?", "revision": revision(line, where)}
    shown = text_of(line.mira.post(f"{where}answer/", typed, follow=True))
    assert "Sent: it waits in their mailbox" in shown and "not read yet" in shown
    assert line.contacts[0].read() == ["Is there a door?"]


def test_an_answer_typed_beside_a_colleagues_is_not_sent_and_not_lost(line: LineDesk) -> None:
    where = line.brought_in()
    seen = revision(line, where)
    line.nor.post(f"{where}answer/", {"text": "first", "revision": seen})
    answer = line.mira.post(f"{where}answer/", {"text": "second", "revision": seen})
    assert answer.status_code == 400
    assert line.contacts[0].read() == ["first"]
    assert "Somebody else has taken this conversation." in text_of(answer)
    assert b">\nsecond</textarea>" in answer.content
    line.nor.post(f"{where}give-back/")
    again = re.search(rb'name="revision" value="(\d+)"', answer.content)
    assert again and again[1].decode() > seen


def test_an_empty_or_endless_answer_comes_back_in_words(line: LineDesk) -> None:
    where = line.brought_in()
    seen = revision(line, where)
    for text, words in (("", "nothing in this message"), ("x" * 6001, "at most 6000")):
        answer = line.mira.post(f"{where}answer/", {"text": text, "revision": seen})
        assert answer.status_code == 400
        assert words in text_of(answer)
    assert line.mira.post(f"{where}answer/", {"text": "x"}).status_code == 400
    assert line.contacts[0].read() == []


def test_a_conversation_is_taken_given_back_and_handed_over(line: LineDesk) -> None:
    where = line.brought_in()
    assert "yours" in text_of(line.mira.post(f"{where}take/", follow=True))
    assert line.nor.post(f"{where}take/").status_code == 400
    assert "Anybody can take it" in text_of(line.mira.post(f"{where}give-back/", follow=True))
    line.nor.post(f"{where}take/")
    to_mira = {"member": line.mira.active.id}
    assert "handed over" in text_of(line.nor.post(f"{where}hand-over/", to_mira, follow=True))
    assert line.rows(Shelf.MINE)[0].assigned_to == line.mira.active.id


def test_nothing_is_handed_to_somebody_who_does_not_answer(line: LineDesk) -> None:
    where = line.brought_in()
    outsider = line.desk.join("outsider")
    for member in (outsider.active.id, "", "x"):
        shown = text_of(line.mira.post(f"{where}hand-over/", {"member": member}, follow=True))
        assert "Nothing was handed over" in shown
    assert line.rows()[0].assigned_to is None


def test_danger_is_judged_and_lowered_only_with_a_reason(line: LineDesk) -> None:
    where = line.brought_in(harm_within="24 h")
    line.mira.post(f"{where}danger/", {"danger": "now"})
    assert line.rows()[0].danger is Danger.NOW
    refused = line.mira.post(f"{where}danger/", {"danger": "later"})
    assert refused.status_code == 400 and "only with a reason" in text_of(refused)
    wrong = line.mira.post(f"{where}danger/", {"danger": "soon", "reason": "the uncle <left>"})
    assert wrong.status_code == 400 and "Select a valid choice" in text_of(wrong)
    assert b'value="the uncle &lt;left&gt;"' in wrong.content
    assert line.rows()[0].danger is Danger.NOW
    line.mira.post(f"{where}danger/", {"danger": "later", "reason": "the uncle left"})
    assert line.rows()[0].danger is Danger.LATER
    assert "the uncle left" in text_of(line.mira.get(where))


def test_a_note_stays_within_the_team(line: LineDesk) -> None:
    where = line.brought_in()
    line.mira.post(f"{where}note/", {"note": "same uncle as on Tuesday"})
    assert "same uncle as on Tuesday" in text_of(line.nor.get(where))
    assert line.mira.post(f"{where}note/", {"note": " "}).status_code == 400
    assert line.contacts[0].read() == []


def test_a_conversation_is_moved_and_put_away(line: LineDesk) -> None:
    where = line.brought_in()
    line.mira.post(f"{where}move/", {"tray": "quarantine"})
    assert len(line.rows(Shelf.QUARANTINE)) == 1
    refused = line.mira.post(f"{where}move/", {"tray": "attic"}, follow=True)
    assert "It was not moved" in text_of(refused)
    assert len(line.rows(Shelf.QUARANTINE)) == 1
    line.mira.post(f"{where}put-away/")
    assert len(line.rows(Shelf.CLOSED)) == 1


def test_what_could_not_be_opened_is_said(line: LineDesk) -> None:
    from holdfast.apps.intake.models import LetterIn  # noqa: PLC0415

    line.write()
    LetterIn.objects.update(sealed=b"HP1 and nothing else")
    shown = text_of(line.mira.post("/line/take-in/", follow=True))
    assert "0 messages were brought in. 1 could not be opened, and waits outside." in shown


def test_a_flood_comes_in_piece_by_piece_and_says_how_much_still_waits(
    line: LineDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("holdfast.doors.desk.line.acts.MOST_AT_ONCE", 2)
    monkeypatch.setattr("holdfast.apps.intake.services.taking_in.AT_ONCE", 2)
    for number in range(3):
        line.write(f"message {number}")
    shown = text_of(line.mira.post("/line/take-in/", follow=True))
    assert "2 messages were brought in. 1 still waits: bring in more." in shown
    rest = text_of(line.mira.post("/line/take-in/", follow=True))
    assert "1 message was brought in." in rest
    assert "bring in more" not in rest

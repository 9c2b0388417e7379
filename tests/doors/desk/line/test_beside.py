import pytest
from tests.doors.desk.line.conftest import LineDesk
from tests.doors.desk.line.test_acts import revision
from tests.doors.desk.line.test_views import text_of

from holdfast.apps.intake.queries.inbox import Shelf

LATER = {"until": "2031-04-02T11:00", "reason": "they sleep until eleven"}


def test_the_clock_of_these_tests_is_where_they_think(line: LineDesk) -> None:
    assert f"{line.desk.clock():%Y-%m-%dT%H:%M}" == "2031-04-02T09:00"


def test_a_conversation_is_put_off_and_comes_back(line: LineDesk) -> None:
    where = line.brought_in()
    shown = text_of(line.mira.post(f"{where}later/", LATER, follow=True))
    assert "It is put off." in shown and line.rows() == ()
    assert "They found my phone." in text_of(line.mira.get("/line/shelf/later/"))
    there = text_of(line.mira.get(where))
    assert "Put off until 2 Apr, 11:00 UTC." in there and "they sleep until eleven" in there
    line.mira.post(f"{where}bring-back/")
    assert len(line.rows()) == 1


def test_past_the_promise_it_is_said_in_words_and_needs_a_tick(line: LineDesk) -> None:
    where = line.brought_in(harm_within="now")
    assert "An answer is owed by 2 Apr, 09:15 UTC." in text_of(line.mira.get(f"{where}more/"))
    answer = line.mira.post(f"{where}later/", LATER)
    assert answer.status_code == 400
    assert "They would wait longer than we promised." in text_of(answer)
    assert b'value="they sleep until eleven"' in answer.content
    assert len(line.rows()) == 1
    line.mira.post(f"{where}later/", {**LATER, "can_wait": "on"})
    assert line.rows() == () and len(line.rows(Shelf.LATER)) == 1


def test_lost_contact_is_marked_and_taken_off(line: LineDesk) -> None:
    where = line.brought_in()
    lost = {"since": "2031-04-01", "next_step": "ask the friend", "next_date": "2031-04-04"}
    refused = line.mira.post(f"{where}lost/", lost)
    assert refused.status_code == 400 and "wait for us" in text_of(refused)
    line.mira.post(f"{where}answer/", {"text": "we are here", "revision": "1"})
    shown = text_of(line.mira.post(f"{where}lost/", lost, follow=True))
    assert "Lost contact: not heard since 1 Apr 2031." in shown and "ask the friend" in shown
    assert "lost contact" in text_of(line.mira.get("/line/shelf/answered/"))
    after = text_of(line.mira.post(f"{where}found/", follow=True))
    assert "Lost contact:" not in after


def test_who_is_silent_is_flagged_on_the_list_and_on_the_page(line: LineDesk) -> None:
    where = line.brought_in()
    line.mira.post(f"{where}answer/", {"text": "we are here", "revision": "1"})
    line.desk.clock.forward(days=8)
    mira = line.desk.visit("mira")
    assert "silent" in text_of(mira.get("/line/shelf/answered/"))
    assert "They may be lost to us" in text_of(mira.get(where))


def test_hostile_needs_two_members_and_is_undone_by_one(line: LineDesk) -> None:
    where = line.brought_in()
    line.mira.post(f"{where}hostile/", {"reason": "threats"})
    assert len(line.rows()) == 1
    mine = text_of(line.mira.get(f"{where}more/"))
    assert "threats" in mine and "I confirm it" not in mine
    assert line.mira.post(f"{where}hostile/confirm/").status_code == 400
    assert "I confirm it" in text_of(line.nor.get(f"{where}more/"))
    line.nor.post(f"{where}hostile/confirm/")
    assert line.rows() == () and len(line.rows(Shelf.HOSTILE)) == 1
    line.mira.post(f"{where}hostile/undo/")
    assert len(line.rows()) == 1
    assert line.mira.post(f"{where}hostile/", {"reason": " "}).status_code == 400


def test_two_conversations_become_one_by_alias_and_two_again(line: LineDesk) -> None:
    line.brought_in("first")
    line.brought_in("second")
    aliases = {row.preview: row.alias for row in line.rows()}
    where, other = (
        f"/line/with/{next(row.id for row in line.rows() if row.preview == text)}/"
        for text in ("first", "second")
    )
    refused = line.mira.post(f"{where}merge/", {"alias": "Nobody"})
    assert refused.status_code == 400 and "No conversation on the line" in text_of(refused)
    shown = text_of(line.mira.post(f"{where}merge/", {"alias": aliases["second"]}, follow=True))
    assert "They are one now." in shown and f"also {aliases['second']}" in shown
    assert "first" in shown and "second" in shown and f"{aliases['second']}, web" in shown
    assert len(line.rows()) == 1
    parted = text_of(line.mira.post(f"{other}part/", follow=True))
    assert "They are two again." in parted
    assert len(line.rows()) == 2


def test_a_call_that_reached_nobody_stands_in_the_timeline(line: LineDesk) -> None:
    typed = {"text": "She whispers.", "channel": "telephone", "reach": "555 0147"}
    line.mira.post("/line/call/", typed)
    where = f"/line/with/{line.only()}/"
    tried = {"text": "a man answered", "call_at": "2031-04-02T12:00"}
    shown = text_of(line.mira.post(f"{where}not-reached/", tried, follow=True))
    assert "Called, not reached a man answered" in shown
    assert "Call them at 2 Apr, 12:00 UTC" in shown and "Not reached 1 time" in shown
    past = line.mira.post(f"{where}not-reached/", {"call_at": "2031-04-01T12:00"})
    assert past.status_code == 400 and "This moment is over" in text_of(past)


@pytest.mark.parametrize("act", ["later", "lost", "merge", "hostile"])
def test_a_form_with_nothing_in_it_comes_back_in_words(line: LineDesk, act: str) -> None:
    where = line.brought_in()
    answer = line.mira.post(f"{where}{act}/", {})
    assert answer.status_code == 400
    assert "Nothing was saved yet." in text_of(answer)


@pytest.mark.parametrize(
    ("moment", "says"),
    [("2199-12-31T23:59", "more than 90 days away"), ("9999-12-31T23:59", "the year 9999")],
)
def test_a_call_agreed_for_the_end_of_the_calendar_is_refused_and_closes_no_shelf(
    line: LineDesk, moment: str, says: str
) -> None:
    where = line.brought_in()
    line.mira.post(f"{where}answer/", {"text": "Yes or no?", "revision": revision(line, where)})
    for act in ("not-reached", "call"):
        typed = {"text": "nobody", "call_at": moment, "channel": "telephone"}
        refused = line.mira.post(f"{where}{act}/", typed)
        assert refused.status_code == 400
        assert says in text_of(refused)
    assert line.mira.get("/line/shelf/answered/").status_code == 200

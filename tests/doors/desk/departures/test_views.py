import re

import pytest
from tests.doors.desk.casework import Office, text

from holdfast.apps.casework.records.journeys import CheckIn
from holdfast.apps.casework.rules.journeys import CheckInState
from holdfast.apps.keyring.place import site_folder
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.watch.heartbeat import Condition, beat
from holdfast.apps.watch.models import WatchRow
from holdfast.apps.watch.queries.team import addresses


def path(rooms: Office) -> str:
    return f"/departures/{rooms.case}/{rooms.next_check_in()}/"


def outcomes(rooms: Office) -> list[CheckInState | None]:
    kept = sorted(find(rooms.lead.actor, CheckIn), key=lambda c: c.value.leg)
    return [stored.value.outcome for stored in kept]


def test_the_board_turns_over_by_itself_and_leads_with_who_is_overdue(rooms: Office) -> None:
    rooms.under_way()
    page = rooms.lead.get("/departures/")
    assert b'<meta http-equiv="refresh" content="30">' in page.content
    assert "<title>Departures</title>" in page.content.decode()
    assert b"http-equiv" not in rooms.lead.get("/departures/still/").content
    assert "Yard → Station" in text(page)
    assert "next check-in in 2 h 00" in text(page)
    rooms.desk.clock.forward(hours=2.3)
    rooms.lead = rooms.desk.visit("coordinator")
    page = rooms.lead.get("/departures/")
    assert "<title>(1 overdue) Departures</title>" in page.content.decode()
    assert 'class="over"' in page.content.decode()
    assert "missed" in text(page)


def test_the_board_says_at_its_head_that_nobody_watches(rooms: Office) -> None:
    page = text(rooms.lead.get("/departures/"))
    assert "not watching" in page
    assert "Nobody watches the check-ins: it was never started." in page
    rooms.desk.clock.now = rooms.desk.clock.now.replace(year=2031)
    beat(site_folder(), Condition.NO_KEY, every_seconds=30)
    assert "not watching" in text(rooms.lead.get("/departures/"))


def test_a_check_in_is_acknowledged_in_two_taps(rooms: Office) -> None:
    rooms.under_way()
    requests = []
    board = rooms.lead.get("/departures/").content.decode()
    link = re.search(r'<a class="big" href="([^"]+)">', board)
    assert link is not None
    page = rooms.lead.get(link[1])  # tap one: the time
    requests.append("GET")
    assert "They are safe" in text(page)
    answer = rooms.lead.post(link[1], {"how": "known by voice"})  # tap two: the button as it stands
    requests.append("POST")
    print(f"acknowledge a check-in: {len(requests)} taps, {len(requests)} requests")  # noqa: T201
    assert answer["Location"] == "/departures/"
    assert outcomes(rooms) == [CheckInState.OK, None]
    assert 'value="known by voice" selected' in page.content.decode()


def test_nobody_else_acknowledges_it(rooms: Office) -> None:
    rooms.under_way()
    noor = rooms.desk.join("noor", *rooms.mira.active.roles)
    for answer in (noor.get(path(rooms)), noor.post(path(rooms), {"how": "known by voice"})):
        assert answer.status_code == 403
    assert rooms.desk.outsider().post(path(rooms), {"how": "known by voice"}).status_code == 403
    assert "Nobody is on the way" in text(noor.get("/departures/"))
    assert outcomes(rooms) == [None, None]


def test_the_safe_word_and_the_duress_word_are_answered_alike(rooms: Office) -> None:
    rooms.under_way()
    where = path(rooms)
    duress = rooms.lead.post(where, {"word": "White heron"}, follow=True)
    assert "Noted: they are safe." in text(duress)
    assert "duress" not in text(duress)
    other = text(rooms.mira.get("/departures/"))
    assert "duress" in other
    safe = rooms.mira.post(
        path(rooms).replace(where.split("/")[3], _second(rooms)),
        {"word": "grey heron"},
        follow=True,
    )
    assert "Noted: they are safe." in text(safe)
    assert outcomes(rooms) == [CheckInState.DURESS, CheckInState.OK]


def _second(rooms: Office) -> str:
    return next(find(rooms.lead.actor, CheckIn, where=lambda c: c.leg == 1)).id


def test_a_wrong_word_settles_nothing(rooms: Office) -> None:
    rooms.under_way()
    answer = rooms.lead.post(path(rooms), {"word": "green heron"}, follow=True)
    assert "not a word that was agreed" in text(answer)
    assert "wrong code" in text(answer)
    assert outcomes(rooms) == [None, None]


@pytest.mark.parametrize(
    ("end", "state"), [("found", CheckInState.FOUND), ("lost", CheckInState.LOST)]
)
def test_found_and_lost_are_noted_with_how_it_is_known(
    rooms: Office, end: str, state: CheckInState
) -> None:
    rooms.under_way()
    where = path(rooms)
    assert rooms.lead.post(where, {"end": end, "says": ""}).status_code == 200
    rooms.lead.post(where, {"end": end, "says": "the lawyer called"})
    assert outcomes(rooms) == [state, None]
    assert "the lawyer called" in text(rooms.lead.get(where))
    settled = rooms.lead.post(where, {"how": "known by voice"})
    assert "settled already" in text(settled)


def test_what_is_sent_without_an_answer_shows_the_page_again(rooms: Office) -> None:
    rooms.under_way()
    assert "They are safe" in text(rooms.lead.post(path(rooms), {"how": "by magic"}))
    assert outcomes(rooms) == [None, None]


def test_a_row_that_is_gone_from_the_watch_is_seen_and_put_back(rooms: Office) -> None:
    rooms.under_way()
    WatchRow.objects.all().delete()
    assert "not in the watch: nobody would be told" in text(rooms.lead.get("/departures/"))
    answer = rooms.lead.post("/departures/settle/", follow=True)
    assert "2 changes" in text(answer)
    assert "nobody would be told" not in text(answer)


def test_a_member_says_where_they_are_told(rooms: Office) -> None:
    wrong = rooms.mira.post("/departures/told/", {"address": "not one"})
    assert "not an address" in text(wrong)
    rooms.mira.post("/departures/told/", {"address": "marten@mail.example"})
    assert addresses(rooms.mira.actor) == {rooms.member: "marten@mail.example"}
    assert 'value="marten@mail.example"' in rooms.mira.get("/departures/told/").content.decode()

from tests.doors.desk.casework import NAME, PHONE, Office, text, typed_in

from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.services.cases import Change, change_case

HEAD = {
    "state": "triaged", "need": "emergency", "next_action": "Call at six", "people": "2",
    "children": "0", "region": "north", "summary": "Mine.",
}  # fmt: skip


def path(rooms: Office, *rest: str) -> str:
    return "/".join(["/cases", rooms.case, *filter(None, rest), ""])


def test_a_change_is_saved_and_stands_in_the_timeline(rooms: Office) -> None:
    revision = typed_in(rooms.lead.get(path(rooms, "change")))["revision"]
    rooms.lead.post(path(rooms, "change"), {**HEAD, "revision": revision})
    page = text(rooms.lead.get(path(rooms)))
    assert "normal → emergency" in page
    assert "Saved." in page


def test_a_conflict_shows_both_and_saves_nothing_over(rooms: Office) -> None:
    revision = typed_in(rooms.lead.get(path(rooms, "change")))["revision"]
    theirs = Change(summary="Theirs.")
    change_case(
        actor=rooms.lead.actor, case=rooms.case, change=theirs, revision=1, clock=rooms.desk.clock
    )
    answer = rooms.lead.post(path(rooms, "change"), {**HEAD, "revision": revision})
    assert answer.status_code == 409
    page = text(answer)
    assert "Theirs." in page
    assert "Mine." in page
    assert "Somebody else changed this" in page
    assert case_of(rooms.lead.actor, rooms.case, clock=rooms.desk.clock).case.summary == "Theirs."
    decided = {**HEAD, "revision": typed_in(answer)["revision"]}
    assert rooms.lead.post(path(rooms, "change"), decided).status_code == 302


def test_who_it_is_about_is_written_and_a_conflict_shows_both(rooms: Office) -> None:
    rooms.lead.post(path(rooms, "why", "identity"), {"reason": "to write"})
    typed = {"revision": "0", "names": f"{NAME}\nIrma O.", "phones": PHONE, "reason": "told me"}
    assert rooms.lead.post(path(rooms, "identity"), typed).status_code == 302
    again = rooms.lead.post(path(rooms, "identity"), {**typed, "names": "Somebody Else"})
    assert again.status_code == 409
    assert f"{NAME}, Irma O." in text(again)
    assert "Somebody Else" in again.content.decode()


def test_a_fact_is_entered_and_an_impossible_date_is_refused(rooms: Office) -> None:
    fact = {"kind": "threat", "says": "The brother called.", "on": "2030-11"}
    rooms.lead.post(path(rooms, "fact"), fact)
    assert "The brother called." in text(rooms.lead.get(path(rooms)))
    for wrong, says in (
        ({**fact, "on": "2030-13"}, "not a date"),
        ({"kind": "note"}, "Write what is known"),
    ):
        answer = rooms.lead.post(path(rooms, "fact"), wrong)
        assert answer.status_code == 400
        assert says in text(answer)


def test_a_case_is_closed_with_its_outcome_and_reopened(rooms: Office) -> None:
    revision = typed_in(rooms.lead.get(path(rooms, "close")))["revision"]
    rooms.lead.post(path(rooms, "close"), {"revision": revision, "outcome": "referred"})
    assert "Heron" not in text(rooms.lead.get("/cases/"))
    assert "referred" in text(rooms.lead.get("/cases/closed/"))
    assert "is closed" in text(rooms.lead.post(path(rooms, "change"), {**HEAD, "revision": "2"}))
    assert rooms.lead.post(path(rooms, "reopen"), {"revision": "2"}).status_code == 400
    rooms.lead.post(path(rooms, "reopen"), {"revision": "2", "next_action": "Call"})
    assert "Heron" in text(rooms.lead.get("/cases/"))


def test_aftercare_is_noted_on_the_case(rooms: Office) -> None:
    journey = rooms.under_way()
    for step in ("start-1", "arrive"):
        rooms.lead.post(path(rooms, "journeys", journey, "move"), {"step": step})
    page = rooms.lead.get(path(rooms))
    assert typed_in(page)["days"] == "0"
    rooms.lead.post(path(rooms, "aftercare"), {"days": "0", "says": "They sleep."})
    assert typed_in(rooms.lead.get(path(rooms)))["days"] == "1"
    assert rooms.lead.post(path(rooms, "aftercare"), {"days": "x"}).status_code == 400


# ------------------------------------------------------------ destroying


def test_destroying_says_first_what_it_means_and_needs_a_reason(rooms: Office) -> None:
    assert "This cannot be taken back" in text(rooms.lead.get(path(rooms, "shred")))
    assert rooms.lead.post(path(rooms, "shred"), {"reason": ""}).status_code == 200
    assert "Heron" in text(rooms.lead.get("/cases/"))
    rooms.lead.post(path(rooms, "shred"), {"reason": "they asked"})
    assert "The case was destroyed" in text(rooms.lead.get("/cases/"))
    assert rooms.lead.get(path(rooms)).status_code == 403


def test_a_case_worker_alone_only_asks(rooms: Office) -> None:
    rooms.give()
    rooms.open_as_mira()
    rooms.mira.post(path(rooms, "shred"), {"reason": "they asked"})
    assert "Somebody asked to destroy this case" in text(rooms.lead.get(path(rooms)))
    again = rooms.mira.post(path(rooms, "shred"), {"reason": "they asked"})
    assert "needs somebody else" in text(again)

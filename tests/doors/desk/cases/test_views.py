from contextlib import ExitStack

from django.db import connections
from tests.doors.desk.casework import NAME, PHONE, STREET, Office, text, typed_in
from tests.doors.desk.stage import Desk

from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.queries.cases import cases as cases_of
from holdfast.apps.keyring.rules import Part

BEGIN = {
    "step": "open",
    "need": "urgent",
    "people": "2",
    "children": "1",
    "next_action": "Call at six",
}


def path(rooms: Office, *rest: str) -> str:
    return "/".join(["/cases", rooms.case, *filter(None, rest), ""])


def test_the_queue_shows_alias_need_and_next_action_and_no_name(rooms: Office) -> None:
    rooms.name(rooms.case)
    page = text(rooms.lead.get("/cases/"))
    assert "Heron" in page
    assert "Answer, and say when you call again" in page
    assert NAME not in page
    assert "No open case" in text(rooms.mira.get("/cases/"))


def queries_of(rooms: Office, address: str) -> int:
    """How often a page asks the stores, once the session has seen it."""
    asked = list[str]()

    def note(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    rooms.lead.get(address)
    with ExitStack() as noted:
        for name in connections:
            noted.enter_context(connections[name].execute_wrapper(note))
        assert rooms.lead.get(address).status_code == 200
    return len(asked)


def test_more_cases_and_more_places_let_no_page_ask_the_stores_more_often(rooms: Office) -> None:
    rooms.place("Alder")
    pages = [path(rooms), path(rooms, "place"), "/tasks/", "/departures/", "/cases/", "/places/"]
    before = {page: queries_of(rooms, page) for page in pages}
    for number in range(3):
        rooms.open(f"Teal {number}")
        rooms.place(f"Rowan {number}")
    assert {page: queries_of(rooms, page) for page in pages} == before
    assert max(before.values()) <= 40


# ------------------------------------------------------------ owner, member without grant, outsider

PAGES = [
    "",
    "change",
    "identity",
    "close",
    "shred",
    "access",
    "place",
    "plan",
    "why/content",
    "why/identity",
    "documents",
    "devices",
    "household",
    "money",
    "health",
    "referrals",
    "keeping",
]


def test_who_holds_no_key_of_a_case_is_refused_on_each_of_its_pages(rooms: Office) -> None:
    outsider = rooms.desk.outsider()
    for page in PAGES:
        where = path(rooms, page)
        for answer in (rooms.mira.get(where), rooms.mira.post(where, {"reason": "x"})):
            assert answer.status_code == 403, page
            assert "You hold no key for this" in text(answer), page
        outside = outsider.get(where)
        assert outside.status_code == 403, page
        assert "Heron" not in text(outside), page


def test_who_owns_a_case_opens_each_of_its_pages(rooms: Office) -> None:
    for page in PAGES:
        answer = rooms.lead.get(path(rooms, page), follow=True)
        assert answer.status_code == 200, page
        assert len(answer.content) < 48 * 1024, page


def test_what_only_does_something_is_refused_to_who_holds_no_key(rooms: Office) -> None:
    typed = {"kind": "note", "says": "x", "next_action": "x", "revision": "1", "days": "1"}
    acts = ("fact", "reopen", "aftercare", "stay/bbb/end", "documents/bbb/remove",
            "devices/bbb/remove", "household/bbb/remove", "household/bbb/confirm",
            "ties/bbb/remove", "money/bbb/approve", "money/bbb/withdraw", "health/bbb/remove",
            "health/bbb/review")  # fmt: skip
    for act in acts:
        assert rooms.mira.post(path(rooms, act), typed).status_code == 403, act
        assert rooms.lead.get(path(rooms, act)).status_code == 405, act


# ------------------------------------------------------------ opening


def test_a_case_is_opened_after_looking_whether_they_were_here_before(rooms: Office) -> None:
    rooms.name(rooms.case)
    found = rooms.lead.post(
        "/cases/open/", {"step": "look", "words": "0555 0184 726", "conversation": "c1"}
    )
    assert "the same telephone number" in text(found)
    assert typed_in(found)["conversation"] == "c1"
    nobody = text(rooms.lead.post("/cases/open/", {"step": "look", "words": "Somebody Else"}))
    assert "Nobody like this in the cases that you can open" in nobody
    assert "Nobody like this" in text(
        rooms.mira.post("/cases/open/", {"step": "look", "words": NAME})
    )


def test_the_line_s_conversation_goes_with_the_case(rooms: Office) -> None:
    called = rooms.called()
    begun = rooms.lead.post("/cases/open/", {"conversation": called})
    assert typed_in(begun)["conversation"] == called
    answer = rooms.lead.post("/cases/open/", {**BEGIN, "alias": "Teal", "conversation": called})
    case = answer["Location"].split("/")[2]
    shown = case_of(rooms.lead.actor, case, clock=rooms.desk.clock).case
    assert (shown.conversations, shown.household.people, shown.need) == ((called,), 2, "urgent")
    page = rooms.lead.get(answer["Location"])
    assert "The case is open, and yours." in text(page)
    assert f'href="/line/with/{called}/"' in page.content.decode()
    assert f"/cases/{case}/" in rooms.lead.get(f"/line/with/{called}/").content.decode()


def test_a_taken_alias_and_a_missing_next_action_come_back_with_what_was_typed(
    rooms: Office,
) -> None:
    taken = rooms.lead.post("/cases/open/", {**BEGIN, "alias": "heron", "region": "the north"})
    assert "has this alias already" in text(taken)
    assert typed_in(taken)["region"] == "the north"
    missing = rooms.lead.post("/cases/open/", {**BEGIN, "next_action": ""})
    assert "Nothing was saved yet. Look at: Next action" in text(missing)
    assert len(cases_of(rooms.lead.actor, clock=rooms.desk.clock)) == 1


def test_who_opens_it_names_who_opens_along(rooms: Office) -> None:
    rooms.lead.post("/cases/open/", {**BEGIN, "alias": "Teal", "together_with": [rooms.member]})
    assert "Teal" in text(rooms.mira.get("/cases/"))


# ------------------------------------------------------------ the reason


def test_a_case_asks_for_the_reason_and_then_shows_itself_for_a_working_day(rooms: Office) -> None:
    rooms.give()
    asked = rooms.mira.get(path(rooms), follow=True)
    assert "Why do you open this case?" in text(asked)
    assert "The uncle asks" not in text(asked)
    assert rooms.mira.post(path(rooms, "why", "content"), {"reason": ""}).status_code == 200
    rooms.mira.post(path(rooms, "why", "content"), {"reason": "their call"})
    shown = text(rooms.mira.get(path(rooms)))
    assert "The uncle asks" in shown
    assert "opened the case: their call" in shown


def test_who_it_is_about_has_a_reason_of_its_own(rooms: Office) -> None:
    rooms.name(rooms.case)
    rooms.give(Part.CONTENT, Part.IDENTITY)
    rooms.open_as_mira()
    page = text(rooms.mira.get(path(rooms)))
    assert not any(word in page for word in (NAME, PHONE, STREET))
    asked = rooms.mira.get(path(rooms, "identity"), follow=True)
    assert "Why do you open who it is about?" in text(asked)
    rooms.mira.post(path(rooms, "why", "identity"), {"reason": "to call"})
    assert NAME in rooms.mira.get(path(rooms, "identity")).content.decode()
    assert "opened who it is about: to call" in text(rooms.lead.get(path(rooms, "access")))


def test_there_is_no_third_part(rooms: Office) -> None:
    assert rooms.lead.get(path(rooms, "why", "team")).status_code == 404


def test_an_expired_grant_is_refused_in_the_right_words(rooms: Office) -> None:
    rooms.give(until=rooms.desk.clock().date())
    rooms.desk.clock.forward(hours=9)
    mira = rooms.desk.visit("mira")
    assert mira.get(path(rooms), follow=True).status_code == 200
    rooms.desk.clock.forward(hours=15)
    mira = rooms.desk.visit("mira")
    answer = mira.get(path(rooms))
    assert answer.status_code == 400
    assert "Your access to this case has ended" in text(answer)
    assert "Heron" not in text(mira.get("/cases/"))


def test_a_member_without_casework_has_no_business_here(desk: Desk) -> None:
    analyst = desk.join("analyst", Role.ANALYST)
    assert "None of your roles permits this" in text(analyst.get("/cases/"))
    assert "Cases" not in text(analyst.get("/"))

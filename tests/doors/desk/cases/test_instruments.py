from tests.doors.desk.cases.test_risk import MILD
from tests.doors.desk.casework import Office, text, typed_in

PAGE = "/cases/instruments/harm-ahead/"


def test_a_coordinator_changes_a_threshold_as_a_version_of_the_teams_own(rooms: Office) -> None:
    typed = {**typed_in(rooms.lead.get(PAGE)), "emergency": "90", "why": "too slow"}
    answer = rooms.lead.post(PAGE, typed, follow=True)
    assert "version 2" in text(answer)
    assert "emergency from 90" in text(answer)
    assert "Harm ahead, 2: too slow" in text(rooms.mira.get("/cases/instruments/"))


def test_two_edits_at_once_are_a_visible_conflict(rooms: Office) -> None:
    typed = {**typed_in(rooms.lead.get(PAGE)), "why": "too slow"}
    rooms.lead.post(PAGE, typed)
    answer = rooms.lead.post(PAGE, {**typed, "emergency": "80", "why": "mine"})
    assert answer.status_code == 409
    assert "Open theirs" in text(answer)
    assert "version 3" not in text(rooms.lead.get("/cases/instruments/"))


def test_what_cannot_be_used_is_said_in_the_form(rooms: Office) -> None:
    typed = {**typed_in(rooms.lead.get(PAGE)), "emergency": "10", "why": "x"}
    assert "An emergency needs more points" in text(rooms.lead.post(PAGE, typed))


def test_a_case_worker_reads_instruments_and_changes_none(rooms: Office) -> None:
    assert "Harm ahead" in text(rooms.mira.get("/cases/instruments/"))
    assert rooms.mira.get(PAGE).status_code == 403
    assert rooms.lead.get("/cases/instruments/astrology/").status_code == 404


def test_questions_are_reworded_retired_and_added_and_scores_of_before_keep_theirs(
    rooms: Office,
) -> None:
    risk = f"/cases/{rooms.case}/risk/"
    before = {**MILD, "revision": "1", "q_held": "police", "q_reach": "several"}
    typed = {
        **typed_in(rooms.lead.get(PAGE)), "asks.held": "Who keeps them?", "retire.reach": "on",
        "new_asks": "Can they leave the house?", "new_unknown": "6", "new_says_1": "Yes",
        "new_says_2": "No", "new_points_2": "20", "why": "as we ask",
    }  # fmt: skip
    rooms.lead.post(PAGE, typed)
    assert "What reach does the threat have? until version 1" in text(rooms.lead.get(PAGE))
    asked = text(rooms.lead.get(risk))
    assert "Who keeps them?" in asked
    assert "Can they leave the house?" in asked
    assert "What reach does the threat have?" not in asked
    rooms.lead.post(risk, before)  # what was asked before somebody edited it
    told = text(rooms.lead.get(risk))
    assert "Who holds them? Police 30" in told
    assert "What reach does the threat have? Several of" in told


def test_a_question_that_is_never_asked_is_refused_in_the_form(rooms: Office) -> None:
    typed = {
        **typed_in(rooms.lead.get(PAGE)), "new_asks": "What is their religion?",
        "new_says_1": "One", "new_points_1": "9", "new_unknown": "10", "why": "x",
    }  # fmt: skip
    assert "This is never asked: religion" in text(rooms.lead.post(PAGE, typed))
    assert "version 2" not in text(rooms.lead.get("/cases/instruments/"))


def test_an_answer_is_added_as_a_version_and_scores_of_before_keep_theirs(rooms: Office) -> None:
    risk = f"/cases/{rooms.case}/risk/"
    rooms.lead.post(risk, {**MILD, "revision": "1", "q_held": "police"})
    more = {
        **typed_in(rooms.lead.get(PAGE)), "more.held_says_1": "A neighbour",
        "more.held_points_1": "12", "why": "as they told us",
    }  # fmt: skip
    rooms.lead.post(PAGE, more)
    assert "Harm ahead, 2: as they told us" in text(rooms.mira.get("/cases/instruments/"))
    page = rooms.lead.get(risk)
    assert "A neighbour" in text(page)
    assert "Who holds them? Police 30" in text(page)
    rooms.desk.clock.forward(minutes=1)
    revision = typed_in(page)["revision"]
    rooms.lead.post(risk, {**MILD, "revision": revision, "version": "2", "q_held": "a1"})
    assert "Who holds them? A neighbour 12" in text(rooms.lead.get(risk))


def test_an_answer_without_words_is_refused_and_what_was_typed_stays(rooms: Office) -> None:
    typed = {**typed_in(rooms.lead.get(PAGE)), "more.held_points_1": "12", "why": "x"}
    answer = text(rooms.lead.post(PAGE, typed))
    assert "An answer that is added needs its words. Nothing was saved." in answer
    assert "version 2" not in text(rooms.lead.get("/cases/instruments/"))

from tests.doors.desk.casework import Office, text, typed_in

from holdfast.apps.casework.queries.cases import cases
from holdfast.apps.casework.rules.cases import Need

MILD = {
    "name": "harm-ahead", "version": "1", "q_expected": "later", "q_held": "free",
    "q_closeness": "elsewhere", "q_reach": "none", "q_knows": "nothing", "q_trigger": "nothing",
    "q_dependants": "nobody", "q_medication": "longer", "q_care": "no", "q_tonight": "yes",
}  # fmt: skip


def path(rooms: Office, *rest: str) -> str:
    return "/".join(["/cases", rooms.case, "risk", *rest, ""])


def need(rooms: Office) -> Need:
    return cases(rooms.lead.actor, clock=rooms.desk.clock)[0].case.need


def test_a_case_is_scored_and_the_queue_follows(rooms: Office) -> None:
    begun = typed_in(rooms.lead.get(path(rooms)))
    worse = {**MILD, "revision": begun["revision"], "q_expected": "now"}
    answer = rooms.lead.post(path(rooms), worse, follow=True)
    assert "50 points: emergency." in text(answer)
    assert need(rooms) is Need.EMERGENCY
    assert "emergency" in text(rooms.lead.get("/cases/"))
    assert "Within which time is harm expected? Now 45" in text(rooms.lead.get(path(rooms)))


def test_a_milder_score_is_kept_and_the_need_stays(rooms: Office) -> None:
    rooms.lead.post(path(rooms), {**MILD, "revision": "1", "q_expected": "now"})
    rooms.desk.clock.forward(minutes=1)
    page = text(rooms.lead.post(path(rooms), {**MILD, "revision": "2"}, follow=True))
    assert "People hold the need above the last score." in page
    assert need(rooms) is Need.EMERGENCY


def test_two_at_once_keep_what_was_typed(rooms: Office) -> None:
    rooms.lead.post(path(rooms, "raise"), {"revision": "1", "to": "urgent", "reason": "found"})
    late = {**MILD, "revision": "1", "q_expected": "now"}
    answer = rooms.lead.post(path(rooms), late)
    assert answer.status_code == 409
    assert '<option value="now" selected>' in answer.content.decode()
    assert need(rooms) is Need.URGENT


def test_a_need_is_raised_by_one_and_lowered_by_two(rooms: Office) -> None:
    up = {"revision": "1", "to": "emergency", "reason": "the brother is back"}
    assert "Say why" in text(rooms.lead.post(path(rooms, "raise"), {**up, "reason": ""}))
    rooms.lead.post(path(rooms, "raise"), up)
    assert "the brother is back" in text(rooms.lead.get(path(rooms)))
    down = {"to": "normal", "reason": "they moved"}
    rooms.lead.post(path(rooms, "lower"), down)
    assert "Asked to lower: emergency → normal." in text(rooms.lead.get(path(rooms)))
    assert need(rooms) is Need.EMERGENCY
    wrong = rooms.lead.post(path(rooms, "lower"), {"to": "emergency", "reason": "x"})
    assert "Nothing was changed" in text(wrong)


def test_the_form_of_the_case_never_lowers_a_need(rooms: Office) -> None:
    rooms.lead.post(path(rooms, "raise"), {"revision": "1", "to": "urgent", "reason": "found"})
    form = typed_in(rooms.lead.get(f"/cases/{rooms.case}/change/"))
    typed = {**form, "need": "normal", "state": "received", "summary": "kept words"}
    answer = rooms.lead.post(f"/cases/{rooms.case}/change/", typed)
    assert "One person never lowers a need." in text(answer)
    assert "kept words" in text(answer)
    assert need(rooms) is Need.URGENT

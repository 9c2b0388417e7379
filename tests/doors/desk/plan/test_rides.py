from types import SimpleNamespace

from tests.apps.casework.services.test_helper_terms import driver
from tests.apps.casework.services.test_vehicles import van
from tests.doors.desk.casework import HOUR, Office, text, typed_in

from holdfast.apps.casework.records.household import HouseholdTie
from holdfast.apps.casework.records.journeys import Leg, Rung
from holdfast.apps.casework.records.vehicles import Booking
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.household import Tie
from holdfast.apps.casework.rules.journeys import Escort
from holdfast.apps.casework.rules.vetting import Method, Result
from holdfast.apps.casework.rules.vetting import Step as Said
from holdfast.apps.casework.services.household import add_tie
from holdfast.apps.casework.services.journeys import Plan, Stop, plan_journey
from holdfast.apps.casework.services.people import grant_helper
from holdfast.apps.casework.services.vetting import Checked, add_claim, say_of_claim
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.rules import Part


def leg(rooms: Office, case: CaseId | None = None, *, after: int = 0) -> str:
    """The address of a leg by car with an escort."""
    now, case = rooms.desk.clock() + after * HOUR, case or rooms.case
    one = Leg(
        origin="Yard", destination="Border", leaves_at=now + HOUR, arrives_at=now + 2 * HOUR,
        escort=Escort.ACCOMPANY,
    )  # fmt: skip
    plan = Plan((one,), (Stop(0, now + 2 * HOUR, 10, (Rung(0, rooms.lead.active.id),)),))
    journey = plan_journey(actor=rooms.lead.actor, case=case, plan=plan, clock=rooms.desk.clock)
    return f"/plan/rides/{case}/{journey}/0/"


def ready(rooms: Office) -> None:
    """A driver whose identity two members checked, and a van."""
    desk = SimpleNamespace(lead=rooms.lead.actor, clock=rooms.desk.clock)
    pike = driver(desk)
    grant_helper(actor=desk.lead, helper=pike, member=rooms.member, parts=[Part.CONTENT])
    checked = Checked(says="x", method=Method.LIVE_CALL, result=Result.IDENTITY_CHECKED)
    words = {"subject_id": pike, "clock": desk.clock}
    claim = add_claim(actor=desk.lead, checked=checked, **words)
    mira = rooms.desk.visit("mira").actor
    say_of_claim(actor=mira, claim=claim, step=Said.AGREE, revision=1, **words)
    van(desk)


def test_what_is_proposed_is_accepted_with_a_reason_and_only_as_shown(rooms: Office) -> None:
    assert "No leg of the coming week" in text(rooms.lead.get("/plan/rides/"))
    page = leg(rooms)
    assert "nobody can" in text(rooms.lead.get("/plan/rides/"))
    ready(rooms)
    shown = rooms.lead.get(page)
    assert "Proposed: Pike as escort, Van as vehicle" in text(shown)
    sent = {**typed_in(shown), "verdict": "accept"}
    assert "This field is required" in text(rooms.lead.post(page, {**sent, "reason": ""}))
    changed = rooms.lead.post(page, {**sent, "vehicle": "x" * 26, "reason": "near"})
    assert "The plan changed" in text(changed)
    assert rooms.lead.post(page, {**sent, "reason": "near"}).status_code == 302
    assert "settled" in text(rooms.lead.get("/plan/rides/"))
    assert len(list(find(rooms.lead.actor, Booking))) == 2
    assert "accept: near" in text(rooms.lead.get(page))


def test_a_refusal_and_another_choice_keep_their_reasons(rooms: Office) -> None:
    page = leg(rooms)
    ready(rooms)
    sent = {**typed_in(rooms.lead.get(page)), "reason": "they met before"}
    assert rooms.lead.post(page, {**sent, "verdict": "refuse"}).status_code == 302
    shown = text(rooms.lead.get(page))
    assert "a person ruled them out for this leg" in shown
    chosen = {"verdict": "change", "helper": sent["helper"], "vehicle": "", "reason": "no other"}
    assert rooms.lead.post(page, chosen).status_code == 302
    assert [card.value.what for card in find(rooms.lead.actor, Booking)] == ["helper"]


def test_who_cannot_open_the_case_sees_no_ride(rooms: Office) -> None:
    page = leg(rooms)
    assert rooms.mira.get(page).status_code == 403
    assert rooms.desk.outsider().get(page).status_code == 403
    assert rooms.lead.get(page.replace("/0/", "/x/")).status_code == 403
    assert "Heron" not in text(rooms.mira.get("/plan/rides/"))


def test_who_would_serve_two_that_must_not_know_is_accepted_under_a_warning(rooms: Office) -> None:
    ready(rooms)
    teal = rooms.open("Teal")
    hidden = HouseholdTie(tie=Tie.MUST_NOT_KNOW, other_case=teal)
    add_tie(actor=rooms.lead.actor, case=rooms.case, tie=hidden, clock=rooms.desk.clock)
    first, second = leg(rooms), leg(rooms, teal, after=24)
    sent = {**typed_in(rooms.lead.get(first)), "verdict": "accept", "reason": "near"}
    rooms.lead.post(first, sent)
    assert "serves" not in text(rooms.lead.get(first))
    assert "Pike serves Heron too" in text(rooms.lead.get(second))
    assert "one of the two must not know of the other" in text(rooms.lead.get(second))
    assert "serves Heron too" in text(rooms.lead.get("/plan/rides/"))
    sent = {**typed_in(rooms.lead.get(second)), "verdict": "accept", "reason": "nobody else"}
    assert rooms.lead.post(second, sent).status_code == 302
    assert "Pike serves Teal too" in text(rooms.lead.get(first))

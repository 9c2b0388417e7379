import datetime as dt

import pytest
from tests.apps.casework.cast import Office
from tests.apps.casework.queries.test_bed_cards import put
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import MemberId
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.queries.exposure import Loss, loss
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.losses import LossKind, Lost
from holdfast.apps.casework.services.access import grant_case
from holdfast.apps.casework.services.handing_over import hand_over
from holdfast.apps.casework.services.losses import note_loss, take_keys_back
from holdfast.apps.casework.services.places import grant_place, note_known, open_address
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import Actor, Part
from holdfast.methods.passage.exposure import Level


def people(desk: Office) -> dict[MemberId, str]:
    return {desk.id(name): name for name in desk.team.unlocked}


def lose(desk: Office, kind: LossKind, id_: str, by: Actor | None = None) -> Loss:
    actor, lost = by or desk.lead, Lost(kind, id_)
    note_loss(actor=actor, lost=lost, reason="it was searched", clock=desk.clock)
    return loss(actor, lost, people=people(desk), clock=desk.clock)


def levels(found: Loss) -> dict[str, Level]:
    return {one.alias: one.level for one in found.shown}


def test_a_place_gives_away_who_sleeps_there_now_and_on_the_nights_to_come(
    desk: Office, case: CaseId
) -> None:
    willow, teal, quince = desk.place(beds=4), desk.open("Teal"), desk.open("Quince")
    put(desk, case, willow, 2)
    put(desk, teal, willow, 2, after=2)
    put(desk, quince, desk.place("Alder"), 2)
    found = lose(desk, LossKind.PLACE, willow)
    shown = levels(found)
    assert (shown["Heron"], shown["Teal"]) == (Level.DIRECT, Level.DIRECT)
    assert "Quince" not in shown
    assert next(one.way for one in found.shown if one.alias == "Teal") == ("Teal sleeps at Willow",)


def test_a_member_gives_away_what_they_opened_before_what_they_only_could_open(
    desk: Office, case: CaseId
) -> None:
    desk.join("mira")
    desk.give(case, "mira")
    willow, alder = desk.place(), desk.place("Alder")
    for place in (willow, alder):
        grant_place(
            actor=desk.lead,
            place=place,
            member=desk.id("mira"),
            parts=[Part.CONTENT, Part.IDENTITY],
        )
    open_address(actor=desk.back("mira"), place=willow, reason="to bring keys", clock=desk.clock)
    shown = levels(lose(desk, LossKind.MEMBER, desk.id("mira")))
    assert shown["Heron"] is Level.DIRECT
    assert shown["Willow"] is Level.DIRECT
    assert shown["Alder"] is Level.ONE_STEP


def test_a_member_whose_keys_are_gone_still_gives_away_what_was_handed_over_to_them(
    desk: Office, case: CaseId
) -> None:
    mira = desk.join("mira")
    hand_over(actor=desk.lead, cases=[case], to=mira.member, reason="I leave", clock=desk.clock)
    take_keys_back(actor=desk.lead, member=mira.member, clock=desk.clock)
    shown = levels(lose(desk, LossKind.MEMBER, mira.member))
    assert shown["Heron"] is Level.ONE_STEP


def test_who_only_knows_what_a_place_is_like_does_not_give_away_where_it_is(desk: Office) -> None:
    desk.join("mira")
    grant_place(actor=desk.lead, place=desk.place(), member=desk.id("mira"), parts=[Part.CONTENT])
    assert lose(desk, LossKind.MEMBER, desk.id("mira")).shown == []


def test_a_person_detained_gives_away_where_they_sleep_their_worker_and_their_legs(
    watched: Office,
) -> None:
    case, willow = watched.open("Heron"), watched.place()
    put(watched, case, willow, 2)
    watched.planned(case)
    found = lose(watched, LossKind.PERSON, case)
    shown = levels(found)
    assert shown["Willow"] is Level.DIRECT
    assert shown["lead"] is Level.DIRECT
    assert shown["Heron: Yard → Station"] is Level.DIRECT
    assert "Heron: phone" not in shown
    assert [call.alias for call in found.calls] == ["lead"]
    assert found.burn_by == watched.clock().date() + dt.timedelta(days=3)


def test_a_phone_or_a_document_gives_away_whose_it_is(desk: Office, case: CaseId) -> None:
    for kind in (LossKind.PHONE, LossKind.DOCUMENT):
        found = lose(desk, kind, case)
        assert levels(found)["Heron"] is Level.DIRECT
        assert found.alias == f"Heron: {kind}"


def test_who_was_noted_to_know_a_place_is_on_the_list(desk: Office) -> None:
    place = desk.place()
    note_known(actor=desk.lead, place=place, who="the driver", how="drove", clock=desk.clock)
    assert levels(lose(desk, LossKind.PLACE, place))["the driver"] is Level.GUESS


def test_what_the_actor_cannot_open_is_counted_and_not_named(desk: Office, case: CaseId) -> None:
    willow = desk.place(beds=4)
    put(desk, case, willow, 2)
    put(desk, desk.open("Teal"), willow, 2)
    desk.join("mira")
    desk.give(case, "mira")
    grant_place(actor=desk.lead, place=willow, member=desk.id("mira"), parts=[Part.CONTENT])
    found = lose(desk, LossKind.PLACE, willow, by=desk.back("mira"))
    assert levels(found)["Heron"] is Level.DIRECT
    assert found.hidden == {Level.DIRECT: 1}
    assert "Teal" not in repr(found)
    seen = lose(desk, LossKind.MEMBER, desk.id("lead"), by=desk.back("mira"))
    assert seen.beyond == 1


def test_whoever_must_leave_has_a_bed_proposed_or_is_said_to_be_stranded(
    desk: Office, case: CaseId
) -> None:
    willow, teal = desk.place(beds=4), desk.open("Teal", people=3)
    put(desk, case, willow, 7)
    put(desk, teal, willow, 7)
    desk.place("Alder", beds=1)
    moves = {move.alias: move for move in lose(desk, LossKind.PLACE, willow).moves}
    assert [proposal.alias for proposal in moves["Heron"].proposals] == ["Alder"]
    assert not moves["Heron"].is_stranded
    assert moves["Teal"].is_stranded


def test_the_list_is_shown_for_a_working_day_to_who_noted_why(desk: Office, case: CaseId) -> None:
    lost = Lost(LossKind.PERSON, case)
    with pytest.raises(ReasonNeededError):
        loss(desk.lead, lost, people=people(desk), clock=desk.clock)
    assert lose(desk, LossKind.PERSON, case).reason == "it was searched"
    desk.join("mira")
    mira = desk.give(case, "mira")
    with pytest.raises(ReasonNeededError):
        loss(mira, lost, people=people(desk), clock=desk.clock)
    desk.clock.forward(hours=11)
    with pytest.raises(ReasonNeededError):
        loss(desk.lead, lost, people=people(desk), clock=desk.clock)


def test_who_does_not_know_what_was_lost_gets_no_list(desk: Office, case: CaseId) -> None:
    desk.join("mira")
    mira, lost = desk.back("mira"), Lost(LossKind.PERSON, case)
    note_loss(actor=desk.lead, lost=lost, reason="taken", clock=desk.clock)
    for unknown in (lost, Lost(LossKind.PLACE, desk.place()), Lost(LossKind.MEMBER, "nobody")):
        with pytest.raises(NotGrantedError):
            loss(mira, unknown, people=people(desk), clock=desk.clock)
    with pytest.raises(NotPermittedError):
        loss(at_work(desk.lead), lost, people=people(desk), clock=desk.clock)


def test_what_a_member_could_open_is_known_after_their_keys_are_gone(
    desk: Office, case: CaseId
) -> None:
    desk.join("mira")
    grant_case(
        actor=desk.lead, case=case, member=desk.id("mira"), parts=(Part.CONTENT,),
        reason="takes over", clock=desk.clock,
    )  # fmt: skip
    assert levels(lose(desk, LossKind.MEMBER, desk.id("mira")))["Heron"] is Level.ONE_STEP
    take_keys_back(actor=desk.lead, member=desk.id("mira"), clock=desk.clock)
    assert levels(lose(desk, LossKind.MEMBER, desk.id("mira")))["Heron"] is Level.ONE_STEP

from tests.apps.casework.cast import Office
from tests.apps.casework.services.test_helper_terms import driver

from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.queries.household import (
    card_of,
    case_named,
    company_of,
    helper_named,
    hidden_from,
    household,
    kept_apart,
    members_of,
    relying_on,
)
from holdfast.apps.casework.records.cases import HouseholdCard
from holdfast.apps.casework.records.devices import Device
from holdfast.apps.casework.records.household import HouseholdMember, HouseholdTie
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.devices import DeviceKind
from holdfast.apps.casework.rules.household import Age, Tie
from holdfast.apps.casework.services.devices import add_device
from holdfast.apps.casework.services.household import add_member, add_tie


def test_counts_are_left_alone_where_nobody_is_listed() -> None:
    typed = HouseholdCard(people=4, children=2, has_pets=True)
    assert card_of([], typed) == typed
    listed = [HouseholdMember(alias="Wren", age=Age.CHILD)]
    assert card_of(listed, typed) == HouseholdCard(people=2, children=1, has_pets=True)


def test_members_are_shown_by_alias_with_what_relies_on_them(desk: Office, case: CaseId) -> None:
    words = {"actor": desk.lead, "case": case, "clock": desk.clock}
    wren = add_member(member=HouseholdMember(alias="Wren"), **words)
    add_member(member=HouseholdMember(alias="Auk"), **words)
    add_device(device=Device(kind=DeviceKind.PHONE, of=wren), **words)
    file = case_file(desk.lead, case, now=desk.clock())
    assert [alias for _, alias in members_of(file)] == ["Auk", "Wren"]
    assert [relying_on(file, record) for record, _ in members_of(file)] == [0, 1]
    assert [line.gaps for line in household(desk.lead, case, clock=desk.clock).members] == [[], []]


def test_another_case_is_named_by_alias_or_short_id_among_those_one_can_open(
    desk: Office, case: CaseId
) -> None:
    short = case_file(desk.lead, case, now=desk.clock()).case.short
    for words in (" heron ", short.upper()):
        assert case_named(desk.lead, words, clock=desk.clock) == case
    assert case_named(desk.lead, "Teal", clock=desk.clock) is None
    assert case_named(desk.join("mira"), "Heron", clock=desk.clock) is None


def test_travelling_together_keeps_nobody_apart(desk: Office, case: CaseId) -> None:
    teal, wader = desk.open("Teal"), desk.open("Wader")
    for tie, other in ((Tie.TRAVELS_WITH, teal), (Tie.MUST_NOT_KNOW, wader)):
        kept = HouseholdTie(tie=tie, other_case=other)
        add_tie(actor=desk.lead, case=case, tie=kept, clock=desk.clock)
    assert kept_apart(desk.lead, case, clock=desk.clock) == {wader}
    assert kept_apart(desk.lead, wader, clock=desk.clock) == {case}
    assert kept_apart(desk.lead, teal, clock=desk.clock) == set()


def test_what_an_expired_grant_still_opens_keeps_nobody_apart(desk: Office, case: CaseId) -> None:
    wader = desk.open("Wader")
    kept = HouseholdTie(tie=Tie.MUST_NOT_KNOW, other_case=case)
    add_tie(actor=desk.lead, case=wader, tie=kept, clock=desk.clock)
    desk.join("mira")
    desk.give(case, "mira")
    mira = desk.give(wader, "mira", until=desk.clock().date())
    assert kept_apart(mira, case, clock=desk.clock) == {wader}
    desk.clock.forward(hours=48)
    assert kept_apart(mira, case, clock=desk.clock) == set()
    assert kept_apart(desk.lead, case, clock=desk.clock) == {wader}


def test_who_must_not_know_and_who_travels_along_are_told_by_their_ids(
    desk: Office, case: CaseId
) -> None:
    teal, pike = desk.open("Teal"), driver(desk)
    for tie in (
        HouseholdTie(tie=Tie.TRAVELS_WITH, other_case=teal),
        HouseholdTie(tie=Tie.MUST_NOT_KNOW, other_helper=pike),
    ):
        add_tie(actor=desk.lead, case=case, tie=tie, clock=desk.clock)
    assert hidden_from(desk.lead, case, clock=desk.clock) == {pike}
    assert hidden_from(desk.lead, teal, clock=desk.clock) == set()
    assert company_of(desk.lead, teal, clock=desk.clock) == {case}
    keep = HouseholdTie(tie=Tie.APART, other_case=case)
    add_tie(actor=desk.lead, case=teal, tie=keep, clock=desk.clock)
    assert company_of(desk.lead, case, clock=desk.clock) == set()


def test_a_helper_is_named_by_alias_or_short_id_among_those_one_can_open(desk: Office) -> None:
    pike = driver(desk)
    assert helper_named(desk.lead, " PIKE ") == pike
    assert helper_named(desk.lead, "") is None
    assert helper_named(desk.join("mira"), "Pike") is None

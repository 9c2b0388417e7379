import msgspec
import pytest
from tests.apps.casework.cast import Office
from tests.apps.casework.services.test_helper_terms import driver

from holdfast.apps.casework.errors.cases import (
    AgainstSecrecyError,
    ClosedCaseError,
    GuardianAloneError,
    OneOtherError,
    StillTheirsError,
)
from holdfast.apps.casework.errors.general import SamePersonHereError
from holdfast.apps.casework.errors.judging import NotAHelperError
from holdfast.apps.casework.errors.places import PlaceRuleError
from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.queries.household import household
from holdfast.apps.casework.records.documents import Document
from holdfast.apps.casework.records.household import HouseholdMember, HouseholdTie
from holdfast.apps.casework.rules.answers import Answer
from holdfast.apps.casework.rules.cases import CaseId, Outcome
from holdfast.apps.casework.rules.documents import DocumentKind
from holdfast.apps.casework.rules.household import Age, Agreed, Gap, Kin, Tie
from holdfast.apps.casework.services.cases import Change, change_case, close_case
from holdfast.apps.casework.services.documents import add_document
from holdfast.apps.casework.services.household import (
    add_member,
    add_tie,
    change_member,
    confirm_consent,
    remove_member,
    remove_tie,
)
from holdfast.apps.casework.services.places import place_case
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError
from holdfast.apps.keyring.rules import RecordId

GIRL = HouseholdMember(alias="Wren", age=Age.CHILD, kin=Kin.SIBLING)
INSTEAD = msgspec.structs.replace(
    GIRL, agreed=Agreed.ADULT_RELATIVE, guardian_is_threat=Answer.YES, reason="the aunt raised her"
)


def add(desk: Office, case: CaseId, member: HouseholdMember = GIRL) -> RecordId:
    return add_member(actor=desk.lead, case=case, member=member, clock=desk.clock)


def warned(desk: Office, case: CaseId) -> list[str]:
    return [w.more for w in case_of(desk.lead, case, clock=desk.clock).warnings]


def counts(desk: Office, case: CaseId) -> tuple[int, int]:
    card = case_of(desk.lead, case, clock=desk.clock).case.household
    return card.people, card.children


def test_how_many_travel_follows_from_who_is_listed(desk: Office, case: CaseId) -> None:
    wren = add(desk, case)
    add(desk, case, HouseholdMember(alias="Rook", is_travelling=False))
    assert counts(desk, case) == (2, 1)
    remove_member(actor=desk.lead, case=case, record=wren, revision=1, clock=desk.clock)
    assert counts(desk, case) == (1, 0)


def test_a_form_that_says_otherwise_does_not_change_the_count(desk: Office, case: CaseId) -> None:
    add(desk, case)
    shown = case_of(desk.lead, case, clock=desk.clock)
    typed = msgspec.structs.replace(shown.case.household, people=9, has_pets=True)
    change = Change(household=typed)
    change_case(
        actor=desk.lead, case=case, change=change, revision=shown.revision, clock=desk.clock
    )
    kept = case_of(desk.lead, case, clock=desk.clock).case.household
    assert (kept.people, kept.children, kept.has_pets) == (2, 1, True)


# ------------------------------------------------------------ consent


def test_a_child_for_whom_nobody_agreed_is_warned_of(desk: Office, case: CaseId) -> None:
    add(desk, case)
    assert warned(desk, case) == [Gap.NOBODY]


def test_a_guardian_who_is_the_threat_is_refused(desk: Office, case: CaseId) -> None:
    alone = msgspec.structs.replace(GIRL, agreed=Agreed.GUARDIAN, guardian_is_threat=Answer.YES)
    with pytest.raises(GuardianAloneError):
        add(desk, case, alone)
    with pytest.raises(GuardianAloneError):
        add(desk, case, msgspec.structs.replace(INSTEAD, reason=""))
    assert household(desk.lead, case, clock=desk.clock).members == []


def test_somebody_else_s_consent_counts_once_a_second_person_confirmed_it(
    desk: Office, case: CaseId
) -> None:
    wren = add(desk, case, INSTEAD)
    assert warned(desk, case) == [Gap.SECOND]
    words = {"case": case, "record": wren, "revision": 1, "clock": desk.clock}
    with pytest.raises(SamePersonHereError):
        confirm_consent(actor=desk.lead, **words)
    confirm_consent(actor=desk.second(case), **words)
    assert warned(desk, case) == []


def test_a_change_of_the_consent_asks_the_second_person_again(desk: Office, case: CaseId) -> None:
    wren = add(desk, case, INSTEAD)
    second = desk.second(case)
    confirm_consent(actor=second, case=case, record=wren, revision=1, clock=desk.clock)
    words = {"actor": desk.lead, "case": case, "record": wren, "clock": desk.clock}
    noted = msgspec.structs.replace(INSTEAD, notes="likes maps")
    change_member(member=noted, revision=2, **words)
    assert warned(desk, case) == []
    other = msgspec.structs.replace(INSTEAD, reason="the grandmother raised her")
    change_member(member=other, revision=3, **words)
    assert warned(desk, case) == [Gap.SECOND]


# ------------------------------------------------------------ two at once, and what is relied on


def test_two_changes_at_once_conflict_and_nothing_is_overwritten(
    desk: Office, case: CaseId
) -> None:
    wren = add(desk, case)
    words = {"case": case, "record": wren, "revision": 1, "clock": desk.clock}
    theirs = msgspec.structs.replace(GIRL, notes="theirs")
    change_member(actor=desk.second(case), member=theirs, **words)
    with pytest.raises(EditConflictError):
        change_member(actor=desk.lead, member=GIRL, **words)
    (line,) = household(desk.lead, case, clock=desk.clock).members
    assert line.stored.value.notes == "theirs"


def test_nobody_is_taken_out_to_whom_a_document_belongs(desk: Office, case: CaseId) -> None:
    wren = add(desk, case)
    document = Document(kind=DocumentKind.BIRTH, of=wren)
    add_document(actor=desk.lead, case=case, document=document, clock=desk.clock)
    with pytest.raises(StillTheirsError):
        remove_member(actor=desk.lead, case=case, record=wren, revision=1, clock=desk.clock)


def test_a_closed_case_takes_nobody(desk: Office, case: CaseId) -> None:
    close_case(actor=desk.lead, case=case, outcome=Outcome.LEFT_ALONE, revision=1, clock=desk.clock)
    with pytest.raises(ClosedCaseError):
        add(desk, case)


def test_who_holds_no_key_adds_nobody(desk: Office, case: CaseId) -> None:
    mira = desk.join("mira")
    with pytest.raises(NotGrantedError):
        add_member(actor=mira, case=case, member=GIRL, clock=desk.clock)


# ------------------------------------------------------------ kept apart


def test_a_tie_names_one_other_that_can_be_opened(desk: Office, case: CaseId) -> None:
    words = {"actor": desk.lead, "case": case, "clock": desk.clock}
    for other in ({}, {"other_case": case}, {"other_case": "z" * 26},
                  {"other_case": desk.open("Teal"), "other_alias": "Rook"}):  # fmt: skip
        with pytest.raises(OneOtherError):
            add_tie(tie=HouseholdTie(tie=Tie.APART, **other), **words)
    assert household(desk.lead, case, clock=desk.clock).ties == []


def test_both_households_show_a_tie_and_a_bed_beside_the_other_is_refused(
    desk: Office, case: CaseId
) -> None:
    teal, willow = desk.open("Teal"), desk.place(beds=4)
    tie = HouseholdTie(tie=Tie.APART, other_case=teal, why="her brother")
    record = add_tie(actor=desk.lead, case=case, tie=tie, clock=desk.clock)
    shown = [
        [(line.other, line.is_theirs) for line in household(desk.lead, c, clock=desk.clock).ties]
        for c in (case, teal)
    ]
    assert shown == [[("Teal", False)], [("Heron", True)]]
    words = {"actor": desk.lead, "place": willow, "first": desk.clock().date(), "nights": 2}
    place_case(case=case, clock=desk.clock, **words)
    with pytest.raises(PlaceRuleError, match="must not be placed"):
        place_case(case=teal, clock=desk.clock, **words)
    remove_tie(actor=desk.lead, case=case, record=record, revision=1, clock=desk.clock)
    place_case(case=teal, clock=desk.clock, **words)


def test_who_cannot_open_the_other_case_sees_a_tie_without_its_alias(
    desk: Office, case: CaseId
) -> None:
    tie = HouseholdTie(tie=Tie.MUST_NOT_KNOW, other_case=desk.open("Teal"))
    add_tie(actor=desk.lead, case=case, tie=tie, clock=desk.clock)
    (line,) = household(desk.second(case), case, clock=desk.clock).ties
    assert line.other == ""


def test_every_step_stands_in_the_timeline(desk: Office, case: CaseId) -> None:
    add(desk, case)
    moments = case_of(desk.lead, case, clock=desk.clock).moments
    assert "Wren, child: added" in [m.says for m in moments if m.kind == "household"]
    assert len(case_file(desk.lead, case, now=desk.clock()).all(HouseholdMember)) == 1


def test_a_helper_who_must_not_know_is_named_by_id_and_shown_by_alias(
    desk: Office, case: CaseId
) -> None:
    pike = driver(desk)
    tie = HouseholdTie(tie=Tie.MUST_NOT_KNOW, other_helper=pike)
    add_tie(actor=desk.lead, case=case, tie=tie, clock=desk.clock)
    (line,) = household(desk.lead, case, clock=desk.clock).ties
    assert line.other == "Pike"
    (line,) = household(desk.second(case), case, clock=desk.clock).ties
    assert line.other == ""


def test_a_helper_does_not_travel_along_and_one_nobody_knows_is_not_named(
    desk: Office, case: CaseId
) -> None:
    words = {"actor": desk.lead, "case": case, "clock": desk.clock}
    with pytest.raises(OneOtherError, match="goes with a leg"):
        add_tie(tie=HouseholdTie(tie=Tie.TRAVELS_WITH, other_helper=driver(desk)), **words)
    with pytest.raises(NotAHelperError):
        add_tie(tie=HouseholdTie(tie=Tie.MUST_NOT_KNOW, other_helper="z" * 26), **words)
    assert household(desk.lead, case, clock=desk.clock).ties == []


def test_nobody_is_said_to_travel_with_who_must_not_know_of_them(
    desk: Office, case: CaseId
) -> None:
    teal = desk.open("Teal")
    hidden = HouseholdTie(tie=Tie.MUST_NOT_KNOW, other_case=case)
    add_tie(actor=desk.lead, case=teal, tie=hidden, clock=desk.clock)
    with pytest.raises(AgainstSecrecyError):
        add_tie(
            actor=desk.lead, case=case, clock=desk.clock,
            tie=HouseholdTie(tie=Tie.TRAVELS_WITH, other_case=teal),
        )  # fmt: skip


def test_a_bed_with_a_host_who_must_not_know_of_them_is_refused(desk: Office, case: CaseId) -> None:
    pike = driver(desk)
    willow = desk.place(hosted_by=pike)
    tie = HouseholdTie(tie=Tie.MUST_NOT_KNOW, other_helper=pike)
    add_tie(actor=desk.lead, case=case, tie=tie, clock=desk.clock)
    with pytest.raises(PlaceRuleError, match="must not know"):
        place_case(
            actor=desk.lead, case=case, place=willow, first=desk.clock().date(), nights=1,
            clock=desk.clock,
        )  # fmt: skip

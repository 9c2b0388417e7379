from tests.apps.casework.cast import PERSON, Office

from holdfast.apps.casework.queries.same_number import same_number
from holdfast.apps.casework.records.people import Helper, HelperIdentity
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.openings import set_identity
from holdfast.apps.casework.services.people import open_helper
from holdfast.apps.keyring.rules import Part


def named(desk: Office, case: CaseId) -> None:
    set_identity(actor=desk.lead, case=case, identity=PERSON, reason="x", clock=desk.clock)


def test_a_number_used_twice_is_found_only_where_both_may_be_identified(
    desk: Office, case: CaseId
) -> None:
    who = HelperIdentity(phones=("0999 5550184726",))
    fig = open_helper(actor=desk.lead, helper=Helper(alias="Fig"), identity=who)
    assert same_number(desk.lead, case, now=desk.clock()) == []
    named(desk, case)
    assert same_number(desk.lead, case, now=desk.clock()) == ["Fig"]
    assert same_number(desk.lead, fig, now=desk.clock()) == ["Heron"]
    assert same_number(desk.second(case), case, now=desk.clock()) == []


def test_a_case_of_an_expired_grant_is_neither_named_nor_counted(
    desk: Office, case: CaseId
) -> None:
    teal = desk.open("Teal")
    for one in (case, teal):
        named(desk, one)
    desk.join("mira")
    both = (Part.CONTENT, Part.IDENTITY)
    desk.give(case, "mira", *both)
    mira = desk.give(teal, "mira", *both, until=desk.clock().date())
    assert same_number(mira, case, now=desk.clock()) == ["Teal"]
    desk.clock.forward(hours=48)
    assert same_number(mira, case, now=desk.clock()) == []

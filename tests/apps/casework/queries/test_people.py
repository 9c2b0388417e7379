import pytest
from tests.apps.casework.cast import Office

from holdfast.apps.casework.errors.judging import NotAHelperError
from holdfast.apps.casework.queries.cases import cases
from holdfast.apps.casework.queries.people import helper, helpers, who_knows_helper
from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.people import HelperRole
from holdfast.apps.casework.services.people import grant_helper, open_helper
from holdfast.apps.keyring.rules import Part


def test_helpers_are_listed_by_alias_and_by_role(desk: Office) -> None:
    for alias, role in (("Plum", HelperRole.HOST), ("Fig", HelperRole.DRIVER)):
        open_helper(actor=desk.lead, helper=Helper(alias=alias, roles=(role,)))
    assert [view.helper.alias for view in helpers(desk.lead)] == ["Fig", "Plum"]
    assert [v.helper.alias for v in helpers(desk.lead, role=HelperRole.HOST)] == ["Plum"]
    assert cases(desk.lead, clock=desk.clock) == []


def test_whoever_does_not_hold_a_helper_does_not_see_them(desk: Office) -> None:
    found = open_helper(actor=desk.lead, helper=Helper(alias="Fig"))
    mira = desk.join("mira")
    assert helpers(mira) == []
    with pytest.raises(NotAHelperError):
        helper(mira, found)


def test_a_case_is_no_helper(desk: Office, case: CaseId) -> None:
    with pytest.raises(NotAHelperError):
        helper(desk.lead, case)


def test_who_knows_a_helper_is_told_part_by_part(desk: Office) -> None:
    found = open_helper(actor=desk.lead, helper=Helper(alias="Fig"))
    desk.join("mira")
    grant_helper(actor=desk.lead, helper=found, member=desk.id("mira"), parts=[Part.CONTENT])
    knows = who_knows_helper(desk.lead, found)
    assert set(knows.members) == {desk.lead.member, desk.id("mira")}
    assert knows.with_identity == [desk.lead.member]
    assert not helper(desk.back("mira"), found).may_identify

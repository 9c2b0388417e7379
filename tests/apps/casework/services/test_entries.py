import pytest
from tests.apps.casework.cast import Office, all_of

from holdfast.apps.casework.errors.general import BadDateError
from holdfast.apps.casework.records.cases import Fact, Opening
from holdfast.apps.casework.rules.cases import FactKind
from holdfast.apps.casework.services.entries import add_fact_to, note_opening
from holdfast.apps.keyring.rules import Part
from holdfast.apps.keyring.services.scopes import create_case_scope, create_unit
from holdfast.apps.keyring.services.writing import writing


def test_an_entry_has_its_member_and_its_moment(desk: Office) -> None:
    now = desk.clock()
    with writing(desk.lead) as write:
        unit = create_unit(write, create_case_scope(write), Part.CONTENT)
        add_fact_to(write, unit, FactKind.NOTE, "A scar.", on="~2029", at=now)
        note_opening(write, unit, Part.IDENTITY, reason="to call", at=now)
    (fact,), (opening,) = all_of(desk.lead, Fact), all_of(desk.lead, Opening)
    assert (fact.on, fact.by, fact.at) == ("~2029", desk.lead.member, now)
    assert (opening.part, opening.reason) == (Part.IDENTITY, "to call")


def test_a_date_that_is_none_saves_nothing(desk: Office) -> None:
    with pytest.raises(BadDateError), writing(desk.lead) as write:
        unit = create_unit(write, create_case_scope(write), Part.CONTENT)
        add_fact_to(write, unit, FactKind.NOTE, "A scar.", on="yesterday", at=desk.clock())
    assert all_of(desk.lead, Fact) == []

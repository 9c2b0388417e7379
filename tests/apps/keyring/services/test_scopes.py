import pytest
from tests.apps.keyring.cast import Case, Team

from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.models import Holding, ScopeKey, Unit, UnitWrap
from holdfast.apps.keyring.queries.keys import open_keys
from holdfast.apps.keyring.rules import Part, ScopeId
from holdfast.apps.keyring.services.scopes import create_case_scope, create_unit
from holdfast.apps.keyring.services.writing import writing


def test_a_case_has_two_keys_that_its_maker_holds(team: Team) -> None:
    with writing(team.lead) as write:
        scope = create_case_scope(write)
    held = open_keys(team.lead, scope=scope)
    assert {key.part for key in held} == {Part.CONTENT, Part.IDENTITY}
    assert len({key.key for key in held}) == 2
    rows = ScopeKey.objects.filter(scope=scope)
    assert {(row.epoch, row.due_since) for row in rows} == {(1, "")}
    assert Holding.objects.filter(scope_key__in=rows.values("pk")).count() == 2


def test_a_unit_is_wrapped_once_under_its_part(team: Team, case: Case) -> None:
    with writing(team.lead) as write:
        unit = create_unit(write, case.scope, Part.CONTENT)
    assert Unit.objects.filter(pk=unit).count() == 1
    assert UnitWrap.objects.filter(unit=unit).count() == 1


def test_nobody_makes_a_unit_in_a_scope_they_hold_no_key_to(team: Team, case: Case) -> None:
    outsider = team.join("outsider")
    for scope in (case.scope, ScopeId("nowhere")):
        with pytest.raises(NotGrantedError), writing(outsider) as write:
            create_unit(write, scope, Part.CONTENT)

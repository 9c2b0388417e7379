import pytest
from tests.apps.keyring.cast import Team, root

from holdfast.apps.accounts import services as accounts
from holdfast.apps.keyring.models import ScopeKey
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.queries.keys import team_key, trusted
from holdfast.apps.keyring.records import LedgerRoot
from holdfast.apps.keyring.services.founding import AlreadyFoundedError, found_site


def test_a_founded_site_has_a_team_a_ledger_key_and_its_founders_card(team: Team) -> None:
    assert team_key(team.lead)
    assert len(list(find(team.lead, LedgerRoot))) == 1
    assert trusted(team.lead, team.lead.member) == team.lead.keys.public


def test_a_site_is_founded_once(team: Team) -> None:
    with pytest.raises(AlreadyFoundedError):
        found_site(accounts.create_member(root("second")))
    assert ScopeKey.objects.count() == 1

import pytest
from tests.apps.keyring.cast import Team, found_team
from tests.apps.watch.cast import WREN

from holdfast.apps.watch.errors import NoWatchError
from holdfast.apps.watch.queries.team import addresses, letterbox, stored_addresses
from holdfast.apps.watch.services.founding import set_address


@pytest.fixture
def team(site) -> Team:
    return found_team()


def test_without_a_watch_there_is_no_key(team: Team) -> None:
    with pytest.raises(NoWatchError):
        letterbox(team.lead)


def test_where_a_member_is_told_is_known_to_the_team(team: Team) -> None:
    mira = team.join("mira")
    assert addresses(mira) == {}
    set_address(mira, WREN)
    assert addresses(team.lead) == {mira.member: WREN}
    assert [kept.value.address for kept in stored_addresses(team.lead)] == [WREN]

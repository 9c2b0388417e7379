import pytest
from tests.apps.keyring.cast import Team
from tests.apps.review.cast import Bench
from tests.apps.review.reports import TORTURED

from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.review.errors import NoReviewError, NoSuchFindingError
from holdfast.apps.review.queries.desk import find_place, is_founded, read_desk
from holdfast.apps.review.rules import FindingId


def test_without_a_desk_it_says_so(team: Team) -> None:
    assert not is_founded(team.lead)
    with pytest.raises(NoReviewError):
        find_place(team.lead)


def test_the_reports_lie_in_the_order_in_which_they_came(bench: Bench) -> None:
    desk = read_desk(bench.lead)
    assert [stored.value.report.id for stored in desk.reports] == ["r1", "r2", "r3"]
    assert desk.finding(TORTURED).value.title == "Torture"
    with pytest.raises(NoSuchFindingError):
        desk.finding(FindingId("none"))


def test_every_member_knows_that_there_is_a_desk_and_opens_it_only_with_its_key(
    bench: Bench,
) -> None:
    mira = bench.archive.join("mira")
    assert is_founded(mira)
    with pytest.raises(NotGrantedError):
        read_desk(mira)

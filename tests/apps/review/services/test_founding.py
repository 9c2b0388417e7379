import pytest
from tests.apps.cast import at_work
from tests.apps.keyring.cast import Team
from tests.apps.review.cast import Bench

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.keyring.errors import AlreadyHoldsError
from holdfast.apps.review.errors import NoReviewError, ReviewFoundedError
from holdfast.apps.review.queries.desk import read_desk
from holdfast.apps.review.services.founding import found_review, join_review


def test_a_desk_is_founded_once_by_somebody_who_judges(team: Team) -> None:
    judge = at_work(team.lead, Role.ANALYST)
    with pytest.raises(NotPermittedError):
        found_review(actor=at_work(team.lead, Role.DOCUMENTER))
    with pytest.raises(NoReviewError):
        join_review(actor=judge, member=judge.member)
    scope = found_review(actor=judge)
    assert read_desk(judge).place.scope == scope
    with pytest.raises(ReviewFoundedError):
        found_review(actor=judge)


def test_who_is_let_in_reads_the_desk(bench: Bench) -> None:
    mira = bench.archive.join("mira", Role.ANALYST)
    join_review(actor=bench.lead, member=mira.member)
    judge = at_work(bench.archive.team.back("mira"), Role.ANALYST)
    assert len(read_desk(judge).reports) == 3
    with pytest.raises(AlreadyHoldsError):
        join_review(actor=bench.lead, member=mira.member)
    with pytest.raises(NotPermittedError):
        join_review(actor=at_work(judge, Role.OPERATOR), member=bench.lead.member)

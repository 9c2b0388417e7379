import datetime as dt

from tests.apps.keyring.cast import Case, Team, give

from holdfast.apps.keyring.queries.tasks import (
    all_holders,
    beyond,
    held_beyond,
    held_by,
    held_by_them_alone,
    holders,
    overdue_rotations,
)
from holdfast.apps.keyring.rules import Part
from holdfast.apps.keyring.services.opening import open_scope
from holdfast.apps.keyring.services.revocation import revoke
from holdfast.kernel.clock import frozen

APRIL = dt.datetime(2031, 4, 2, tzinfo=dt.UTC)


def test_a_rotation_becomes_a_task_after_a_week_and_ends_when_a_holder_opens_the_scope(
    team: Team, case: Case
) -> None:
    outsider = team.join("outsider")
    mira = team.join("mira").member
    give(team, "mira", case, Part.CONTENT)
    revoke(team.lead, case.scope, Part.CONTENT, mira, clock=frozen(APRIL))
    soon, later = (frozen(APRIL + dt.timedelta(weeks=w)) for w in (0, 1))
    assert overdue_rotations(team.lead, clock=soon) == []
    (due,) = overdue_rotations(team.lead, clock=later)
    assert (due.scope, due.part, due.since) == (case.scope, Part.CONTENT, "2031-W14")
    assert overdue_rotations(outsider, clock=later) == []
    open_scope(team.lead, case.scope)
    assert overdue_rotations(team.lead, clock=later) == []


def test_holders_are_told_to_holders_only(team: Team, case: Case) -> None:
    outsider = team.join("outsider")
    mira = give(team, "outsider", case, Part.IDENTITY)
    assert set(holders(team.lead, case.scope, Part.IDENTITY)) == {team.lead.member, mira.member}
    assert holders(outsider, case.scope, Part.CONTENT) == []


def test_what_would_be_lost_with_a_member_is_named(team: Team, case: Case) -> None:
    alone = held_by_them_alone(team.lead.member)
    assert {(case.scope, Part.CONTENT), (case.scope, Part.IDENTITY)} < set(alone)
    team.join("mira")
    give(team, "mira", case, Part.CONTENT)
    assert held_by_them_alone(team.lead.member) == [(case.scope, Part.IDENTITY)]


def test_all_holders_are_those_of_each_scope_that_one_holds(team: Team, case: Case) -> None:
    outsider = team.join("outsider")
    found = all_holders(team.lead)
    assert {place for place in found if place[0] == case.scope} == {
        (case.scope, Part.CONTENT), (case.scope, Part.IDENTITY)
    }  # fmt: skip
    for (scope, part), members in found.items():
        assert members == holders(team.lead, scope, part)
    assert case.scope not in {scope for scope, _ in all_holders(outsider)}


def test_of_what_one_cannot_open_the_number_is_told_and_no_more(team: Team, case: Case) -> None:
    outsider = team.join("outsider")
    before = held_beyond(outsider, team.lead.member)
    mira = give(team, "outsider", case, Part.CONTENT)
    assert held_beyond(mira, team.lead.member) == before - 1
    assert held_beyond(team.lead, mira.member) == 0


def test_all_that_a_member_holds_is_named_to_be_taken_back(team: Team, case: Case) -> None:
    team.join("mira")
    mira = give(team, "mira", case, Part.CONTENT)
    assert (case.scope, Part.CONTENT) in held_by(mira.member)
    assert (case.scope, Part.IDENTITY) not in held_by(mira.member)


def test_of_what_somebody_cannot_open_they_learn_the_number(team: Team, case: Case) -> None:
    outsider = team.join("outsider")
    assert beyond(team.lead) == 0
    before = beyond(outsider)
    give(team, "outsider", case, Part.CONTENT)
    assert beyond(team.back("outsider")) == before - 1

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.apps.accounts.rules import (
    PERMISSIONS,
    Lifetime,
    Permission,
    Role,
    SessionState,
    may,
    normal_alias,
    session_state,
)

# Every permission of every role, written out by hand: a change of the rules must change this too.
# Columns: operator, case worker, coordinator, documenter, analyst, publisher, keyholder.
TABLE = """
    KEEP_OWN_KEYS    x x x x x x x
    LOCK_SELF        x x x x x x x
    TRAVEL           x x x x x x x
    SEE_MEMBERS      x x x x x x x
    BACK_UP          x . . . . . .
    CHECK_SITE       x . . . . . x
    LOCK_SITE        x . x . . . x
    ANSWER_CONTACTS  x x x . . . .
    OPEN_CASES       . x x . . . .
    WORK_CASES       . x x . . . .
    PLAN_JOURNEYS    . x x . . . .
    GRANT_CASES      . . x . . . .
    SHRED_CASES      . . x . . . .
    TAKE_TESTIMONY   . x x x . . .
    ENTER_EXHIBITS   . . . x . . .
    READ_FINDINGS    . . . x x x .
    JUDGE_REPORTS    . . . . x . .
    RUN_ANALYSES     . . . . x . .
    RELEASE          . . . . . x .
    INVITE           . . . . . . x
    SET_ROLES        . . . . . . x
    END_MEMBERSHIP   . . . . . . x
    UNLOCK_SITE      . . . . . . x
    SHRED_SITE       . . . . . . x
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].lower())
def test_each_role_may_do_what_the_table_says_and_nothing_else(row):
    permission = Permission[row[0]]
    assert [may([role], permission) for role in Role] == [mark == "x" for mark in row[1:]]


def test_the_table_names_every_permission_and_every_role():
    assert {row[0] for row in ROWS} == set(Permission.__members__)
    assert {len(row) - 1 for row in ROWS} == {len(Role)} == {len(PERMISSIONS)}


def test_nobody_without_a_role_may_do_anything():
    assert not any(may([], permission) for permission in Permission)


@given(st.sets(st.sampled_from(Role)))
def test_several_roles_permit_what_any_one_of_them_does(roles):
    for permission in Permission:
        assert may(roles, permission) == any(may([role], permission) for role in roles)


def test_an_alias_is_read_however_it_is_typed():
    assert {normal_alias(t) for t in ("k7m-2xq", "K7M2XQ", " k7m 2xq ", "k7m_2xq")} == {"k7m-2xq"}
    assert normal_alias("") == ""


LIFETIME = Lifetime()
START = dt.datetime(2031, 4, 2, 9, 0, tzinfo=dt.UTC)


def state(*, seen, now):
    minutes = lambda m: START + dt.timedelta(minutes=m)  # noqa: E731
    return session_state(
        started_at=START, seen_at=minutes(seen), now=minutes(now), lifetime=LIFETIME
    )


def test_a_session_ends_when_it_is_idle_too_long_and_when_it_is_too_old():
    assert state(seen=0, now=19.9) is SessionState.OPEN
    assert state(seen=0, now=20) is SessionState.IDLE
    assert state(seen=599, now=599.9) is SessionState.OPEN
    assert state(seen=599, now=600) is SessionState.OLD


def test_a_clock_that_went_back_is_told_from_one_that_is_a_little_off():
    assert state(seen=30, now=28) is SessionState.OPEN
    assert state(seen=30, now=27.9) is SessionState.CLOCK_BACK


@given(st.floats(0, 700), st.floats(0, 700), st.floats(0, 700))
def test_a_session_that_time_has_ended_is_not_opened_by_more_time(seen, now, later):
    if state(seen=seen, now=now) in (SessionState.IDLE, SessionState.OLD):
        assert state(seen=seen, now=now + later) is not SessionState.OPEN

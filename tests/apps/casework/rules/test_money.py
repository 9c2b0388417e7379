import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.apps.casework.rules.money import (
    LEFT_US,
    MOVES,
    Payment,
    approvals_needed,
    moves_from,
)

P = Payment


def test_the_table_names_every_state_and_money_leaves_only_after_approval() -> None:
    assert set(MOVES) == set(Payment)
    assert [state for state, after in MOVES.items() if P.SENT in after] == [P.APPROVED]
    assert MOVES[P.RETURNED] == frozenset()


@pytest.mark.parametrize(
    ("minor", "limit", "needed"), [(100, 100, 1), (101, 100, 2), (1, None, 2), (1, 100, 1)]
)
def test_over_the_limit_or_without_one_two_approve(
    minor: int, limit: int | None, needed: int
) -> None:
    assert approvals_needed(minor, limit) == needed


def test_what_became_suspicious_goes_back_to_where_it_was_or_is_returned() -> None:
    assert moves_from([P.REQUESTED, P.APPROVED, P.SENT, P.SUSPICIOUS]) == {P.SENT, P.RETURNED}


def test_what_was_never_sent_is_not_returned() -> None:
    assert moves_from([P.REQUESTED, P.SUSPICIOUS]) == {P.REQUESTED}


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_no_path_sends_money_that_was_not_approved(data: st.DataObject) -> None:
    path = [P.REQUESTED]
    for _ in range(data.draw(st.integers(0, 9))):
        after = sorted(moves_from(path))
        if not after:
            break
        path.append(data.draw(st.sampled_from(after)))
    gone = [state for state in path if state in LEFT_US]
    assert not gone or P.APPROVED in path[: path.index(gone[0])]

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.apps.intake.cast import MONDAY

from holdfast.apps.intake.rules import Voice
from holdfast.apps.intake.team.load import (
    LEAST_SHOWN,
    Wait,
    arrivals_in,
    hidden_below,
    quantile,
    waiting,
    waits_in,
    was_kept,
)

MINUTE = dt.timedelta(minutes=1)


def said(*voices: tuple[int, Voice]) -> list[tuple[dt.datetime, Voice]]:
    return [(MONDAY + minutes * MINUTE, voice) for minutes, voice in voices]


def test_a_wait_runs_from_the_first_unanswered_word_to_the_answer() -> None:
    talk = said(
        (0, Voice.THEM), (5, Voice.THEM), (9, Voice.NOTE), (20, Voice.US),
        (21, Voice.CALL), (30, Voice.THEM), (60, Voice.CALL), (90, Voice.DANGER),
    )  # fmt: skip
    assert waits_in(talk) == [
        Wait(MONDAY, 20 * MINUTE, is_first=True),
        Wait(MONDAY + 30 * MINUTE, 30 * MINUTE, is_first=False),
    ]
    assert arrivals_in(talk) == [at for at, voice in talk if voice not in {Voice.US, Voice.NOTE}]


def test_who_was_never_answered_counts_as_long_as_they_wait() -> None:
    talk = said((0, Voice.THEM), (9, Voice.DANGER))
    assert waits_in(talk) == []
    (wait,) = waits_in(talk, waiting_at=MONDAY + 40 * MINUTE)
    assert (wait.length, wait.is_open) == (40 * MINUTE, True)
    assert was_kept(wait, 39 * MINUTE) is False
    assert was_kept(wait, 40 * MINUTE) is None


def test_only_the_first_answer_is_held_against_the_promise() -> None:
    first, later = Wait(MONDAY, MINUTE, is_first=True), Wait(MONDAY, MINUTE, is_first=False)
    assert (was_kept(first, MINUTE), was_kept(first, MINUTE / 2)) == (True, False)
    assert was_kept(later, MINUTE) is None


def test_who_was_written_to_first_did_not_wait() -> None:
    assert waits_in(said((0, Voice.US), (9, Voice.SAFE))) == []


def test_quantiles_are_of_the_nearest_rank() -> None:
    lengths = [n * MINUTE for n in (9, 1, 3, 7, 5, 2, 4, 6, 8, 10)]
    assert quantile(lengths, 0.5) == 5 * MINUTE
    assert quantile(lengths, 0.9) == 9 * MINUTE
    assert quantile([MINUTE], 0.9) == MINUTE


def test_of_fewer_than_five_nothing_is_said() -> None:
    few = waiting([MINUTE] * (LEAST_SHOWN - 1), [True] * (LEAST_SHOWN - 1))
    assert (few.median, few.ninetieth, few.within_promise) == (None, None, None)
    enough = waiting([MINUTE] * LEAST_SHOWN, [True, True, False, True, True, False])
    assert (enough.median, enough.within_promise) == (MINUTE, 65)


@settings(deadline=None, max_examples=200)
@given(st.dictionaries(st.integers(0, 23), st.integers(0, 40), min_size=1, max_size=24))
def test_no_count_below_five_is_shown_nor_can_be_worked_out_from_the_sum(counts) -> None:
    shown = hidden_below(counts)
    hidden = [key for key, count in shown.items() if count is None]
    assert all(count is None or count >= LEAST_SHOWN for count in shown.values())
    assert all(shown[key] in {None, counts[key]} for key in counts)
    people = [counts[key] for key in hidden if counts[key]]
    if people and len(hidden) < len(counts):
        assert len(people) > 1
        assert sum(people) >= LEAST_SHOWN


def test_where_nobody_wrote_elsewhere_one_large_count_gives_nobody_away() -> None:
    assert hidden_below({1: 40, 2: 0, 3: 0}) == {1: 40, 2: None, 3: None}
    assert hidden_below({1: 40, 2: 4, 3: 0, 4: 60}) == {1: None, 2: None, 3: None, 4: 60}


def test_where_nothing_is_small_all_is_shown() -> None:
    counts = {"a": 5, "b": 900}
    assert hidden_below(counts) == counts

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.apps.watch.cast import DUE, LADDER, WORDS, minutes

from holdfast.apps.watch import rules
from holdfast.apps.watch.errors import BadAddressError, NoLadderError
from holdfast.apps.watch.rules import (
    Done,
    Notice,
    Step,
    Words,
    check_address,
    due_notices,
    heard,
    is_same_word,
    newest_at,
    refuse_unusable,
    verifiers,
)

LATE = DUE + minutes(10)


def due(done: list[Done], at: dt.datetime) -> list[int]:
    return due_notices(LADDER, done, late_at=LATE, now=at)


def step(step: Step, notice: int = -1) -> Done:
    return Done(step, notice, LATE)


def test_a_notice_is_due_from_its_minute_on() -> None:
    assert due([], LATE - minutes(1)) == []
    assert due([], LATE) == [0]
    assert due([], LATE + minutes(15)) == [0, 1]
    assert due([], LATE + minutes(5000)) == [0, 1]


def test_what_was_sent_is_done_and_what_was_only_begun_is_due_again() -> None:
    later = LATE + minutes(20)
    assert due([step(Step.SENDING, 0)], later) == [0, 1]
    assert due([step(Step.SENDING, 0), step(Step.SENT, 0)], later) == [1]
    assert due([step(Step.REFUSED, 0)], later) == [0, 1]


def test_safe_stops_the_ladder_and_a_wrong_word_does_not() -> None:
    assert due([step(Step.SAFE)], LATE + minutes(60)) == []
    assert due([step(Step.WRONG_WORD)], LATE + minutes(60)) == [0, 1]


def test_duress_tells_everybody_at_once_and_is_never_taken_back() -> None:
    assert due([step(Step.DURESS)], DUE - minutes(60)) == [0, 1]
    assert due([step(Step.DURESS), step(Step.SAFE)], DUE) == [0, 1]


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.tuples(st.sampled_from(Step), st.integers(0, 1)), max_size=8),
    st.integers(-500, 500),
    st.integers(0, 500),
)
def test_no_step_but_safe_and_sent_silences_and_time_never_does(
    steps: list[tuple[Step, int]], start: int, later: int
) -> None:
    done = [Done(name, notice, LATE) for name, notice in steps]
    now = LATE + minutes(start)
    assert set(due(done, now)) <= set(due(done, now + minutes(later)))
    loud = [d for d in done if d.step not in {Step.SAFE, Step.SENT}]
    assert set(due([], now)) <= set(due(loud, now))


def test_words_are_known_without_being_kept() -> None:
    assert b"heron" not in WORDS.safe + WORDS.duress
    assert heard("grey heron", WORDS) is Step.SAFE
    assert heard("  Grey   HERON ", WORDS) is Step.SAFE
    assert heard("white heron", WORDS) is Step.DURESS
    assert heard("heron", WORDS) is Step.WRONG_WORD
    assert heard("", Words()) is Step.WRONG_WORD


def test_the_same_word_looks_otherwise_under_another_salt() -> None:
    other = verifiers(salt=b"other", safe="grey heron", duress="white heron")
    assert {other.safe, other.duress}.isdisjoint({WORDS.safe, WORDS.duress})


def test_a_word_is_weighed_at_the_cost_it_was_kept_at(monkeypatch) -> None:
    monkeypatch.setattr(rules, "COST", 2)
    cheap = verifiers(salt=b"salt", safe="grey heron", duress="white heron")
    monkeypatch.setattr(rules, "COST", 3)
    assert (cheap.cost, heard("grey heron", cheap)) == (2, Step.SAFE)
    assert WORDS.cost == 14


def test_of_no_word_nothing_is_kept_and_nothing_is_heard_as_it() -> None:
    alone = verifiers(salt=b"salt", safe="grey heron", duress=" ")
    assert alone.duress == b""
    assert heard("", alone) is Step.WRONG_WORD


def test_words_that_sound_the_same_are_the_same() -> None:
    assert is_same_word("Grey  heron", "grey heron")
    assert not is_same_word("grey heron", "white heron")


@pytest.mark.parametrize(
    "address", ["", "wren", "@x", "wren@", "a b@x", "a@x,b@x", "wren@x\nBcc: y@z", "ж@x", "a" * 255 + "@x"]
)  # fmt: skip
def test_what_no_mail_reaches_is_refused(address: str) -> None:
    with pytest.raises(BadAddressError):
        check_address(address)
    with pytest.raises(BadAddressError):
        refuse_unusable([Notice(0, address)])


def test_a_ladder_that_tells_nobody_is_refused() -> None:
    with pytest.raises(NoLadderError):
        refuse_unusable([])
    assert check_address("wren@mail.example") == "wren@mail.example"


def test_the_newest_step_is_the_last_one() -> None:
    assert newest_at([]) is None
    assert newest_at([Done(Step.SENT, 0, DUE), Done(Step.SAFE, -1, LATE)]) == LATE

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.apps.intake.cast import MONDAY

from holdfast.apps.intake.errors import BadTopicError, BadZoneError
from holdfast.apps.intake.rules import Danger
from holdfast.apps.intake.team.notices import (
    EVERY_MINUTES,
    REFUSED_PAUSE,
    By,
    DueNotice,
    NoticeKind,
    Quiet,
    Reached,
    State,
    ToldOnce,
    after_all_clear,
    check_topic,
    checked_minutes,
    due_notices,
    holding,
    is_in_danger,
    is_quiet,
    refused_now,
    told_now,
    zone_named,
)

MINUTE = dt.timedelta(minutes=1)
ALL = tuple(NoticeKind)
MIRA = Reached(member="mira", by=By.MAIL, address="m@mail.example", kinds=ALL)
WORST = State(waits=True, newest_at=MONDAY, is_danger=True, due_at=MONDAY - MINUTE)


def due(state: State, *told: ToldOnce, to: Reached = MIRA, now: dt.datetime = MONDAY):
    found = due_notices([to], state, told, every=EVERY_MINUTES, now=now)
    return [one.kind for one in found]


def test_what_is_so_is_said_the_worst_first() -> None:
    assert holding(WORST, MONDAY) == [NoticeKind.DANGER, NoticeKind.OVERDUE, NoticeKind.WAITS]
    assert holding(State(), MONDAY) == []


def test_a_promise_is_broken_after_its_minute_and_not_at_it() -> None:
    assert holding(State(due_at=MONDAY), MONDAY) == []
    assert holding(State(due_at=MONDAY), MONDAY + MINUTE) == [NoticeKind.OVERDUE]


def test_harm_within_a_day_is_danger_and_what_was_not_said_is_not() -> None:
    assert {danger for danger in Danger if is_in_danger(danger)} == {Danger.NOW, Danger.DAY}


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=60))
def test_nobody_is_told_one_thing_twice_within_its_minutes_whatever_arrives(gaps) -> None:
    now, told, sent = MONDAY, {}, []
    for gap in gaps:
        now += gap * MINUTE
        state = State(waits=True, newest_at=now, is_danger=True, due_at=MONDAY)
        for kind in due(state, *told.values(), now=now):
            told[kind] = ToldOnce("mira", kind, now, newest_at=now)
            sent.append((kind, now))
    for kind in NoticeKind:
        moments = [at for one, at in sent if one is kind]
        apart = [later - earlier for earlier, later in pairwise(moments)]
        assert all(one >= EVERY_MINUTES[kind] * MINUTE for one in apart)
    assert len(sent) <= 3 + sum(sum(gaps) // EVERY_MINUTES[kind] for kind in NoticeKind)


def test_something_that_waits_is_told_again_only_when_something_newer_came() -> None:
    told = ToldOnce("mira", NoticeKind.WAITS, MONDAY, newest_at=MONDAY)
    later = MONDAY + dt.timedelta(hours=9)
    assert due(State(waits=True, newest_at=MONDAY), told, now=later) == []
    assert due(State(waits=True, newest_at=MONDAY + MINUTE), told, now=later) == [NoticeKind.WAITS]


def test_a_letter_written_before_the_notice_but_stored_after_it_is_still_told() -> None:
    told = ToldOnce("mira", NoticeKind.WAITS, MONDAY, newest_at=MONDAY - 9 * MINUTE)
    state = State(waits=True, newest_at=MONDAY - MINUTE)
    assert due(state, told, now=MONDAY + 60 * MINUTE) == [NoticeKind.WAITS]


def test_where_the_moment_is_not_known_it_is_told_again_and_never_dropped() -> None:
    told = ToldOnce("mira", NoticeKind.WAITS, MONDAY, newest_at=MONDAY)
    state = State(waits=True, newest_at=None)
    assert due(state, told, now=MONDAY + 59 * MINUTE) == []
    assert due(state, told, now=MONDAY + 60 * MINUTE) == [NoticeKind.WAITS]


def rung(state_at, minutes: int, last: ToldOnce | None = None) -> list[int]:
    """In which of so many minutes danger is told, where `state_at` says what is so in each."""
    rang = []
    for minute in range(minutes):
        now, state = MONDAY + minute * MINUTE, state_at(minute)
        if NoticeKind.DANGER in due(state, *([last] if last else []), now=now):
            last = told_now(DueNotice(MIRA, NoticeKind.DANGER), last, state, now=now)
            rang.append(minute)
    return rang


def test_one_letter_in_danger_rings_at_once_and_then_after_pauses_that_double() -> None:
    state = State(is_danger=True, danger_at=MONDAY)
    assert rung(lambda _: state, 600) == [0, 15, 45, 105, 225, 465]
    unknown = State(is_danger=True)
    assert rung(lambda _: unknown, 600) == [0, 15, 45, 105, 225, 465]
    often = ToldOnce("mira", NoticeKind.DANGER, MONDAY, danger_at=MONDAY, times=99)
    assert rung(lambda _: state, 24 * 60 + 1, often) == [24 * 60]  # a day at most


def test_something_newer_in_danger_is_told_at_once_and_begins_anew() -> None:
    first = State(is_danger=True, danger_at=MONDAY)
    second = State(is_danger=True, danger_at=MONDAY + 300 * MINUTE)
    assert rung(lambda minute: first if minute < 300 else second, 400) == [
        0, 15, 45, 105, 225, 300, 315, 345,
    ]  # fmt: skip


def test_a_moment_to_come_keeps_no_later_danger_from_being_newer() -> None:
    ahead = State(is_danger=True, danger_at=MONDAY + dt.timedelta(days=2))
    kept = told_now(DueNotice(MIRA, NoticeKind.DANGER), None, ahead, now=MONDAY)
    assert kept.danger_at == MONDAY
    real = State(is_danger=True, danger_at=MONDAY + 20 * MINUTE)
    assert due(real, kept, now=MONDAY + 20 * MINUTE) == [NoticeKind.DANGER]


def test_after_nobody_was_in_danger_danger_is_told_as_for_the_first_time() -> None:
    often = ToldOnce("mira", NoticeKind.DANGER, MONDAY, danger_at=MONDAY, times=6)
    judged = State(is_danger=True, danger_at=MONDAY - 60 * MINUTE)  # an old letter, judged now
    later = MONDAY + 20 * MINUTE
    assert due(judged, after_all_clear(often, judged), now=later) == []
    cleared = after_all_clear(often, State(waits=True))
    assert due(judged, cleared, now=later) == [NoticeKind.DANGER]
    waits = ToldOnce("mira", NoticeKind.WAITS, MONDAY)
    assert after_all_clear(waits, State()) == waits


def test_a_refusal_counts_as_no_telling() -> None:
    state = State(is_danger=True, danger_at=MONDAY)
    notice = DueNotice(MIRA, NoticeKind.DANGER)
    refused = refused_now(notice, None, state, now=MONDAY)
    assert (refused.is_refused, refused.times, refused.danger_at) == (True, 0, None)
    told = told_now(notice, refused, state, now=MONDAY + 5 * MINUTE)
    assert (told.is_refused, told.times, told.danger_at) == (False, 1, MONDAY)


def test_danger_and_a_broken_promise_are_told_again_until_they_are_over() -> None:
    state = State(is_danger=True, due_at=MONDAY - MINUTE)
    told = [ToldOnce("mira", kind, MONDAY) for kind in NoticeKind]
    assert due(state, *told, now=MONDAY + 14 * MINUTE) == []
    assert due(state, *told, now=MONDAY + 15 * MINUTE) == [NoticeKind.DANGER]
    assert due(State(), *told, now=MONDAY + 600 * MINUTE) == []


def test_quiet_hours_hold_everything_back_but_danger_and_drop_nothing() -> None:
    sleeper = Reached(
        member="mira", by=By.MAIL, address="m", kinds=ALL, quiet=Quiet(8 * 60, 10 * 60, "UTC")
    )
    assert due(WORST, to=sleeper) == [NoticeKind.DANGER]
    assert due(WORST, to=sleeper, now=MONDAY + 60 * MINUTE) == list(NoticeKind)


def test_quiet_hours_run_over_midnight_in_their_own_zone() -> None:
    night = Quiet(23 * 60, 7 * 60, "Asia/Tbilisi")  # UTC+4
    quiet = [hour for hour in range(24) if is_quiet(night, MONDAY.replace(hour=hour))]
    assert quiet == [0, 1, 2, *range(19, 24)]
    assert not is_quiet(None, MONDAY)
    assert not is_quiet(Quiet(60, 60, "UTC"), MONDAY.replace(hour=1))


def test_one_is_told_what_one_chose_and_nothing_else() -> None:
    only = Reached(member="mira", by=By.MAIL, address="m", kinds=(NoticeKind.OVERDUE,))
    assert due(WORST, to=only) == [NoticeKind.OVERDUE]


def test_a_refused_address_is_left_alone_for_some_minutes_and_then_tried() -> None:
    state = State(is_danger=True)
    refused = ToldOnce("mira", NoticeKind.DANGER, MONDAY, is_refused=True)
    assert due(state, refused, now=MONDAY + REFUSED_PAUSE - MINUTE) == []
    assert due(state, refused, now=MONDAY + REFUSED_PAUSE) == [NoticeKind.DANGER]


def test_a_moment_to_come_was_written_under_a_wrong_clock_and_silences_nobody() -> None:
    told = ToldOnce("mira", NoticeKind.DANGER, MONDAY + dt.timedelta(days=400))
    assert due(State(is_danger=True), told) == [NoticeKind.DANGER]


def test_a_clock_that_is_set_back_a_little_tells_nobody_twice() -> None:
    told = ToldOnce("mira", NoticeKind.DANGER, MONDAY + dt.timedelta(milliseconds=20))
    assert due(State(is_danger=True), told) == []


def test_a_topic_that_could_be_guessed_is_refused() -> None:
    assert check_topic("q3hf7sk2mwx9pl4z") == "q3hf7sk2mwx9pl4z"
    for topic in ("alerts", "with space in it 123", "a" * 65, "under/another/path1"):
        with pytest.raises(BadTopicError):
            check_topic(topic)


def test_a_zone_that_does_not_exist_is_said() -> None:
    assert zone_named(" UTC ").key == "UTC"
    for name in ("Atlantis/Deep", "", "../../etc/passwd"):
        with pytest.raises(BadZoneError):
            zone_named(name)


def test_how_often_is_kept_between_five_minutes_and_a_day() -> None:
    assert [checked_minutes(n) for n in (-3, 5, 60, 99_999)] == [5, 5, 60, 1440]

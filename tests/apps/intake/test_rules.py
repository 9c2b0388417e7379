import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.apps.intake.rules import (
    ANSWERS,
    BURSTS,
    SAME_WORDS,
    Arrival,
    Arrivals,
    Danger,
    Question,
    Tray,
    Way,
    danger_of,
    digest_of,
    due_at,
    is_less,
    is_of_our_time,
    only_known,
    preview_of,
    tray_of,
    urgency,
)

NOON = dt.datetime(2031, 3, 3, 12, tzinfo=dt.UTC)
TEXT = "They came to the house this morning and asked for me by name."


def test_an_answer_that_no_question_has_is_left_out() -> None:
    given = {"harm within": ["now", "soon"], "held by": ["the moon"], "shoe size": ["44"]}
    assert only_known(given) == {"harm within": ("now",)}


def test_one_answer_is_kept_where_one_is_asked_and_several_where_several_are() -> None:
    given = {"wish": ["leave home", "undecided"], "with them": ["no money", "injured"]}
    assert only_known(given) == {"wish": ("leave home",), "with them": ("injured", "no money")}


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from([*Question, "x"]), st.lists(st.text(max_size=9))))
def test_whatever_is_posted_only_answers_of_ours_are_kept(given_answers: dict) -> None:
    for question, said in only_known(given_answers).items():
        assert set(said) <= set(ANSWERS[Question(question)])


def test_silence_about_danger_counts_for_more_than_later() -> None:
    assert danger_of(Way.HELP, {}) is Danger.UNSAID
    assert is_less(Danger.LATER, Danger.UNSAID)
    assert is_less(Danger.UNSAID, Danger.THREE_DAYS)


def test_the_way_in_for_danger_is_danger_whatever_is_answered() -> None:
    assert danger_of(Way.DANGER, {"harm within": ("later",)}) is Danger.NOW
    assert danger_of(Way.HELP, {"harm within": ("24 h",)}) is Danger.DAY


@pytest.mark.parametrize("way", [Way.OFFER, Way.PRESS, Way.DONOR])
def test_who_offers_or_asks_lies_in_a_tray_of_their_own(way: Way) -> None:
    assert tray_of(way) is Tray.HELPERS
    assert tray_of(Way.HELP) is tray_of(Way.DANGER) is Tray.PEOPLE


def test_more_danger_is_owed_an_answer_sooner_and_comes_first() -> None:
    owed = [due_at(danger, NOON) for danger in Danger]
    assert owed == sorted(owed)
    waits = [(Danger.LATER, NOON - dt.timedelta(days=9)), (Danger.NOW, NOON)]
    assert min(waits, key=lambda pair: urgency(*pair))[0] is Danger.NOW


def test_a_preview_is_one_short_line() -> None:
    assert preview_of("one\n\n  two\tthree") == "one two three"
    assert len(preview_of("word " * 10**5)) == 90


def test_the_same_words_from_several_mailboxes_in_a_day_look_like_a_flood() -> None:
    arrivals = Arrivals(Arrival(NOON, digest_of(TEXT)) for _ in range(SAME_WORDS))
    later = NOON + dt.timedelta(hours=20)
    assert arrivals.look_like_flood(Arrival(later, digest_of(f"  {TEXT.upper()} 17 ")))
    assert not arrivals.look_like_flood(Arrival(later, digest_of("quite other words than those")))
    assert not arrivals.look_like_flood(Arrival(NOON + dt.timedelta(days=2), digest_of(TEXT)))


def test_a_short_cry_is_never_a_flood_by_its_words() -> None:
    arrivals = Arrivals(Arrival(NOON, digest_of("help me")) for _ in range(SAME_WORDS + 5))
    assert not arrivals.look_like_flood(Arrival(NOON, digest_of("Help me!")))


@pytest.mark.parametrize(("most", "within"), BURSTS)
def test_many_new_mailboxes_within_minutes_or_an_hour_look_like_a_flood_and_it_passes(
    most: int, within: dt.timedelta
) -> None:
    arrivals = Arrivals(Arrival(NOON, b"") for _ in range(most))
    assert arrivals.look_like_flood(Arrival(NOON + within, b""))
    longest = max(one for _, one in BURSTS)
    assert not arrivals.look_like_flood(Arrival(NOON + longest + dt.timedelta(minutes=1), b""))
    fewer = Arrivals(Arrival(NOON, b"") for _ in range(most - 1))
    assert not fewer.look_like_flood(Arrival(NOON + longest, b""))


def test_a_moment_of_no_zone_or_far_from_now_is_none_of_our_clocks() -> None:
    now, day = dt.datetime(2031, 3, 3, tzinfo=dt.UTC), dt.timedelta(days=1)
    east = dt.timezone(dt.timedelta(hours=14))
    ours = [now, now + 3 * day, now - 3660 * day, now.astimezone(east)]
    assert all(is_of_our_time(moment, now) for moment in ours)
    none = [dt.datetime.min.replace(tzinfo=east), dt.datetime.max.replace(tzinfo=dt.UTC)]
    none += [now.replace(tzinfo=None), now + 4 * day, now - 3661 * day]
    assert not any(is_of_our_time(moment, now) for moment in none)

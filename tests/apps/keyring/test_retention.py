import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.apps.keyring.retention import Aged, Rule, preview, weeks_between

RULES = {"note": Rule(weeks=4), "copy": Rule(weeks=2, always_newest=1)}


def test_what_is_past_its_age_is_named_oldest_first_and_the_rest_is_not() -> None:
    things = [
        Aged("note", "c", "2031-W10"),
        Aged("note", "a", "2030-W52"),
        Aged("note", "b", "2031-W09"),
    ]
    due = preview(things, week="2031-W14", rules=RULES)
    assert [thing.name for thing in due] == ["a", "b"]


def test_the_newest_is_kept_however_old_it_is() -> None:
    things = [Aged("copy", "1", "2020-W01"), Aged("copy", "2", "2020-W01")]
    assert [thing.name for thing in preview(things, week="2031-W14", rules=RULES)] == ["1"]


def test_a_kind_without_a_rule_is_refused() -> None:
    with pytest.raises(KeyError):
        preview([Aged("rumour", "x", "2031-W01")], week="2031-W14", rules=RULES)


def test_weeks_are_counted_over_the_turn_of_a_long_year() -> None:
    assert weeks_between("2026-W53", "2027-W01") == 1
    assert weeks_between("2031-W14", "2031-W10") == -4
    with pytest.raises(ValueError, match="week"):
        weeks_between("2031-W60", "2031-W10")


@given(st.lists(st.integers(1, 52), max_size=20), st.integers(1, 52))
@settings(deadline=None, max_examples=50)
def test_nothing_young_and_never_the_newest_is_named(weeks: list[int], now: int) -> None:
    things = [Aged("copy", f"{n:03}", f"2031-W{week:02}") for n, week in enumerate(weeks)]
    due = preview(things, week=f"2031-W{now:02}", rules=RULES)
    assert all(weeks_between(thing.week, f"2031-W{now:02}") > 2 for thing in due)
    if things:
        assert max(things, key=lambda thing: (thing.week, thing.name)) not in due

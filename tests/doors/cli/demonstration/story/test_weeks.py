import datetime as dt
from collections import Counter

from tests.journeys.simulator.house import Founded, told

from holdfast.doors.cli.demonstration.story.stage import Story
from holdfast.doors.cli.demonstration.story.weeks import (
    EVENTS,
    EVENTS_A_DAY,
    MORNING,
    Day,
    in_words,
    live_a_day,
    live_weeks,
    unseen,
)


def test_a_day_ends_on_the_next_morning_and_each_step_is_seen(story: Story) -> None:
    seen: list[str] = []
    date = story.today
    day = live_a_day(story, events=4, seen=lambda _, what: seen.append(what))
    assert (story.today, story.clock().hour) == (date + dt.timedelta(days=1), MORNING)
    assert len([what for what in seen if what not in {"the road", "the evening"}]) == 4
    assert day.happened == story.happened
    assert day.refused == story.refused


def test_the_same_seed_lives_the_same_days(house: Founded) -> None:
    lived = []
    for _ in range(2):
        with told(5, house) as story:
            days = [live_a_day(story, events=EVENTS_A_DAY, seen=unseen) for _ in range(3)]
            lived.append([in_words(day) for day in days])
    assert lived[0] == lived[1]


def test_the_hours_after_the_last_day_are_lived_too(story: Story) -> None:
    until = story.clock() + dt.timedelta(days=2, hours=3)
    days = list(live_weeks(story, until=until))
    assert [day.date for day in days] == [days[0].date, days[0].date + dt.timedelta(days=1)]
    assert story.clock() == until


def test_a_day_is_told_in_counts() -> None:
    day = Day(dt.date(2031, 4, 2), Counter({"a case is opened": 2}), Counter({"x": 3}), 1)
    assert in_words(day) == "2031-04-02: a case is opened 2; refused 3, told 1."
    assert "nothing" in in_words(Day(dt.date(2031, 4, 3), Counter(), Counter(), 0))


def test_each_event_has_a_name_of_its_own() -> None:
    names = [event.name for event in EVENTS]
    assert len(names) == len(set(names))

import datetime as dt

from django.test import override_settings
from tests.doors.desk.cases.test_journeys import leg
from tests.doors.desk.stage import DESK_SETTINGS

from holdfast.doors.desk.cases.journey_forms import MOST_LEGS, JourneyForms, Ours

WHOLE = {"zone": "UTC", "responsible": "m", "after": "15"}


def filled(typed: dict[str, str]) -> JourneyForms:
    with override_settings(**DESK_SETTINGS):
        members = [("m", "k4m-2xq"), ("n", "2xq-k4m")]
        made = JourneyForms({**WHOLE, **typed}, members=members, ours=Ours([("h", "Pike")]))
        made.valid = made.is_valid()
    return made


def test_legs_that_stay_empty_do_not_count() -> None:
    made = filled({**leg(1), "backup": "n"})
    assert made.valid
    plan = made.plan()
    assert (len(plan.legs), len(plan.stops), len(made.legs)) == (1, 1, MOST_LEGS)
    assert [(rung.minutes, rung.member) for rung in plan.stops[0].ladder] == [(0, "m"), (15, "n")]


def test_a_leg_that_was_begun_must_be_whole() -> None:
    made = filled({"leg1-origin": "Yard"})
    assert not made.valid
    assert set(made.legs[0].errors) == {"destination", "leaves", "arrives", "due"}


def test_without_any_leg_there_is_a_plan_that_the_service_refuses() -> None:
    made = filled({})
    assert made.valid
    assert made.plan().legs == ()


def test_a_leg_leaves_on_the_clocks_where_the_one_before_it_arrived() -> None:
    typed = {**leg(1), **leg(2), "zone": "Asia/Tbilisi", "leg1-arrives_zone": "Europe/Lisbon"}
    made = filled(typed)
    assert made.valid, [one.errors for one in made.legs]
    one, after = made.plan().legs
    assert (one.zone, one.arrives_zone, after.zone, after.arrives_zone) == (
        "Asia/Tbilisi", "Europe/Lisbon", "Europe/Lisbon", "",
    )  # fmt: skip
    assert (one.leaves_at.hour, one.arrives_at.hour) == (9, 14)
    assert made.plan().stops[0].due_at.tzinfo is dt.UTC


def test_a_time_that_clocks_leave_out_is_refused_in_the_zone_it_is_meant_in() -> None:
    gap = {**leg(1), "leg1-arrives": "2031-03-30T01:30", "leg1-leaves": "2031-03-29T20:00"}
    typed = {**gap, "zone": "Asia/Tbilisi", "leg1-arrives_zone": "Europe/Lisbon"}
    assert list(filled(typed).legs[0].errors) == ["arrives"]
    assert filled({**gap, "zone": "Asia/Tbilisi"}).valid
    assert list(filled({**leg(1), "leg1-arrives_zone": "No/Where"}).legs[0].errors) == [
        "arrives_zone"
    ]


def test_criteria_alternatives_and_checkpoints_are_one_a_line_and_helpers_are_ours() -> None:
    typed = {**leg(1), "leg1-criteria": "border open\n\n no patrol ", "leg1-helper": "h"}
    (made,) = filled(typed).plan().legs
    assert (made.criteria, made.helper, made.checkpoints) == (("border open", "no patrol"), "h", ())
    assert list(filled({**leg(1), "leg1-helper": "x"}).legs[0].errors) == ["helper"]

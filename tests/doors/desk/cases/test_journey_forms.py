from django.test import override_settings
from tests.doors.desk.cases.test_journeys import leg
from tests.doors.desk.stage import DESK_SETTINGS

from holdfast.doors.desk.cases.journey_forms import MOST_LEGS, JourneyForms

WHOLE = {"zone": "UTC", "responsible": "m", "after": "15"}


def filled(typed: dict[str, str]) -> JourneyForms:
    with override_settings(**DESK_SETTINGS):
        made = JourneyForms({**WHOLE, **typed}, members=[("m", "k4m-2xq"), ("n", "2xq-k4m")])
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

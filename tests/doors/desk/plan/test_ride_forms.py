from types import SimpleNamespace

from django.test import override_settings
from tests.doors.desk.stage import DESK_SETTINGS

from holdfast.apps.casework.queries.rides import Against
from holdfast.apps.casework.services.rides import RideDecision
from holdfast.doors.desk.plan.ride_forms import ChangeRideForm, RideForm
from holdfast.methods.passage.judgement import Verdict

RIDE = SimpleNamespace(helper="h1", vehicle="v1", journey="j", number=1)


def test_what_is_accepted_is_what_was_shown() -> None:
    with override_settings(**DESK_SETTINGS):
        form = RideForm({"helper": "h1", "vehicle": "v1", "reason": "near"})
        assert form.is_valid(), form.errors
        assert form.is_about(RIDE)
        assert not form.is_about(SimpleNamespace(helper="h2", vehicle="v1"))
    assert form.decision(Verdict.ACCEPT, RIDE) == RideDecision(
        Verdict.ACCEPT, "j", 1, "h1", "v1", "near"
    )


def test_only_who_was_held_against_the_leg_can_be_chosen_and_with_a_reason() -> None:
    shown = SimpleNamespace(helpers=[Against("h1", "Pike", (), "")], vehicles=[])
    with override_settings(**DESK_SETTINGS):
        wrong = ChangeRideForm({"helper": "h2", "vehicle": ""}, shown=shown)
        assert set(wrong.errors) == {"helper", "reason"}
        assert ChangeRideForm({"helper": "h1", "reason": "near"}, shown=shown).is_valid()

from types import SimpleNamespace

from django.test import override_settings
from tests.doors.desk.stage import DESK_SETTINGS

from holdfast.apps.casework.rules.pathways import PathwayState
from holdfast.apps.casework.services.pathways import Step
from holdfast.doors.desk.cases.pathways_forms import ConsiderForm, SlotForm, StepForm


def test_a_way_needs_a_programme_or_what_it_is() -> None:
    with override_settings(**DESK_SETTINGS):
        assert list(ConsiderForm({}, programmes=[]).errors) == ["kind"]
        assert ConsiderForm({"kind": "work visa"}, programmes=[]).is_valid()


def test_only_what_can_follow_is_offered() -> None:
    view = SimpleNamespace(next=(PathwayState.USED,), programme=None)
    with override_settings(**DESK_SETTINGS):
        form = StepForm({"to": "used", "on": "2031-04-02", "revision": "2"}, view=view)
        assert form.is_valid(), form.errors
        assert form.step() == Step(PathwayState.USED, form.cleaned_data["on"])
        wrong = StepForm({"to": "granted", "on": "2031-04-02", "revision": "2"}, view=view)
        assert list(wrong.errors) == ["to"]
        assert SlotForm(view=view).fields["on"].widget.choices == []

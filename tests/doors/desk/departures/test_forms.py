from django.test import override_settings
from tests.doors.desk.stage import DESK_SETTINGS

from holdfast.doors.desk.departures.forms import EndForm, HeardForm, WordForm


def test_a_word_is_never_written_into_a_page() -> None:
    with override_settings(**DESK_SETTINGS):
        assert "heron" not in str(WordForm({"word": "grey heron"}))


def test_the_first_answer_is_chosen_already() -> None:
    with override_settings(**DESK_SETTINGS):
        assert 'value="known by voice" selected' in str(HeardForm())
        assert not EndForm({"end": "vanished", "says": "x"}).is_valid()

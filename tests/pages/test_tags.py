import datetime as dt

import pytest
from django import forms
from django.template import Context, Template

from holdfast.pages import tags

NOW = dt.datetime(2031, 4, 2, 21, 52, tzinfo=dt.UTC)


def drawn(source: str, **context: object) -> str:
    return Template(source).render(Context(context)).strip()


def after(**by: float) -> dt.datetime:
    return NOW + dt.timedelta(**by)


class Form(forms.Form):
    alias = forms.CharField(label="Alias", help_text="Never a name.")
    safe = forms.BooleanField(label="Safe", required=False)
    soon = forms.ChoiceField(label="Soon", widget=forms.RadioSelect, choices=[("a", "A")])
    revision = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (after(minutes=6), "in 6 min"),
        (after(seconds=59), "in 0 min"),
        (after(minutes=-12), "12 min over"),
        (after(hours=1, minutes=3), "in 1 h 03"),
        (after(hours=-47, minutes=-59), "47 h 59 over"),
        (after(days=3), "in 3 days"),
    ],
)
def test_how_far_a_moment_is_is_said_in_whole_units(moment: dt.datetime, words: str) -> None:
    assert tags.away(moment, NOW) == words


def test_a_word_in_a_tone_is_escaped() -> None:
    assert drawn('{% tag "warn" words %}', words="<b>") == '<span class="tag warn">&lt;b&gt;</span>'


def test_there_are_no_other_tones() -> None:
    with pytest.raises(ValueError, match="tone"):
        tags.tag("pink", "x")
    with pytest.raises(ValueError, match="tone"):
        tags.notice("pink", "x")


def test_a_field_carries_label_hint_and_errors_by_reference() -> None:
    page = drawn("{% field form.alias %}", form=Form({}))
    assert '<label for="id_alias">Alias</label>' in page
    assert 'aria-describedby="id_alias_helptext id_alias_error"' in page
    assert 'id="id_alias_helptext">Never a name.' in page and 'id="id_alias_error"' in page


def test_choices_stand_in_a_group_with_a_legend_and_a_tick_box_before_its_label() -> None:
    assert drawn("{% field form.soon %}", form=Form()).startswith("<fieldset")
    box = drawn("{% field form.safe %}", form=Form())
    assert box.index("<input") < box.index("<label")


def test_what_is_wrong_with_a_form_leads_to_each_field() -> None:
    page = drawn("{% troubles form %}", form=Form({}))
    assert 'role="alert"' in page and '<a href="#id_alias">Alias</a>' in page
    assert drawn("{% troubles form %}", form=Form()) == ""


def test_hidden_fields_are_drawn_escaped() -> None:
    page = drawn("{% hidden form %}", form=Form(initial={"revision": '"><b>'}))
    assert 'type="hidden"' in page and "<b>" not in page


def test_a_fixed_file_has_its_address() -> None:
    assert drawn('{% fixed "icon.svg" %}').startswith("/-/icon.")


def test_a_button_an_empty_place_and_a_notice_say_their_words() -> None:
    assert drawn('{% send "Shred" "danger" %}') == '<button class="button danger">Shred</button>'
    assert "Nobody waits." in drawn('{% empty "Nobody waits." "More." %}')
    assert "Saved." in drawn('{% notice "ok" "Saved." %}')


def test_a_clock_shows_hours_and_minutes_and_holds_the_whole_moment() -> None:
    page = drawn("{% clock moment %}", moment=NOW)
    assert ">21:52<" in page and 'datetime="2031-04-02T21:52:00+00:00"' in page


@pytest.mark.parametrize(
    ("states", "words"),
    [
        (["done", "on", ""], "leg 2 of 3"),
        (["bad", ""], "leg 1 of 2, overdue"),
        (["done", "done"], "2 of 2 legs done"),
    ],
)
def test_a_journey_is_said_in_words_beside_its_bar(states: list[str], words: str) -> None:
    page = drawn("{% legs states %}", states=states)
    assert f'aria-label="{words}"' in page and page.count("<i") == len(states)


def test_an_interval_is_drawn_to_scale_and_said_in_words() -> None:
    page = drawn("{% interval 50 100 most=200 points=points %}", points=[60])
    assert 'x="50.0" y="8" width="50.0"' in page and 'cx="60.0"' in page
    assert 'aria-label="between 50 and 100"' in page


def test_lengths_are_whole_minutes_and_hours() -> None:
    assert (tags.minutes(1200.0), tags.hours(36000.0)) == (20, 10)

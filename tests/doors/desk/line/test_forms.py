import datetime as dt

from holdfast.apps.intake.records import Caller
from holdfast.apps.intake.rules import Channel, Danger
from holdfast.apps.intake.safe_hours import read_hours
from holdfast.doors.desk.line.forms import CallForm, HandOverForm, TrayForm

HEARD = {
    "safe": "talk", "within": "now", "held": "police", "text": "He whispers.", "word": "plum",
    "channel": "messenger", "happened": ["outed", "wanted"], "answered": "on",
}  # fmt: skip


def test_a_call_is_what_was_typed_and_nothing_else() -> None:
    form = CallForm(HEARD)
    assert form.is_valid(), form.errors
    call = form.call()
    assert call.answers == {
        "safe to talk": ("talk",), "harm within": ("now",), "held by": ("police",),
        "what happened": ("outed", "wanted"),
    }  # fmt: skip
    assert (call.channel, call.caller, call.needs_answer) == (
        Channel.MESSENGER, Caller(word="plum"), False
    )  # fmt: skip


def test_every_field_of_the_screen_is_shown_once() -> None:
    form = CallForm()
    shown = [field.name for field in (*form.quick(), *form.more())]
    assert sorted(shown) == sorted(form.fields)


def test_how_soon_can_be_left_open_and_not_said_is_no_answer() -> None:
    choices = dict(CallForm().fields["within"].choices)
    assert set(choices) == {"", *Danger} - {Danger.UNSAID}


def test_it_is_handed_over_only_to_somebody_of_the_list() -> None:
    people = [("a" * 26, "k7m-2xq")]
    assert HandOverForm({"member": "a" * 26}, people=people).is_valid()
    assert not HandOverForm({"member": "b" * 26}, people=people).is_valid()


def test_nobody_is_moved_among_the_hostile_by_a_form() -> None:
    assert TrayForm({"tray": "quarantine"}).is_valid()
    assert not TrayForm({"tray": "hostile"}).is_valid()


def test_safe_hours_are_read_with_their_zone() -> None:
    form = CallForm({**HEARD, "safe_hours": "21-23", "zone": "Europe/Athens",
                     "call_at": "2031-04-02T21:30"})  # fmt: skip
    assert form.is_valid(), form.errors
    assert form.call().caller.safe == read_hours("21-23", "Europe/Athens")
    assert form.call().call_at == dt.datetime(2031, 4, 2, 21, 30, tzinfo=dt.UTC)
    assert "safe_hours" in CallForm({**HEARD, "safe_hours": "night"}).errors

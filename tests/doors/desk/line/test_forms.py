from holdfast.apps.intake.records import Caller
from holdfast.apps.intake.rules import Channel, Danger
from holdfast.doors.desk.line.forms import CallForm, HandOverForm

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

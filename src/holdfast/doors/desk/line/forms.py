"""What members type on the line.

Invariants: the call screen asks what the door asks, in the order in which one hears it; nothing in
it must be filled in but one thing that was heard.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.intake.errors import BadHoursError
from holdfast.apps.intake.records import Caller
from holdfast.apps.intake.rules import (
    MOST_ANSWER_CHARACTERS,
    RELAYED,
    SEVERAL,
    Answers,
    Channel,
    Danger,
    Question,
    Tray,
)
from holdfast.apps.intake.safe_hours import SafeHours, read_hours
from holdfast.apps.intake.services.calls import Call
from holdfast.doors.desk.refusals import words_of

from . import words
from .beside_forms import moment, utc

_QUIET = {"autocomplete": "off"}
_MOST = 20_000
_BY_ONE = tuple(tray for tray in Tray if tray is not Tray.HOSTILE)  # that needs two


def _line(label: str, hint: str = "", *, most: int = 200) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=most,
        widget=forms.TextInput(attrs=_QUIET),
    )


def _text(label: str, *, rows: int, most: int = _MOST) -> forms.CharField:
    area = forms.Textarea(attrs={**_QUIET, "rows": rows, "dir": "auto"})
    return forms.CharField(label=label, required=False, max_length=most, widget=area)


def _one_of(question: Question) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=words.QUESTIONS[question],
        required=False,
        choices=[("", _("not said")), *words.choices(question)],
    )


def _some_of(question: Question) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=words.QUESTIONS[question],
        required=False,
        choices=words.choices(question),
        widget=forms.CheckboxSelectMultiple,
    )


OURS_ALONE = {Channel.WEB, Channel.LINK, *RELAYED}  # taken in, and not written down


class CallForm(forms.Form):
    """A call, as it is heard: what matters if the line goes dead comes first."""

    safe = _one_of(Question.SAFE)
    within = forms.ChoiceField(
        label=words.QUESTIONS[Question.WITHIN],
        required=False,
        choices=[("", _("not said")), *words.choices(Question.WITHIN)[:3],
                 *words.choices(Question.WITHIN)[4:]],
    )  # fmt: skip
    held = _one_of(Question.HELD)
    text = _text(_("What they said"), rows=4)
    call_back = _line(_("When to call back"), _("Their safe hours, and not after when."))
    word = _line(_("Call-back word"), _("They ask for it before they speak."))
    reach = _line(_("Number or account"), _("Sealed apart from what they said."))
    if_others_answer = _line(_("If someone else answers"), _("What to say, or to hang up."))
    safe_hours = _line(_("Safe hours"), _("In their own time, as 21:00-23:30, 6-7."))
    zone = _line(_("Their time zone"), _("As Europe/Athens. Empty is UTC."), most=60)
    call_at = moment(_("Call them at (UTC)"), _("Where a time was agreed."), required=False)
    name = _line(_("What to call them"))
    language = _one_of(Question.LANGUAGE)
    channel = forms.ChoiceField(
        label=_("Came by"),
        choices=[(c.value, words.CHANNELS[c]) for c in Channel if c not in OURS_ALONE],
        initial=Channel.TELEPHONE.value,
    )
    for_whom = _one_of(Question.FOR_WHOM)
    wish = _one_of(Question.WISH)
    happened = _some_of(Question.TRIGGER)
    with_them = _some_of(Question.WITH_THEM)
    answered = forms.BooleanField(
        label=_("Nothing is owed: they got their answer on the call"), required=False
    )

    QUICK = ("safe", "within", "held", "text", "call_back", "word", "reach", "if_others_answer")
    MORE = (
        "safe_hours",
        "zone",
        "call_at",
        "name",
        "language",
        "channel",
        "for_whom",
        "wish",
        "happened",
        "with_them",
        "answered",
    )
    ANSWERED = {  # noqa: RUF012  (Django's own form)
        "safe": Question.SAFE,
        "within": Question.WITHIN,
        "held": Question.HELD,
        "for_whom": Question.FOR_WHOM,
        "wish": Question.WISH,
        "happened": Question.TRIGGER,
        "with_them": Question.WITH_THEM,
        "language": Question.LANGUAGE,
    }

    def quick(self) -> list[forms.BoundField]:
        """What is asked within two minutes."""
        return [self[name] for name in self.QUICK]

    def more(self) -> list[forms.BoundField]:
        """What can wait until they are safe to talk."""
        return [self[name] for name in self.MORE]

    def call(self) -> Call:
        """What was typed."""
        typed = self.cleaned_data
        return Call(
            text=typed["text"],
            answers=self._answers(),
            channel=Channel(typed["channel"]),
            language=typed["language"],
            caller=Caller(
                name=typed["name"],
                reach=typed["reach"],
                call_back=typed["call_back"],
                word=typed["word"],
                if_others_answer=typed["if_others_answer"],
                safe=typed["safe_hours"],
            ),
            needs_answer=not typed["answered"],
            call_at=utc(typed["call_at"]),
        )

    def clean(self) -> dict[str, object]:
        """The hours are read with their zone."""
        typed: dict[str, object] = super().clean() or self.cleaned_data
        text, zone = str(typed.get("safe_hours", "")), str(typed.get("zone", ""))
        try:
            hours = read_hours(text, zone)
            typed["safe_hours"] = hours if hours.windows else SafeHours()
        except BadHoursError as error:
            self.add_error("safe_hours", words_of(error))
        return typed

    def _answers(self) -> Answers:
        answers: Answers = {}
        for name, question in self.ANSWERED.items():
            given = self.cleaned_data[name]
            said = tuple(given) if question in SEVERAL else (given,)
            if any(said):
                answers[question.value] = said
        return answers


class AnswerForm(forms.Form):
    """An answer, with the revision of what the member saw, and how far it went."""

    text = _text(_("Reply"), rows=4, most=MOST_ANSWER_CHARACTERS)
    text.widget.attrs["data-key"] = "r"
    revision = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    way = forms.CharField(required=False, max_length=64)  # which of several, where they are merged


class NoteForm(forms.Form):
    """A note for the team."""

    note = _text(_("Note for the team"), rows=2)


class HandOverForm(forms.Form):
    """Who takes the conversation over."""

    member = forms.ChoiceField(label=_("Hand over to"))

    def __init__(self, *args: object, people: list[tuple[str, str]], **named: object) -> None:
        super().__init__(*args, **named)
        self.fields["member"].choices = people


class DangerForm(forms.Form):
    """How soon harm is expected, as a member judges it."""

    danger = forms.ChoiceField(
        label=_("Harm expected"), choices=[(d.value, words.DANGERS[d]) for d in Danger]
    )
    reason = _line(_("Why"), _("Needed where it is less than before."))


class TrayForm(forms.Form):
    """Where a conversation lies."""

    tray = forms.ChoiceField(
        label=_("Move to"), choices=[(t.value, words.TRAYS[t]) for t in _BY_ONE]
    )

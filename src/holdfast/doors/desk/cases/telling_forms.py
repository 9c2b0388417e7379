"""The forms of telling: the next step to who travels, a part to a host or a driver.

Invariants: words by which people know each other are sent, and never shown again here; who is told
is chosen wherever it could be one of several.
"""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.records.journeys import Journey
from holdfast.apps.casework.services.telling import HandPart
from holdfast.apps.intake.queries.linked import Reachable
from holdfast.apps.intake.rules import ConversationId, ErrandKind

from .forms import UtcForm, moment, text, words
from .journey_forms import OnceInput

_LANGUAGES = [("en", _("English: four words")), ("ru", _("Russian: four words")),
              ("", _("Digits, for any language"))]  # fmt: skip


def _phrase() -> forms.CharField:
    return forms.CharField(
        label=_("By this they know each other"),
        help_text=_("As it was agreed; it is kept here as a check only, so type it again."),
        required=False,
        max_length=200,
        widget=OnceInput(),
    )


class TellForm(forms.Form):
    """Which leg, who is told, and the words that were agreed."""

    to = forms.MultipleChoiceField(
        label=_("Who is told"),
        help_text=_("Of this case's conversations, those with a mailbox of their own."),
        required=False,  # whoever chose nobody is told so with what else is wrong
        widget=forms.CheckboxSelectMultiple,
    )
    leg = forms.TypedChoiceField(label=_("Leg"), coerce=int)
    phrase = _phrase()

    def __init__(self, journey: Journey, who: Sequence[Reachable], data: object = None) -> None:
        super().__init__(data, auto_id="tell_%s")
        self.fields["to"].choices = [(one.conversation, one.alias) for one in who]
        self.initial["to"] = [one.conversation for one in who] if len(who) == 1 else []
        coming = range(max(journey.current, 0), min(journey.current + 2, len(journey.legs)))
        self.fields["leg"].choices = _legs(journey, coming)

    def chosen(self) -> tuple[ConversationId, ...]:
        """Who is told."""
        return tuple(ConversationId(one) for one in self.cleaned_data["to"])


class HandForm(UtcForm):
    """Who is handed which part, and until when it opens."""

    kind = forms.ChoiceField(
        label=_("Part"),
        choices=[
            (ErrandKind.RIDE.value, _("Drives, or goes along")),
            (ErrandKind.GUESTS.value, _("Takes them in")),
        ],
    )
    leg = forms.TypedChoiceField(label=_("Leg"), coerce=int)
    alias = words(_("What we call them"), hint=_("In the inbox. Never a name."), required=False)
    language = forms.ChoiceField(label=_("The words"), choices=_LANGUAGES, required=False)
    nights = forms.IntegerField(label=_("Nights"), min_value=0, max_value=90, required=False)
    until = moment(_("Opens until, UTC"), required=False)
    phrase = _phrase()
    note = text(_("Note"), hint=_("Only what they need. No name, no other stop."))

    def __init__(self, journey: Journey, data: object = None) -> None:
        super().__init__(data, auto_id="hand_%s")
        left = range(max(journey.current, 0), len(journey.legs))
        self.fields["leg"].choices = _legs(journey, left)

    def part(self) -> HandPart:
        """What was typed."""
        typed = self.cleaned_data
        return HandPart(
            kind=ErrandKind(typed["kind"]),
            alias=typed["alias"],
            language=typed["language"] or "digits",
            phrase=typed["phrase"],
            note=typed["note"],
            nights=typed["nights"] or 0,
            until=typed["until"],
        )


def _legs(journey: Journey, numbers: range) -> list[tuple[int, str]]:
    legs = journey.legs
    return [(n, f"{n + 1}. {legs[n].origin} → {legs[n].destination}") for n in numbers]

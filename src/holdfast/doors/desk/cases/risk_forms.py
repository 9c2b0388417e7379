"""The forms of risk.

Invariants: a question that nobody answered counts as not known; a need goes up by one form and down
by another.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.rules.cases import Need, is_milder
from holdfast.apps.casework.rules.risk import UNKNOWN, Instrument

from .forms import choices_of, words

_FIELD = "q_"


class ScoreForm(forms.Form):
    """The questions of an instrument."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(max_length=64, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *given: object, instrument: Instrument, **more: object) -> None:
        super().__init__(*given, **more)
        for question in instrument.questions:
            self.fields[f"{_FIELD}{question.id}"] = forms.ChoiceField(
                label=question.asks,
                choices=[(answer.id, answer.says) for answer in question.answers],
                initial=UNKNOWN,
            )

    def questions(self) -> list[forms.BoundField]:
        """The fields of the questions, in their order."""
        return [self[name] for name in self.fields if name.startswith(_FIELD)]

    def answers(self) -> dict[str, str]:
        """The answers, by question."""
        typed = self.cleaned_data
        return {n.removeprefix(_FIELD): typed[n] for n in typed if n.startswith(_FIELD)}


class RaiseForm(forms.Form):
    """Up, by one person."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    to = forms.ChoiceField(label=_("To"))
    reason = words(_("Why"))

    def __init__(self, *given: object, need: Need, **more: object) -> None:
        super().__init__(*given, **more)
        self.fields["to"].choices = choices_of(n for n in Need if is_milder(need, than=n))


class LowerForm(forms.Form):
    """Down, once a second member agrees."""

    to = forms.ChoiceField(label=_("To"))
    reason = words(_("Why"))

    def __init__(self, *given: object, need: Need, **more: object) -> None:
        super().__init__(*given, **more)
        self.fields["to"].choices = choices_of(n for n in Need if is_milder(n, than=need))

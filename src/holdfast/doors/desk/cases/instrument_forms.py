"""The form of an instrument: its thresholds, and what each answer weighs.

Invariants: the version that was read travels hidden; no question is added by this form.
"""

from __future__ import annotations

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.rules.risk import MOST_POINTS, Instrument, Question, Thresholds

from .forms import words


def _points(label: str, initial: int, most: int = MOST_POINTS) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=most, initial=initial)


class InstrumentForm(forms.Form):
    """What weighs how much."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = words(_("Why you change it"))

    def __init__(self, *given: object, instrument: Instrument, **more: object) -> None:
        super().__init__(*given, initial={"version": instrument.version}, **more)
        self.instrument = instrument
        limits = instrument.thresholds
        self.fields["emergency"] = _points(_("Emergency, from points"), limits.emergency, 9999)
        self.fields["urgent"] = _points(_("Urgent, from points"), limits.urgent, 9999)
        for question in instrument.questions:
            for answer in question.answers:
                name = f"{question.id}.{answer.id}"
                self.fields[name] = _points(answer.says, answer.points)

    def questions(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each question with the fields of its answers."""
        return [
            (question.asks, [self[f"{question.id}.{answer.id}"] for answer in question.answers])
            for question in self.instrument.questions
        ]

    def edited(self) -> Instrument:
        """What was typed, of the version that was read."""
        typed = self.cleaned_data
        return msgspec.structs.replace(
            self.instrument,
            version=typed["version"],
            thresholds=Thresholds(emergency=typed["emergency"], urgent=typed["urgent"]),
            questions=tuple(self._weighed(question) for question in self.instrument.questions),
        )

    def _weighed(self, question: Question) -> Question:
        weights = self.cleaned_data
        answers = tuple(
            msgspec.structs.replace(answer, points=weights[f"{question.id}.{answer.id}"])
            for answer in question.answers
        )
        return msgspec.structs.replace(question, answers=answers)

"""The form of an instrument: thresholds, the words and weights of its questions, and a new one.

Invariants: the version that was read travels hidden; what is taken out of a version is ticked,
never left empty.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import msgspec
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.rules.cases import Need
from holdfast.apps.casework.rules.instruments import QuestionEdit, edited_questions, new_question
from holdfast.apps.casework.rules.risk import (
    MOST_POINTS,
    Answer,
    Instrument,
    Question,
    Thresholds,
)

from .forms import words

NEW_ANSWERS = range(1, 7)


def _points(label: str, initial: int, most: int = MOST_POINTS) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=most, initial=initial)


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of one question."""

    asks: str
    words: forms.BoundField
    retire: forms.BoundField
    answers: list[tuple[forms.BoundField, forms.BoundField]]


class InstrumentForm(forms.Form):
    """What is asked, and what weighs how much. `taken` are names that questions had before."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = words(_("Why you change it"))

    def __init__(
        self,
        *given: object,
        instrument: Instrument,
        taken: Collection[str] = (),
        **more: object,
    ) -> None:
        super().__init__(*given, initial={"version": instrument.version}, **more)
        self.instrument = instrument
        self.taken = taken
        limits = instrument.thresholds
        self.fields["emergency"] = _points(_("Emergency, from points"), limits.emergency, 9999)
        self.fields["urgent"] = _points(_("Urgent, from points"), limits.urgent, 9999)
        for question in instrument.questions:
            self._add_question(question)
        self._add_new()

    def questions(self) -> list[Asked]:
        """Each question with its fields."""
        return [
            Asked(
                question.asks,
                self[f"asks.{question.id}"],
                self[f"retire.{question.id}"],
                [
                    (self[f"says.{question.id}.{answer.id}"], self[f"{question.id}.{answer.id}"])
                    for answer in question.answers
                ],
            )
            for question in self.instrument.questions
        ]

    def new_answers(self) -> list[tuple[forms.BoundField, ...]]:
        """The fields of a new question's answers."""
        return [tuple(self[f"new_{what}_{n}"] for what in _NEW) for n in NEW_ANSWERS]

    def clean(self) -> None:
        """Refuse a new question of which only a part was written."""
        super().clean()
        typed = self.cleaned_data
        says = [n for n in NEW_ANSWERS if typed.get(f"new_says_{n}")]
        weighed = [n for n in NEW_ANSWERS if typed.get(f"new_points_{n}")]
        if bool(typed.get("new_asks")) != bool(says) or set(weighed) - set(says):
            raise ValidationError(
                _("A new question needs its words and its answers' words. Nothing was saved.")
            )

    def edited(self) -> Instrument:
        """What was typed, of the version that was read."""
        typed = self.cleaned_data
        limits = Thresholds(emergency=typed["emergency"], urgent=typed["urgent"])
        read = msgspec.structs.replace(self.instrument, version=typed["version"], thresholds=limits)
        edits = {question.id: self._edit(question) for question in self.instrument.questions}
        return edited_questions(read, edits, self._added())

    def _add_question(self, question: Question) -> None:
        self.fields[f"asks.{question.id}"] = words(_("Asked as"))
        self.fields[f"asks.{question.id}"].initial = question.asks
        self.fields[f"retire.{question.id}"] = forms.BooleanField(
            label=_("Ask it no more"), required=False
        )
        for answer in question.answers:
            self.fields[f"says.{question.id}.{answer.id}"] = words(_("Answer"))
            self.fields[f"says.{question.id}.{answer.id}"].initial = answer.says
            self.fields[f"{question.id}.{answer.id}"] = _points(_("Points"), answer.points)

    def _add_new(self) -> None:
        self.fields["new_asks"] = words(_("Asked as"), required=False)
        self.fields["new_unknown"] = _points(_("Points where it is not known"), 5)
        self.fields["new_unknown"].required = False
        needs = [("", _("none by itself")), *((n.value, n.value) for n in Need)]
        for n in NEW_ANSWERS:
            self.fields[f"new_says_{n}"] = words(_("Answer"), required=False)
            self.fields[f"new_points_{n}"] = _points(_("Points"), 0)
            self.fields[f"new_points_{n}"].required = False
            self.fields[f"new_tier_{n}"] = forms.ChoiceField(
                label=_("Need"), choices=needs, required=False
            )

    def _edit(self, question: Question) -> QuestionEdit:
        typed, id_ = self.cleaned_data, question.id
        return QuestionEdit(
            asks=typed[f"asks.{id_}"],
            says={a.id: typed[f"says.{id_}.{a.id}"] for a in question.answers},
            points={a.id: typed[f"{id_}.{a.id}"] for a in question.answers},
            is_retired=typed[f"retire.{id_}"],
        )

    def _added(self) -> list[Question]:
        typed = self.cleaned_data
        if not typed["new_asks"]:
            return []
        answers = [
            Answer(
                id="",
                says=typed[f"new_says_{n}"],
                points=typed[f"new_points_{n}"] or 0,
                tier=Need(typed[f"new_tier_{n}"]) if typed[f"new_tier_{n}"] else None,
            )
            for n in NEW_ANSWERS
            if typed[f"new_says_{n}"]
        ]
        unknown = typed["new_unknown"] or 0
        return [new_question(typed["new_asks"], answers, unknown=unknown, taken=self.taken)]


_NEW = ("says", "points", "tier")

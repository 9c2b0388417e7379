"""The form of an instrument: thresholds, the words and weights of its questions, an answer more to
each, and a new question.

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
from holdfast.apps.casework.rules.instruments import (
    QuestionEdit,
    answers_of,
    edited_questions,
    names_of,
    new_question,
)
from holdfast.apps.casework.rules.risk import (
    MOST_POINTS,
    Answer,
    Instrument,
    Question,
    Thresholds,
)

from .forms import words

NEW_ANSWERS = range(1, 7)
MORE_ANSWERS = range(1, 3)


def _points(label: str, initial: int, most: int = MOST_POINTS) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=most, initial=initial)


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of one question."""

    asks: str
    words: forms.BoundField
    retire: forms.BoundField
    answers: list[tuple[forms.BoundField, forms.BoundField]]
    more: list[tuple[forms.BoundField, ...]]

    @property
    def is_more_typed(self) -> bool:
        """Whether an answer more is written, so that what was typed stays in sight."""
        return any(says.value() for says, *_ in self.more)


class InstrumentForm(forms.Form):
    """What is asked, and what weighs how much. `known` are all versions of the instrument, so that
    no question or answer has a name that another had before."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = words(_("Why you change it"))

    def __init__(
        self,
        *given: object,
        instrument: Instrument,
        known: Collection[Instrument] = (),
        **more: object,
    ) -> None:
        super().__init__(*given, initial={"version": instrument.version}, **more)
        self.instrument = instrument
        self.known = known
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
                [self._row(f"more.{question.id}", n) for n in MORE_ANSWERS],
            )
            for question in self.instrument.questions
        ]

    def new_answers(self) -> list[tuple[forms.BoundField, ...]]:
        """The fields of a new question's answers."""
        return [self._row("new", n) for n in NEW_ANSWERS]

    def clean(self) -> None:
        """Refuse a new question, or an answer more, of which only a part was written."""
        super().clean()
        is_asked = bool(self.cleaned_data.get("new_asks"))
        has_answers = bool(self._written("new", NEW_ANSWERS))
        if is_asked != has_answers or self._is_part("new", NEW_ANSWERS):
            raise ValidationError(
                _("A new question needs its words and its answers' words. Nothing was saved.")
            )
        if any(self._is_part(f"more.{q.id}", MORE_ANSWERS) for q in self.instrument.questions):
            raise ValidationError(_("An answer that is added needs its words. Nothing was saved."))

    def edited(self) -> Instrument:
        """What was typed, of the version that was read."""
        typed = self.cleaned_data
        limits = Thresholds(emergency=typed["emergency"], urgent=typed["urgent"])
        read = msgspec.structs.replace(self.instrument, version=typed["version"], thresholds=limits)
        edits = {question.id: self._edit(question) for question in self.instrument.questions}
        return edited_questions(read, edits, self._added(), taken=answers_of(self.known))

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
        for n in MORE_ANSWERS:
            self._add_row(f"more.{question.id}", n)

    def _add_new(self) -> None:
        self.fields["new_asks"] = words(_("Asked as"), required=False)
        self.fields["new_unknown"] = _points(_("Points where it is not known"), 5)
        self.fields["new_unknown"].required = False
        for n in NEW_ANSWERS:
            self._add_row("new", n)

    # ------------------------------------------------------------ answers that are added

    def _add_row(self, of: str, n: int) -> None:
        needs = [("", _("none by itself")), *((n.value, n.value) for n in Need)]
        self.fields[f"{of}_says_{n}"] = words(_("Answer"), required=False)
        self.fields[f"{of}_points_{n}"] = _points(_("Points"), 0)
        self.fields[f"{of}_points_{n}"].required = False
        self.fields[f"{of}_tier_{n}"] = forms.ChoiceField(
            label=_("Need"), choices=needs, required=False
        )

    def _row(self, of: str, n: int) -> tuple[forms.BoundField, ...]:
        return tuple(self[f"{of}_{what}_{n}"] for what in _ROW)

    def _written(self, of: str, numbers: range) -> list[Answer]:
        """The answers of which the words were typed."""
        typed = self.cleaned_data
        return [
            Answer(
                id="",
                says=typed[f"{of}_says_{n}"],
                points=typed.get(f"{of}_points_{n}") or 0,
                tier=Need(typed[f"{of}_tier_{n}"]) if typed.get(f"{of}_tier_{n}") else None,
            )
            for n in numbers
            if typed.get(f"{of}_says_{n}")
        ]

    def _is_part(self, of: str, numbers: range) -> bool:
        """Whether points or a need were given to an answer without words."""
        typed = self.cleaned_data
        return any(
            (typed.get(f"{of}_points_{n}") or typed.get(f"{of}_tier_{n}"))
            and not typed.get(f"{of}_says_{n}")
            for n in numbers
        )

    # ------------------------------------------------------------ what was typed

    def _edit(self, question: Question) -> QuestionEdit:
        typed, id_ = self.cleaned_data, question.id
        return QuestionEdit(
            asks=typed[f"asks.{id_}"],
            says={a.id: typed[f"says.{id_}.{a.id}"] for a in question.answers},
            points={a.id: typed[f"{id_}.{a.id}"] for a in question.answers},
            is_retired=typed[f"retire.{id_}"],
            added=self._written(f"more.{id_}", MORE_ANSWERS),
        )

    def _added(self) -> list[Question]:
        typed = self.cleaned_data
        if not typed["new_asks"]:
            return []
        answers = self._written("new", NEW_ANSWERS)
        unknown, taken = typed["new_unknown"] or 0, names_of(self.known)
        return [new_question(typed["new_asks"], answers, unknown=unknown, taken=taken)]


_ROW = ("says", "points", "tier")

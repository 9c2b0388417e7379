"""The forms of programmes.

Invariants: a programme names nobody; what no calendar has is refused in the field where it was
typed.
"""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.records.pathways import STALE_DAYS, Programme
from holdfast.apps.casework.rules.pathways import PathwayKind, Slot
from holdfast.doors.desk.cases.forms import choices_of, day, text, words

MOST_PLACES = 10_000


class ProgrammeForm(forms.Form):
    """A visa or a programme."""

    title = words(_("Name"), hint=_("Of the programme. Never of a person."))
    kind = forms.ChoiceField(label=_("What it is"), choices=choices_of(PathwayKind))
    country = words(_("Country"), required=False)
    eligibility = text(_("Who is eligible, and what they need"))
    slots = text(_("Places by day"), hint=_("One day a line with its places: 2031-04-02 5."))
    verified_on = day(_("Last verified"))
    stale_days = forms.IntegerField(
        label=_("Verify again after so many days"), min_value=1, max_value=400, initial=STALE_DAYS
    )
    is_closed = forms.BooleanField(label=_("Closed: nobody is sent there now"), required=False)

    @staticmethod
    def of(programme: Programme, revision: int) -> dict[str, object]:
        """What the form begins with."""
        slots = (f"{slot.on.isoformat()} {slot.places}" for slot in programme.slots)
        return {
            "title": programme.title,
            "kind": programme.kind.value,
            "country": programme.country,
            "eligibility": programme.eligibility,
            "slots": "\n".join(slots),
            "verified_on": programme.verified_on,
            "stale_days": programme.stale_days,
            "is_closed": programme.is_closed,
            "revision": revision,
        }

    def clean_slots(self) -> tuple[Slot, ...]:
        """The days with their places. Raises ValidationError."""
        lines = (line.split() for line in self.cleaned_data["slots"].splitlines())
        slots = tuple(_slot(line) for line in lines if line)
        if len({slot.on for slot in slots}) != len(slots):
            raise forms.ValidationError(_("A day stands there twice: add its places up."))
        return tuple(sorted(slots, key=lambda slot: slot.on))

    def clean_verified_on(self) -> dt.date | None:
        """A day that is not to come. Raises ValidationError."""
        on: dt.date | None = self.cleaned_data["verified_on"]
        if on is not None and on > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return on

    def __init__(self, *given: object, today: dt.date, **more: object) -> None:
        super().__init__(*given, **more)
        self.today = today

    def programme(self, by: str) -> Programme:
        """What was typed, as the service takes it."""
        typed = {name: self.cleaned_data[name] for name in self.cleaned_data if name != "revision"}
        return Programme(
            **{**typed, "kind": PathwayKind(typed["kind"])},
            verified_by=by if typed["verified_on"] else "",
        )


class ChangeProgrammeForm(ProgrammeForm):
    """The same with the revision that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class RevisionForm(forms.Form):
    """What was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


def _slot(line: list[str]) -> Slot:
    try:
        on, places = line
        slot = Slot(dt.date.fromisoformat(on), int(places))
    except ValueError:
        raise forms.ValidationError(_("Write a day and a number: 2031-04-02 5.")) from None
    if not 0 <= slot.places <= MOST_PLACES:
        raise forms.ValidationError(_("A day has between no and ten thousand places."))
    return slot

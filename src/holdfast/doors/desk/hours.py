"""The fields by which a form asks where and when a helper or a vehicle can be used.

Invariants: times of day are meant in the zone that is named beside them; what no calendar has is
refused in the field where it was typed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.rules.availability import DAY_MINUTES, Away, Hours

from .areas import several
from .cases.forms import text, words, zone_named

WEEKDAYS = [
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
]
MIDNIGHT = dt.time(0)


class WhenAndWhere(forms.Form):
    """Areas, days of the week, hours, and days away."""

    known_zones = forms.MultipleChoiceField(
        label=_("Areas that are named already"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    zones = words(
        _("Areas"), required=False,
        hint=_("Coarse, as legs name them; a comma between two. Empty is everywhere."),
    )  # fmt: skip
    days = forms.MultipleChoiceField(
        label=_("Days"), required=False, choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple,
        help_text=_("None is every day."),
    )  # fmt: skip
    begins = forms.TimeField(
        label=_("From"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=_("Until"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text=_("Earlier than the beginning is on the next day. Both empty is the whole day."),
    )  # fmt: skip
    zone = words(
        _("Time zone of these hours"),
        required=False,
        hint=_("Such as Europe/Lisbon. Empty is UTC."),
    )
    away = text(_("Away"), hint=_("One stretch a line: 2031-04-02 2031-04-09."))

    def __init__(self, *given: object, areas: Sequence[str] = (), **more: object) -> None:
        super().__init__(*given, **more)
        self.areas = areas
        if not areas:
            del self.fields["known_zones"]
            return
        self.fields["known_zones"].choices = [(area, area) for area in areas]
        self.fields["zones"].label = _("Other areas")
        begun = several([], str(self.initial.get("zones", "")), areas)
        self.initial["known_zones"] = [area for area in begun if area in areas]
        self.initial["zones"] = ", ".join(area for area in begun if area not in areas)

    @staticmethod
    def begun(zones: tuple[str, ...], hours: Hours, away: tuple[Away, ...]) -> dict[str, object]:
        """What these fields begin with."""
        whole = (hours.begins, hours.ends) == (0, DAY_MINUTES)
        return {
            "zones": ", ".join(zones),
            "days": [str(day) for day in hours.days],
            "begins": None if whole else _time(hours.begins),
            "ends": None if whole else _time(hours.ends),
            "zone": hours.zone,
            "away": "\n".join(f"{one.first.isoformat()} {one.last.isoformat()}" for one in away),
        }

    def clean_zones(self) -> tuple[str, ...]:
        """The areas, one by one, as the team spells them."""
        return several(
            self.cleaned_data.get("known_zones", []), self.cleaned_data["zones"], self.areas
        )

    def clean_zone(self) -> str:
        """A zone that exists."""
        return zone_named(self.cleaned_data["zone"] or "UTC").key

    def clean_away(self) -> tuple[Away, ...]:
        """The stretches, each of two days. Raises ValidationError."""
        lines = (line.split() for line in self.cleaned_data["away"].splitlines())
        return tuple(_stretch(line) for line in lines if line)

    def hours(self) -> Hours:
        """The hours that were typed. The form is valid."""
        typed = self.cleaned_data
        return Hours(
            days=tuple(int(day) for day in typed["days"]),
            begins=_minute(typed["begins"] or MIDNIGHT),
            ends=_minute(typed["ends"]) or DAY_MINUTES if typed["ends"] else DAY_MINUTES,
            zone=typed["zone"],
        )


def _stretch(line: list[str]) -> Away:
    try:
        first, last = (dt.date.fromisoformat(day) for day in (line[0], line[-1]))
    except ValueError:
        raise forms.ValidationError(_("Write two days a line: 2031-04-02 2031-04-09.")) from None
    if last < first or len(line) > 2:
        raise forms.ValidationError(_("The last day is before the first, or there are too many."))
    return Away(first, last)


def _minute(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def _time(minute: int) -> dt.time:
    return dt.time(minute // 60 % 24, minute % 60)

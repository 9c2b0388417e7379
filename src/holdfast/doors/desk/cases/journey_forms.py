"""The forms of placing and of journeys.

Invariants: a time is read in the zone that is named beside it; one that a clock change makes
impossible or double is refused in words. Words that were agreed are never shown again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.records.journeys import Leg, Rung
from holdfast.apps.casework.rules.journeys import Escort, Mode
from holdfast.apps.casework.services.journeys import Agreed, Plan, Stop

from .forms import day, in_zone, moment, one_of, text, words, zone_named
from .people import Choices

MOST_LEGS = 4
_AS_TYPED = (
    "origin", "destination", "escort_alias", "cover_story", "go_no_go", "alternative", "cash",
    "phone_policy",
)  # fmt: skip


class OnceInput(forms.TextInput):
    """A line that can be read while it is typed, and is never written into a page again."""

    def __init__(self) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false"})

    def format_value(self, value: object) -> None:  # noqa: ARG002
        """Nothing, whatever was typed."""
        return


class NightsForm(forms.Form):
    """From which night on, and how many."""

    first = day(_("First night"), required=True)
    nights = forms.IntegerField(label=_("Nights"), min_value=1, max_value=90, initial=3)


class PlaceForm(NightsForm):
    """The same, with the place that was chosen."""

    place = forms.CharField(max_length=64, widget=forms.HiddenInput)


class LegForm(forms.Form):
    """One leg with its check-in. Left without an origin it counts as none."""

    origin = words(_("From"), required=False)
    destination = words(_("To"), required=False)
    leaves = moment(_("Leaves"), required=False)
    arrives = moment(_("Arrives"), required=False)
    mode = one_of(_("How"), Mode, required=False)
    escort = one_of(_("Escort"), Escort, required=False)
    escort_alias = words(_("Escort's alias"), required=False)
    due = moment(_("Check-in expected"), required=False)
    grace = forms.IntegerField(
        label=_("Grace in minutes"), min_value=0, max_value=1440, initial=15, required=False
    )
    channel = words(_("How they are heard of"), required=False)
    go_no_go = words(_("Go only if"), required=False)
    alternative = words(_("Otherwise"), required=False)
    cover_story = words(_("Cover story"), required=False)
    cash = words(_("Cash"), required=False)
    phone_policy = words(_("Telephone"), required=False)

    def clean(self) -> dict[str, object]:
        """The cleaned values; a leg that was begun must be whole."""
        super().clean()
        cleaned: dict[str, object] = self.cleaned_data
        needed = ("origin", "destination", "leaves", "arrives", "due")
        if any(cleaned.get(name) for name in needed):
            for name in needed:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("A leg needs this."))
        return cleaned

    @property
    def is_used(self) -> bool:
        """Whether a leg was written here."""
        return bool(self.cleaned_data.get("origin"))


class PlanForm(forms.Form):
    """What holds for a whole journey: the zone, whom to tell, and words."""

    zone = words(_("Time zone of these times"), hint=_("Such as UTC or Europe/Lisbon."))
    responsible = forms.ChoiceField(label=_("Told first when a check-in is missed"))
    backup = forms.ChoiceField(label=_("Told next"), required=False)
    after = forms.IntegerField(
        label=_("How many minutes later"), min_value=1, max_value=600, initial=15
    )
    safe = forms.CharField(
        label=_("Safe word"), required=False, max_length=80, widget=OnceInput(),
        help_text=_("Agreed by voice. It cannot be shown again."),
    )  # fmt: skip
    duress = forms.CharField(
        label=_("Duress word"), required=False, max_length=80, widget=OnceInput(),
        help_text=_("Answered as if all were well; everybody is told at once."),
    )  # fmt: skip
    recognition = forms.CharField(
        label=_("Recognition phrase"), required=False, max_length=80,
        widget=OnceInput(),
    )  # fmt: skip
    says = text(_("What whoever watches must know"))

    def __init__(self, *given: object, members: Choices, **more: object) -> None:
        super().__init__(*given, **more)
        self.fields["responsible"].choices = members
        self.fields["backup"].choices = [("", _("Nobody")), *members]

    def clean_zone(self) -> ZoneInfo:
        """The zone by its name."""
        return zone_named(self.cleaned_data["zone"])

    def ladder(self) -> tuple[Rung, ...]:
        """Whom to tell, in their order."""
        typed = self.cleaned_data
        rungs = [Rung(0, typed["responsible"])]
        if typed["backup"]:
            rungs.append(Rung(typed["after"], typed["backup"]))
        return tuple(rungs)


class JourneyForms:
    """The form of a journey with one for each leg, as one."""

    def __init__(self, data: object = None, *, members: Choices, **initial: object) -> None:
        self.plan_form = PlanForm(data, members=members, initial=initial)
        self.legs = [LegForm(data, prefix=f"leg{n}") for n in range(1, MOST_LEGS + 1)]

    def is_valid(self) -> bool:
        """Whether every form is, and every time exists in the zone."""
        checked = [self.plan_form.is_valid(), *(leg.is_valid() for leg in self.legs)]
        if not all(checked):
            return False
        in_zone_all = [self._is_in_zone(leg) for leg in self.legs if leg.is_used]
        return all(in_zone_all)

    def plan(self) -> Plan:
        """What was typed, as the service takes it."""
        typed = self.plan_form.cleaned_data
        used = [leg for leg in self.legs if leg.is_used]
        return Plan(
            legs=tuple(self._leg(leg) for leg in used),
            stops=tuple(self._stops(used)),
            agreed=Agreed(typed["safe"], typed["duress"], typed["recognition"]),
            says=typed["says"],
        )

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which the times are meant."""
        zone: ZoneInfo = self.plan_form.cleaned_data["zone"]
        return zone

    def _is_in_zone(self, leg: LegForm) -> bool:
        for name in ("leaves", "arrives", "due"):
            try:
                self._at(leg, name)
            except forms.ValidationError as error:
                leg.add_error(name, error)
        return not leg.errors

    def _at(self, leg: LegForm, name: str) -> dt.datetime:
        return in_zone(leg.cleaned_data[name], self.zone)

    def _leg(self, leg: LegForm) -> Leg:
        typed = leg.cleaned_data
        return Leg(
            **{name: typed[name] for name in _AS_TYPED},
            leaves_at=self._at(leg, "leaves"),
            arrives_at=self._at(leg, "arrives"),
            zone=self.zone.key,
            mode=Mode(typed["mode"] or Mode.PRIVATE_CAR),
            escort=Escort(typed["escort"] or Escort.NONE),
        )

    def _stops(self, used: list[LegForm]) -> Iterator[Stop]:
        for number, leg in enumerate(used):
            typed = leg.cleaned_data
            grace = 15 if typed["grace"] is None else typed["grace"]
            yield Stop(
                number, self._at(leg, "due"), grace, self.plan_form.ladder(), typed["channel"]
            )

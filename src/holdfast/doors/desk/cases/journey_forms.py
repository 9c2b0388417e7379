"""The forms of placing and of journeys.

Invariants: a time is read in the zone that is named beside it; one that a clock change makes
impossible or double is refused in words. Words that were agreed are never shown again.
"""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.records.journeys import Leg, Rung
from holdfast.apps.casework.rules.journeys import Escort, Mode
from holdfast.apps.casework.services.journeys import Agreed, Plan, Stop
from holdfast.doors.desk.areas import offer, spelt

from .forms import day, in_zone, moment, one_of, text, words, zone_named
from .people import Choices

MOST_LEGS = 4
_AS_TYPED = (
    "origin", "destination", "escort_alias", "helper", "vehicle", "from_area", "to_area",
    "from_place", "to_place", "cover_story", "cash", "phone_policy",
)  # fmt: skip
_FOLDED = (
    "arrives_zone", "escort_alias", "from_area", "to_area", "from_place", "to_place", "criteria",
    "alternatives", "checkpoints", "cover_story", "cash", "phone_policy",
)  # fmt: skip
_ONE_A_LINE = _("One a line.")


@dataclass(frozen=True, slots=True)
class Ours:
    """What a leg can be given of ours: helpers, vehicles and places that the member knows, and the
    areas that are named already."""

    helpers: Choices = ()  # type: ignore[assignment]
    vehicles: Choices = ()  # type: ignore[assignment]
    places: Choices = ()  # type: ignore[assignment]
    areas: tuple[str, ...] = ()


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
    escort_alias = words(_("Escort's alias"), required=False, hint=_("Where nobody of ours."))
    helper = forms.ChoiceField(label=_("Who escorts"), required=False)
    vehicle = forms.ChoiceField(label=_("Vehicle"), required=False)
    from_area = words(_("Area it begins in"), required=False, hint=_("Coarse."))
    to_area = words(_("Area it ends in"), required=False, hint=_("Coarse."))
    from_place = forms.ChoiceField(label=_("From our place"), required=False)
    to_place = forms.ChoiceField(label=_("To our place"), required=False)
    arrives_zone = words(
        _("Time zone of the arrival"), required=False,
        hint=_("Arrival and check-in are meant in it. Empty where clocks do not change."),
    )  # fmt: skip
    due = moment(_("Check-in expected"), required=False)
    grace = forms.IntegerField(
        label=_("Grace in minutes"), min_value=0, max_value=1440, initial=15, required=False
    )
    channel = words(_("How they are heard of"), required=False)
    criteria = text(_("Go only if"), hint=_ONE_A_LINE)
    alternatives = text(_("Otherwise"), hint=_ONE_A_LINE)
    checkpoints = text(_("Checkpoints on the way"), hint=_ONE_A_LINE)
    cover_story = words(_("Cover story"), required=False)
    cash = words(_("Cash"), required=False)
    phone_policy = words(_("Telephone"), required=False)

    def __init__(self, *given: object, ours: Ours, **more: object) -> None:
        super().__init__(*given, **more)
        for name, choices in (
            ("helper", ours.helpers),
            ("vehicle", ours.vehicles),
            ("from_place", ours.places),
            ("to_place", ours.places),
        ):
            self.fields[name].choices = [("", _("None of ours")), *choices]
        self.areas = ours.areas
        offer(self, ["from_area", "to_area"])

    def clean_from_area(self) -> str:
        """The area as the team spells it."""
        return spelt(self.cleaned_data["from_area"], self.areas)

    def clean_to_area(self) -> str:
        """The area as the team spells it."""
        return spelt(self.cleaned_data["to_area"], self.areas)

    def clean_arrives_zone(self) -> str:
        """A zone that exists, or none."""
        typed: str = self.cleaned_data["arrives_zone"]
        return zone_named(typed).key if typed else ""

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

    @property
    def is_more_shown(self) -> bool:
        """Whether something that is folded away at first was typed, or is wrong."""
        return any(self[name].errors or self[name].value() for name in _FOLDED)


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

    def __init__(
        self, data: object = None, *, members: Choices, ours: Ours, **initial: object
    ) -> None:
        self.plan_form = PlanForm(data, members=members, initial=initial)
        numbers = range(1, MOST_LEGS + 1)
        self.legs = [LegForm(data, prefix=f"leg{n}", ours=ours) for n in numbers]

    def is_valid(self) -> bool:
        """Whether every form is, and every time exists in the zone."""
        checked = [self.plan_form.is_valid(), *(leg.is_valid() for leg in self.legs)]
        if not all(checked):
            return False
        zones = self._zones()
        fitting = [self._is_in_zone(leg, *zones[id(leg)]) for leg in self._used]
        return all(fitting)

    def plan(self) -> Plan:
        """What was typed, as the service takes it."""
        typed, zones = self.plan_form.cleaned_data, self._zones()
        used = self._used
        return Plan(
            legs=tuple(self._leg(leg, *zones[id(leg)]) for leg in used),
            stops=tuple(self._stop(n, leg, zones[id(leg)][1]) for n, leg in enumerate(used)),
            agreed=Agreed(typed["safe"], typed["duress"], typed["recognition"]),
            says=typed["says"],
        )

    @property
    def _used(self) -> list[LegForm]:
        return [leg for leg in self.legs if leg.is_used]

    def _zones(self) -> dict[int, tuple[ZoneInfo, ZoneInfo]]:
        """The zones in which each leg leaves and arrives: it leaves where the last one arrived."""
        zone: ZoneInfo = self.plan_form.cleaned_data["zone"]
        zones = {}
        for leg in self._used:
            named = leg.cleaned_data["arrives_zone"]
            arrives = ZoneInfo(named) if named else zone
            zones[id(leg)] = (zone, arrives)
            zone = arrives
        return zones

    def _is_in_zone(self, leg: LegForm, leaves: ZoneInfo, arrives: ZoneInfo) -> bool:
        for name, zone in (("leaves", leaves), ("arrives", arrives), ("due", arrives)):
            try:
                in_zone(leg.cleaned_data[name], zone)
            except forms.ValidationError as error:
                leg.add_error(name, error)
        return not leg.errors

    def _leg(self, leg: LegForm, leaves: ZoneInfo, arrives: ZoneInfo) -> Leg:
        typed = leg.cleaned_data
        return Leg(
            **{name: typed[name] for name in _AS_TYPED},
            criteria=_lines(typed["criteria"]),
            alternatives=_lines(typed["alternatives"]),
            checkpoints=_lines(typed["checkpoints"]),
            leaves_at=in_zone(typed["leaves"], leaves),
            arrives_at=in_zone(typed["arrives"], arrives),
            zone=leaves.key,
            arrives_zone="" if arrives.key == leaves.key else arrives.key,
            mode=Mode(typed["mode"] or Mode.PRIVATE_CAR),
            escort=Escort(typed["escort"] or Escort.NONE),
        )

    def _stop(self, number: int, leg: LegForm, zone: ZoneInfo) -> Stop:
        typed = leg.cleaned_data
        grace = 15 if typed["grace"] is None else typed["grace"]
        due_at, ladder = in_zone(typed["due"], zone), self.plan_form.ladder()
        return Stop(number, due_at, grace, ladder, typed["channel"])


def _lines(typed: str) -> tuple[str, ...]:
    lines = (line.strip() for line in typed.splitlines())
    return tuple(line for line in lines if line)

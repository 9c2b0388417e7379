"""The forms of vehicles.

Invariants: a plate is typed into a form of its own part, and sealed apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.records.vehicles import Plate, Vehicle
from holdfast.apps.casework.rules.availability import Standing
from holdfast.doors.desk.cases.forms import one_of, text, words
from holdfast.doors.desk.cases.people import Choices
from holdfast.doors.desk.hours import WhenAndWhere

_SAME = ("alias", "seats", "child_seats", "kept_by", "says")


class VehicleForm(WhenAndWhere):
    """What a vehicle is like."""

    alias = words(_("Alias"), hint=_("Never a plate. Left empty, one is given."), required=False)
    standing = one_of(_("Status"), Standing, initial=Standing.PROPOSED.value)
    seats = forms.IntegerField(
        label=_("Seats beside the driver's"), min_value=1, max_value=60, initial=4
    )
    child_seats = forms.IntegerField(label=_("Child seats"), min_value=0, max_value=10, initial=0)
    kept_by = forms.ChoiceField(label=_("Kept by"), required=False)
    says = text(_("What whoever plans must know"), hint=_("No plate and no name here."))

    def __init__(
        self, *given: object, helpers: Choices, areas: Sequence[str] = (), **more: object
    ) -> None:
        super().__init__(*given, areas=areas, **more)
        self.fields["kept_by"].choices = [("", _("Nobody of the network")), *helpers]

    @staticmethod
    def of(vehicle: Vehicle, revision: int) -> dict[str, object]:
        """What the form begins with."""
        same = {name: getattr(vehicle, name) for name in _SAME}
        hours = WhenAndWhere.begun(vehicle.zones, vehicle.hours, vehicle.away)
        return {**same, **hours, "standing": vehicle.standing.value, "revision": revision}

    def vehicle(self) -> Vehicle:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return Vehicle(
            **{name: typed[name] for name in _SAME},
            zones=typed["zones"],
            hours=self.hours(),
            away=typed["away"],
            standing=Standing(typed["standing"]),
        )


class AddVehicleForm(VehicleForm):
    """The same with its plate."""

    plate = words(_("Plate"), hint=_("Sealed apart, under a key of its own."))
    looks = words(_("Make and colour"), required=False)
    owner = words(_("Owner"), required=False)

    def sealed_plate(self) -> Plate:
        """What was typed of its plate."""
        typed = self.cleaned_data
        return Plate(plate=typed["plate"], looks=typed["looks"], owner=typed["owner"])


class ChangeVehicleForm(VehicleForm):
    """The same with the revision that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

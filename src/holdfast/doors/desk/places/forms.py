"""The forms of safe places.

Invariants: an address is typed into a form of its own part, and sealed apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.records.places import SWEEP_DAYS, Address, Place
from holdfast.apps.casework.rules.places import PlaceKind, PlaceStatus
from holdfast.apps.keyring.rules import Part
from holdfast.doors.desk.areas import offer, spelt
from holdfast.doors.desk.cases.forms import day, one_of, text, words
from holdfast.doors.desk.cases.people import Choices

_SAME = (
    "alias", "area", "beds", "may_mix", "takes_children", "takes_pets", "has_stairs",
    "longest_nights", "rules", "last_sweep", "sweep_days",
)  # fmt: skip


class PlaceForm(forms.Form):
    """What a place is like."""

    alias = words(_("Alias"), hint=_("Never a name. Left empty, one is given."), required=False)
    kind = one_of(_("What it is"), PlaceKind)
    status = one_of(_("Status"), PlaceStatus, initial=PlaceStatus.PROPOSED.value)
    area = words(_("Area"), hint=_("Coarse: a part of a country."), required=False)
    beds = forms.IntegerField(label=_("Beds"), min_value=0, max_value=400, initial=1)
    longest_nights = forms.IntegerField(
        label=_("Longest stay in nights"), min_value=0, max_value=400, initial=0,
        help_text=_("0 is without limit."),
    )  # fmt: skip
    may_mix = forms.BooleanField(label=_("Several households"), required=False, initial=True)
    takes_children = forms.BooleanField(label=_("Takes children"), required=False, initial=True)
    takes_pets = forms.BooleanField(label=_("Takes animals"), required=False)
    has_stairs = forms.BooleanField(label=_("Stairs"), required=False)
    last_sweep = day(_("Last looked through"))
    sweep_days = forms.IntegerField(
        label=_("Look through it every so many days"), min_value=0, max_value=400,
        initial=SWEEP_DAYS, required=False, help_text=_("0: nobody is asked to."),
    )  # fmt: skip
    host_id = forms.ChoiceField(label=_("Host"), required=False)
    rules = text(_("Rules of the house"))

    def __init__(
        self, *given: object, hosts: Choices, areas: Sequence[str] = (), **more: object
    ) -> None:
        super().__init__(*given, **more)
        self.fields["host_id"].choices = [("", _("Nobody of the network")), *hosts]
        self.areas = areas
        offer(self, ["area"])

    def clean_area(self) -> str:
        """The area as the team spells it."""
        return spelt(self.cleaned_data["area"], self.areas)

    def clean_sweep_days(self) -> int:
        """So many days; those of every place where none were typed."""
        typed = self.cleaned_data["sweep_days"]
        return SWEEP_DAYS if typed is None else typed

    @staticmethod
    def of(place: Place, revision: int) -> dict[str, object]:
        """What the form begins with."""
        same = {name: getattr(place, name) for name in _SAME}
        kind, status = place.kind.value, place.status.value
        more = {"kind": kind, "status": status, "host_id": place.hosted_by}
        return {**same, **more, "revision": revision}

    def place(self) -> Place:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return Place(
            **{name: typed[name] for name in _SAME},
            kind=PlaceKind(typed["kind"]),
            status=PlaceStatus(typed["status"]),
            hosted_by=typed["host_id"],
        )


class AddForm(PlaceForm):
    """The same with where it is."""

    address = text(_("Address"), hint=_("Sealed apart, under a key of its own."))
    host = words(_("Whose it is"), required=False)
    way_in = text(_("How to get in"))

    def sealed_address(self) -> Address:
        """What was typed of where it is."""
        typed = self.cleaned_data
        return Address(address=typed["address"], host=typed["host"], way_in=typed["way_in"])


class ChangePlaceForm(PlaceForm):
    """The same with the revision that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class KnownForm(forms.Form):
    """Who else knows the place."""

    who = words(_("Who knows it"), hint=_("A driver, a host's neighbour: never a name."))
    how = words(_("How"))


class GiveForm(forms.Form):
    """Who of the team may know the place."""

    member = forms.ChoiceField(label=_("Who"))
    parts = forms.MultipleChoiceField(
        label=_("What"),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (Part.CONTENT.value, _("What it is like")),
            (Part.IDENTITY.value, _("Where it is")),
        ],
        initial=[Part.CONTENT.value],
    )

    def __init__(self, *given: object, members: Choices, **more: object) -> None:
        super().__init__(*given, **more)
        self.fields["member"].choices = members

"""The forms of helpers on the road.

Invariants: who somebody is is typed into a form of its own part, and sealed apart.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.records.people import Helper, HelperIdentity
from holdfast.apps.casework.records.rides import HelperTerms
from holdfast.apps.casework.rules.people import HelperRole, HelperState
from holdfast.doors.desk.cases.forms import choices_of, one_of, text, words
from holdfast.doors.desk.hours import WhenAndWhere


class AddHelperForm(forms.Form):
    """Somebody of the network: what they do, and apart from it who they are."""

    alias = words(_("Alias"), hint=_("Never a name. Left empty, one is given."), required=False)
    roles = forms.MultipleChoiceField(
        label=_("What they do"),
        choices=choices_of(HelperRole),
        widget=forms.CheckboxSelectMultiple,
    )
    state = one_of(_("Status"), HelperState, initial=HelperState.PROPOSED.value)
    says = text(_("What whoever plans must know"), hint=_("No names, numbers or addresses here."))
    names = words(_("Names"), required=False, hint=_("Sealed apart, under a key of its own."))
    phones = words(_("Telephone"), required=False)
    address = words(_("Address"), required=False)

    def helper(self) -> Helper:
        """What they do."""
        typed = self.cleaned_data
        return Helper(
            alias=typed["alias"],
            roles=tuple(HelperRole(role) for role in typed["roles"]),
            state=HelperState(typed["state"]),
            says=typed["says"],
        )

    def identity(self) -> HelperIdentity:
        """Who they are."""
        typed = self.cleaned_data
        return HelperIdentity(
            names=tuple(filter(None, [typed["names"]])),
            phones=tuple(filter(None, [typed["phones"]])),
            address=typed["address"],
        )


class TermsForm(WhenAndWhere):
    """Where and when they can be asked, and how much they may come to know."""

    languages = words(_("Languages"), required=False)
    most_places = forms.IntegerField(
        label=_("May know so many places"), min_value=0, max_value=99, initial=0, required=False,
        help_text=_("0 is without limit."),
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def of(terms: HelperTerms, revision: int) -> dict[str, object]:
        """What the form begins with."""
        return {
            **WhenAndWhere.begun(terms.zones, terms.hours, terms.away),
            "languages": terms.languages,
            "most_places": terms.most_places,
            "revision": revision,
        }

    def terms(self) -> HelperTerms:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return HelperTerms(
            zones=typed["zones"],
            hours=self.hours(),
            away=typed["away"],
            languages=typed["languages"],
            most_places=typed["most_places"] or 0,
        )


class StateForm(forms.Form):
    """Whether somebody can be asked."""

    state = one_of(_("Status"), HelperState)
    revision = forms.IntegerField(widget=forms.HiddenInput)

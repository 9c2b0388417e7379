"""The forms in which a person decides about a ride.

Invariants: a proposal travels hidden as it was shown, so that only what was seen is accepted; no
decision is sent without its reason.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.queries.rides import Against, LegToMan, RideShown
from holdfast.apps.casework.services.rides import RideDecision
from holdfast.apps.keyring.rules import RecordId
from holdfast.doors.desk.cases.forms import words
from holdfast.methods.passage.judgement import Verdict


class RideForm(forms.Form):
    """Accept or refuse who and what is proposed."""

    helper = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    vehicle = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    reason = words(_("Why"), hint=_("Kept with the case."))

    @staticmethod
    def of(ride: RideShown) -> dict[str, object]:
        """What the form begins with."""
        return {"helper": ride.helper, "vehicle": ride.vehicle}

    def is_about(self, ride: RideShown) -> bool:
        """Whether what was sent is what is proposed now."""
        return self.of(ride) == {name: self.cleaned_data[name] for name in self.of(ride)}

    def decision(self, verdict: Verdict, ride: RideShown) -> RideDecision:
        """What was sent, as the service takes it. The form is valid."""
        typed = self.cleaned_data
        return RideDecision(
            verdict,
            RecordId(ride.journey),
            ride.number,
            typed["helper"],
            typed["vehicle"],
            typed["reason"],
        )


class ChangeRideForm(RideForm):
    """Somebody or something else than is proposed."""

    helper = forms.ChoiceField(label=_("Who escorts"), required=False)
    vehicle = forms.ChoiceField(label=_("Vehicle"), required=False)

    def __init__(self, *given: object, shown: LegToMan, **more: object) -> None:
        super().__init__(*given, **more)
        self.fields["helper"].choices = [("", _("Nobody of ours")), *_named(shown.helpers)]
        self.fields["vehicle"].choices = [("", _("None of ours")), *_named(shown.vehicles)]


def _named(found: list[Against]) -> list[tuple[str, str]]:
    return [(one.id, one.alias) for one in found]

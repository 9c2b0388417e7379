"""The forms in which a person decides about a bed.

Invariants: a proposal travels hidden as it was shown, so that only what was seen is accepted; no
decision is sent without its reason.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.queries.planning import Proposal
from holdfast.apps.casework.rules.places import PlaceId
from holdfast.apps.casework.services.planning import Decision
from holdfast.doors.desk.cases.forms import day, words
from holdfast.doors.desk.cases.people import Choices
from holdfast.doors.desk.days import check_can_be_meant
from holdfast.methods.passage.judgement import Verdict

MOST_NIGHTS = 400


class JudgeForm(forms.Form):
    """Accept or refuse what is proposed."""

    place = forms.CharField(max_length=64, widget=forms.HiddenInput)
    first = forms.DateField(widget=forms.HiddenInput, validators=[check_can_be_meant])
    nights = forms.IntegerField(min_value=1, max_value=MOST_NIGHTS, widget=forms.HiddenInput)
    reason = words(_("Why"), hint=_("Kept with the case."))

    @staticmethod
    def of(proposal: Proposal) -> dict[str, object]:
        """What the form begins with."""
        return {"place": proposal.place, "first": proposal.first, "nights": proposal.nights}

    def is_about(self, proposal: Proposal) -> bool:
        """Whether what was sent is what is proposed now."""
        return self.of(proposal) == {name: self.cleaned_data[name] for name in self.of(proposal)}

    def decision(self, verdict: Verdict) -> Decision:
        """What was sent, as the service takes it. The form is valid."""
        typed = self.cleaned_data
        place, first = PlaceId(typed["place"]), typed["first"]
        return Decision(verdict, place, first, typed["nights"], typed["reason"])


class ChangeForm(JudgeForm):
    """Another bed than the one that is proposed."""

    place = forms.ChoiceField(label=_("Place"))
    first = day(_("First night"), required=True)
    nights = forms.IntegerField(label=_("Nights"), min_value=1, max_value=MOST_NIGHTS)

    def __init__(self, *given: object, places: Choices, **more: object) -> None:
        super().__init__(*given, **more)
        self.fields["place"].choices = places

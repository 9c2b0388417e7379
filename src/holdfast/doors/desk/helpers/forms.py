"""The form of a helper's terms.

Invariants: it asks where and when; who somebody is is asked elsewhere.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.records.rides import HelperTerms
from holdfast.doors.desk.cases.forms import words
from holdfast.doors.desk.hours import WhenAndWhere


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

"""The forms of the departures board.

Invariants: a word is sent, weighed and forgotten; it is never written into a page again.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.services.check_ins import Heard
from holdfast.doors.desk.cases.forms import choices_of

_SECRET = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}


class HeardForm(forms.Form):
    """That somebody is safe, and how that is known."""

    how = forms.ChoiceField(
        label=_("How you know"), choices=choices_of(Heard), initial=Heard.VOICE.value
    )


class WordForm(forms.Form):
    """A word that was said."""

    word = forms.CharField(
        label=_("The word they said"), max_length=80, widget=forms.PasswordInput(_SECRET)
    )


class EndForm(forms.Form):
    """That somebody was found, or is lost."""

    end = forms.ChoiceField(
        label=_("What is known"), choices=[("found", _("Found")), ("lost", _("Lost"))]
    )
    says = forms.CharField(label=_("How it is known"), max_length=200)


class AddressForm(forms.Form):
    """Where a member is told that something needs them."""

    address = forms.CharField(
        label=_("Address for notices"),
        max_length=254,
        help_text=_("The whole team can read it. Use one that says nothing about you."),
    )

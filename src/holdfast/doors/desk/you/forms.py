"""What a member chooses for the browser they sit at.

Invariants: nothing of it is stored on this side.
"""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from holdfast.pages.languages import Look


class LookForm(forms.Form):
    """Light, dark, or as the machine is set."""

    look = forms.ChoiceField(
        label=_("Light or dark"),
        choices=[
            (Look.AUTO.value, _("As this machine is set")),
            (Look.LIGHT.value, _("Light")),
            (Look.DARK.value, _("Dark")),
        ],
    )
    back = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)


class LanguageForm(forms.Form):
    """One of the languages that the desk speaks."""

    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.LANGUAGES)
    back = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)

"""The form by which a closed case is kept.

Invariants: it says which decision was on the page, so that nobody's is passed over.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from .forms import day, words


class KeepingForm(forms.Form):
    """Until when, and why."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    until = day(_("Kept until"), required=True)
    reason = words(_("Why it is still needed"))

"""The forms of flags.

Invariants: a flag is set and lifted with a reason; a revision travels hidden.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.rules.flags import FlagKind

from .forms import day, one_of, words


class FlagForm(forms.Form):
    """What is flagged."""

    kind = one_of(_("What"), FlagKind)
    why = words(_("Why"), hint=_("No names, numbers or addresses here."))
    until = day(_("Last day"), hint=_("Empty: until somebody lifts it."))


class LiftForm(forms.Form):
    """Why a flag is lifted."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    why = words(_("Why it is lifted"))

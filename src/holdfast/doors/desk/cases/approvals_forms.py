"""The forms of approvals.

Invariants: what is asked for and why are asked together; a revision travels hidden.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.rules.approvals import Decision, Needed

from .forms import one_of, words


class AskForm(forms.Form):
    """What somebody asks for."""

    what = words(_("What you ask for"), hint=_("No names, numbers or addresses here."))
    why = words(_("Why"))
    needed = one_of(_("Whose word it needs"), Needed)


class DecideForm(forms.Form):
    """What somebody decides."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    decision = one_of(_("Your decision"), Decision)
    says = words(_("What you say to it"), hint=_("A refusal needs a reason."), required=False)

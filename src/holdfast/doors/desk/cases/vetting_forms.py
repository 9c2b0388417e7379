"""The forms of vetting.

Invariants: a claim, its method and its result are said together; a revision travels hidden.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.rules.signals import TICKED, Signal
from holdfast.apps.casework.rules.vetting import Method, Result, Step
from holdfast.apps.casework.services.vetting import Checked

from .forms import one_of, text, words
from .people import Choices


class ClaimForm(forms.Form):
    """What is claimed, how it was checked, what came of it."""

    says = words(_("What is claimed"), hint=_("No names, numbers or addresses here."))
    method = one_of(_("How it was checked"), Method)
    result = one_of(_("What came of it"), Result)
    voucher = forms.ChoiceField(label=_("Who vouches"), required=False)
    found = text(_("What was seen, or what corroborates it"))

    def __init__(self, *given: object, vouchers: Choices, **more: object) -> None:
        super().__init__(*given, **more)
        self.fields["voucher"].choices = [("", _("Nobody")), *vouchers]

    def checked(self) -> Checked:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return Checked(
            says=typed["says"],
            method=Method(typed["method"]),
            result=Result(typed["result"]),
            found=typed["found"],
            voucher=typed["voucher"],
        )


class WordForm(forms.Form):
    """What a colleague says of a claim."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    says = words(_("Why"), required=False)
    step = one_of(_("What you say"), Step)


class NoticeForm(forms.Form):
    """What somebody noticed."""

    signal = one_of(_("What you noticed"), TICKED)
    says = words(_("What happened"))


class LookForm(forms.Form):
    """What somebody found when they looked."""

    signal = forms.ChoiceField(
        choices=[(signal.value, signal.value) for signal in Signal], widget=forms.HiddenInput
    )
    basis = forms.CharField(max_length=4000, required=False, strip=False, widget=forms.HiddenInput)
    says = words(_("What you found"))

"""The forms of money.

Invariants: an amount is read as whole minor units; what can be read in two ways is refused.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.errors.money import BadAmountError
from holdfast.apps.casework.rules.currencies import MINOR_DIGITS, minor_units
from holdfast.apps.casework.rules.money import Payment as State
from holdfast.apps.casework.services.money import Asked
from holdfast.doors.desk.refusals import words_of

from .forms import choices_of, text, words

_CODES = [(code, code) for code in sorted(MINOR_DIGITS)]


class AmountForm(forms.Form):
    """An amount of a currency; `minor` is it in whole minor units, once the form is valid."""

    amount = forms.CharField(
        label=_("Amount"), max_length=20, widget=forms.TextInput({"inputmode": "decimal"})
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=_CODES, initial="EUR")
    minor: int = 0

    def clean(self) -> dict[str, object]:
        """The cleaned values."""
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        if "amount" in cleaned and "currency" in cleaned:
            try:
                self.minor = minor_units(str(cleaned["amount"]), str(cleaned["currency"]))
            except BadAmountError as error:
                self.add_error("amount", words_of(error))
        return cleaned


class RequestForm(AmountForm):
    """Money that is asked for."""

    payee = words(_("For whom"), hint=_("An alias, never a name or an account."))
    purpose = words(_("What for"))

    def asked(self) -> Asked:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return Asked(typed["payee"], typed["purpose"], self.minor, typed["currency"])


class LimitForm(AmountForm):
    """Up to which amount one approval is enough."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class MoveForm(forms.Form):
    """What became of a payment."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    to = forms.ChoiceField(label=_("It is now"))
    says = text(_("What happened"))

    def __init__(self, *given: object, moves: Iterable[State], **more: object) -> None:
        super().__init__(*given, **more)
        self.fields["to"].choices = choices_of(moves)

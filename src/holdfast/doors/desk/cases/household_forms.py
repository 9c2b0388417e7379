"""The forms of a household: who belongs to it, and from whom it is kept.

Invariants: people are named by alias; another case by its alias or its short id.
"""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.records.household import HouseholdMember, HouseholdTie
from holdfast.apps.casework.rules.answers import Answer
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.household import KEPT_APART, Age, Agreed, Kin, Tie
from holdfast.apps.casework.rules.people import HelperId
from holdfast.apps.keyring.records import Sealable

from .forms import day, one_of, text, words
from .items_forms import ItemForm


class MemberForm(ItemForm):
    """Somebody of the household, and for a child who agreed."""

    ITEM: ClassVar[type[Sealable]] = HouseholdMember
    alias = words(_("Alias"), hint=_("Never a name: names are kept with who it is about."))
    kin = one_of(_("Who they are"), Kin, initial=Kin.OTHER.value)
    age = one_of(_("Adult or child"), Age)
    is_travelling = forms.BooleanField(label=_("Travels with them"), required=False, initial=True)
    agreed = one_of(_("Who agreed, for a child"), Agreed)
    agreed_on = day(_("When they agreed"))
    guardian_is_threat = one_of(_("Is the guardian the threat?"), Answer)
    reason = text(
        _("Why somebody else agrees"),
        hint=_("Where the guardian is the threat, or nobody knows: why their word is not asked."),
    )
    notes = text(_("Notes"))


class TieForm(forms.Form):
    """From whom a household is kept, or with whom it goes."""

    tie = one_of(_("What is between them"), Tie, initial=Tie.APART.value)
    case = words(
        _("Another case"), hint=_("Its alias or its short id: one that you can open."),
        required=False,
    )  # fmt: skip
    other = words(
        _("Or somebody else"), hint=_("An alias; a helper whom you know is found by it."),
        required=False,
    )  # fmt: skip
    why = words(_("Why"), required=False)

    @property
    def may_be_helper(self) -> bool:
        """Whether what was typed beside a case can be a helper's alias."""
        typed = self.cleaned_data
        return bool(typed["other"]) and Tie(typed["tie"]) in KEPT_APART

    def made(self, case: CaseId | None, helper: HelperId | None = None) -> HouseholdTie:
        """What was typed, with the case or the helper that was named."""
        typed = self.cleaned_data
        return HouseholdTie(
            tie=Tie(typed["tie"]),
            other_case=case or "",
            other_alias="" if helper else typed["other"],
            other_helper=helper or "",
            why=typed["why"],
        )

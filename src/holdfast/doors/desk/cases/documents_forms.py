"""The form of a document.

Invariants: no field asks for its number.
"""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.records.documents import Document
from holdfast.apps.casework.rules.answers import Answer
from holdfast.apps.casework.rules.documents import DocumentKind, Holder, Renewal
from holdfast.apps.keyring.records import Sealable

from .forms import day, one_of, text, words
from .items_forms import ItemForm


class DocumentForm(ItemForm):
    """What it is, who has it, until when, and what must be done."""

    ITEM: ClassVar[type[Sealable]] = Document
    kind = one_of(_("What it is"), DocumentKind)
    of = forms.ChoiceField(label=_("Whose it is"), required=False)
    holder = one_of(_("Who has it"), Holder)
    expires = day(_("Valid until"))
    alerts_home = one_of(_("Would applying for one alert home?"), Answer)
    renewal = one_of(_("A new one"), Renewal)
    is_for_travel = forms.BooleanField(label=_("They travel with it"), required=False)
    action = words(_("What must be done"), required=False)
    action_by = day(_("By when"))
    notes = text(_("Notes"), hint=_("No numbers here: they belong to who it is about."))

"""The form of a device.

Invariants: no field asks for a number or an account.
"""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.records.devices import Device
from holdfast.apps.casework.rules.answers import Answer
from holdfast.apps.casework.rules.devices import BoughtBy, DeviceKind, Fate, Stalkerware
from holdfast.apps.keyring.records import Sealable

from .forms import day, one_of, text, words
from .items_forms import ItemForm


class DeviceForm(ItemForm):
    """Whose it is, what is known against it, and since when it is clean."""

    ITEM: ClassVar[type[Sealable]] = Device
    kind = one_of(_("What it is"), DeviceKind)
    called = words(_("Which one"), hint=_("As they call it. No number."), required=False)
    of = forms.ChoiceField(label=_("Whose it is"), required=False)
    bought_by = one_of(_("Who bought it"), BoughtBy)
    has_shared_account = one_of(_("Is somebody else in its account?"), Answer)
    stalkerware = one_of(_("Programs that spy on them"), Stalkerware)
    was_seized = one_of(_("Was it seized?"), Answer)
    shares_location = one_of(_("Does it tell where it is?"), Answer)
    fate = one_of(_("What became of it"), Fate)
    clean_since = day(
        _("Clean since"), hint=_("The day on which somebody looked and found it clean.")
    )
    notes = text(_("Notes"), hint=_("No numbers here: they belong to who it is about."))

"""The form of a trace.

Invariants: what it leads to is chosen by its alias among what the member knows, never typed as a
number or a name.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.queries.traces import Named
from holdfast.apps.casework.rules.traces import LeadsTo, TraceIn

from .forms import words

IN = [
    (TraceIn.PHONE.value, _("Their phone has the number of")),
    (TraceIn.DOCUMENT.value, _("A document of theirs names")),
]
KINDS = [
    (LeadsTo.CASE.value, _("A case")),
    (LeadsTo.MEMBER.value, _("A member of the team")),
    (LeadsTo.HELPER.value, _("A helper")),
    (LeadsTo.PLACE.value, _("A place")),
]


class TraceForm(forms.Form):
    """Whose number is in their phone, or whom a document names."""

    held_in = forms.ChoiceField(label=_("What"), choices=IN)
    leads_to = forms.ChoiceField(label=_("Whom or what"), choices=KINDS)
    alias = words(_("Alias"), hint=_("Of the case, the member, the helper or the place."))

    def __init__(self, *given: object, named: Named, **more: object) -> None:
        super().__init__(*given, **more)
        self._named = named

    def clean(self) -> dict[str, object]:
        """The id of what has this alias, as `id_`."""
        super().clean()
        cleaned: dict[str, object] = self.cleaned_data
        if "leads_to" not in cleaned or "alias" not in cleaned:
            return cleaned
        wanted = str(cleaned["alias"]).strip().casefold()
        known = self._named[LeadsTo(str(cleaned["leads_to"]))]
        found = [id_ for id_, alias in known.items() if alias.casefold() == wanted]
        if len(found) != 1:
            self.add_error("alias", _("You know nothing with this alias, or several."))
        return {**cleaned, "id_": found[0] if len(found) == 1 else ""}

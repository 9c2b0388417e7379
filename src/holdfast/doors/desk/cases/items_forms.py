"""Forms for one part of a case: made from a record and read back into one.

Invariants: what the form does not ask stays as it was; a revision travels hidden.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.queries.files import CaseFile
from holdfast.apps.casework.queries.household import members_of
from holdfast.apps.keyring.records import Sealable


class ItemForm(forms.Form):
    """A form whose fields are named like those of `ITEM`."""

    ITEM: ClassVar[Any]
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *given: object, file: CaseFile, **more: object) -> None:
        super().__init__(*given, **more)
        if "of" in self.fields:
            whose = [("", _("Whom the case is about")), *members_of(file)]
            self.fields["of"].choices = whose

    @classmethod
    def initial_of(cls, item: Sealable, revision: int) -> dict[str, object]:
        """What the form begins with."""
        asked = [name for name in cls.base_fields if name in item.__struct_fields__]
        return {"revision": revision, **{name: plain(getattr(item, name)) for name in asked}}

    def item(self, before: Sealable | None = None) -> Any:  # noqa: ANN401  (of the kind ITEM)
        """What was typed, as a record; what is not asked is as it was."""
        kept = msgspec.structs.asdict(before) if before is not None else {}
        fields = self.ITEM.__struct_fields__
        typed = {name: value for name, value in self.cleaned_data.items() if name in fields}
        return msgspec.convert({**kept, **typed}, self.ITEM)

    def shown(self) -> list[tuple[str, str]]:
        """What the form began with, for eyes: each label with its value."""
        return [(str(field.label), _in_words(field)) for field in self.visible_fields()]


class RevisionForm(forms.Form):
    """Which version of something is acted on."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


def plain(value: object) -> object:
    """A value as a form field holds it."""
    return value.value if isinstance(value, StrEnum) else value


def _in_words(field: forms.BoundField) -> str:
    value = field.initial
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    choices = dict(getattr(field.field, "choices", ()))
    return str(choices.get(value, value if value is not None else ""))

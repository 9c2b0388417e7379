"""The form of a saved reply: a title, and its words in each language that we answer in."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.intake.records import SavedReply
from holdfast.apps.intake.rules import MOST_ANSWER_CHARACTERS

from .words import LANGUAGES


class SavedReplyForm(forms.Form):
    """A saved reply; each language may stay empty, one may not."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("For the team, as “can you leave”. It is never sent."),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)
        for code, language in LANGUAGES.items():
            area = forms.Textarea({"rows": 3, "dir": "auto", "lang": code, "autocomplete": "off"})
            self.fields[f"text_{code}"] = forms.CharField(
                label=language, required=False, max_length=MOST_ANSWER_CHARACTERS, widget=area
            )

    def texts(self) -> Mapping[str, str]:
        """The words by language."""
        return {code: self.cleaned_data[f"text_{code}"] for code in LANGUAGES}

    def in_languages(self) -> list[forms.BoundField]:
        """The fields of the languages."""
        return [self[f"text_{code}"] for code in LANGUAGES]

    @staticmethod
    def typed(reply: SavedReply, revision: int) -> dict[str, object]:
        """What the form begins with for a reply that is there."""
        texts = {f"text_{code}": text for code, text in reply.texts.items()}
        return {"title": reply.title, "revision": revision, **texts}

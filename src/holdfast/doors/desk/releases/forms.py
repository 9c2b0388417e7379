"""Forms of releases.

Invariants: a form checks what was typed; whether it may be done is for the services below.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.archive.rules import ExhibitId, TestimonyId, Use
from holdfast.apps.keyring.rules import RecordId, ScopeId
from holdfast.apps.publication.rules.parts import Found, Quoted, Shown, Source, Words
from holdfast.apps.publication.services.drafting import Outline
from holdfast.apps.review.rules import FindingId

Choices = Sequence[tuple[str, str]]
_JOINT = "/"


class OutlineForm(forms.Form):
    """What a release is, and for whom."""

    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("It leaves as it is."))
    language = forms.CharField(
        label=_("Language"),
        max_length=12,
        help_text=_("As a code: en, ru, fr. Readers' machines speak it aloud by this."),
    )
    use = forms.ChoiceField(
        label=_("For whom"),
        widget=forms.RadioSelect,
        choices=[
            (Use.PUBLISH.value, _("The public")),
            (Use.SHARE.value, _("Those named below, and nobody else")),
            (Use.COURT.value, _("The court or authority named below")),
        ],
    )
    audience = forms.CharField(
        label=_("Their name"),
        max_length=200,
        required=False,
        help_text=_("As people agreed to it. Nothing for the public."),
    )

    def outline(self) -> Outline:
        """What was typed."""
        typed = self.cleaned_data
        return Outline(typed["title"], typed["language"], Use(typed["use"]), typed["audience"])


class RevisionForm(forms.Form):
    """An act on the release as it was seen."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class WordsForm(RevisionForm):
    """Our own words."""

    heading = forms.CharField(label=_("Heading"), max_length=200)
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea({"rows": 10}),
        help_text=_("An empty line begins a new paragraph."),
    )

    def source(self) -> Words:
        """The words."""
        return Words(self.cleaned_data["heading"], self.cleaned_data["text"])


class ChosenForm(RevisionForm):
    """One of what there is to choose from."""

    chosen = forms.ChoiceField(label=_("Which"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: Choices, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **named)
        self.fields["chosen"].choices = choices


class TestimonyForm(ChosenForm):
    """A paragraph of testimony."""

    def source(self) -> Source:
        """The paragraph."""
        testimony, _joint, paragraph = self.cleaned_data["chosen"].partition(_JOINT)
        return Quoted(TestimonyId(ScopeId(testimony)), paragraph)


class FindingForm(ChosenForm):
    """A finding."""

    def source(self) -> Source:
        """The finding."""
        return Found(FindingId(self.cleaned_data["chosen"]))


class ExhibitForm(ChosenForm):
    """An exhibit's proof, under a heading that may be read by all."""

    heading = forms.CharField(
        label=_("What it is, for readers"),
        max_length=200,
        help_text=_("No name and no place that gives somebody away. The file does not leave."),
    )

    def source(self) -> Source:
        """The exhibit."""
        return Shown(ExhibitId(RecordId(self.cleaned_data["chosen"])), self.cleaned_data["heading"])


PartForm = WordsForm | TestimonyForm | FindingForm | ExhibitForm


class ShareForm(forms.Form):
    """Who else reads and signs."""

    member = forms.ChoiceField(label=_("Who"))

    def __init__(self, *args: Any, members: Choices, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **named)
        self.fields["member"].choices = members


class JudgementForm(RevisionForm):
    """Why some places give nobody away."""

    hits = forms.MultipleChoiceField(
        label=_("Places"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the places that this is about.")},
    )
    reason = forms.CharField(
        label=_("Why they give nobody away"),
        max_length=400,
        help_text=_("The words themselves are changed in the draft, not here."),
    )

    def __init__(self, *args: Any, hits: Choices, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **named)
        self.fields["hits"].choices = hits


class ReasonForm(forms.Form):
    """Why something is done that is written down."""

    reason = forms.CharField(label=_("Reason"), max_length=400)


class RecallForm(RevisionForm):
    """Why a release is called back."""

    reason = forms.CharField(
        label=_("Why"), max_length=400, help_text=_("For the team. It names nobody.")
    )

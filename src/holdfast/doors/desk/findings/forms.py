"""Forms of the findings.

Invariants: a form checks what was typed; whether it may be done is for the services below.
"""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.review.rules import Side, StatementVerdict, Verdict

VERDICTS = [
    (Verdict.HOLDS.value, _("It holds")),
    (Verdict.DOES_NOT_HOLD.value, _("It does not hold")),
    (Verdict.OPEN.value, _("It stays open")),
]
STATEMENT_VERDICTS = [
    (StatementVerdict.BELONGS.value, _("It belongs here")),
    (StatementVerdict.OTHER_EVENT.value, _("It is about another event")),
    (StatementVerdict.MISATTRIBUTED.value, _("The words are given to the wrong person")),
    (StatementVerdict.NOT_SAID.value, _("It does not say this")),
]
_REASON_HELP = _("One sentence that another person can check. No names of witnesses.")


class JudgeForm(forms.Form):
    """What somebody says of a finding."""

    verdict = forms.ChoiceField(
        label=_("Your judgement"), widget=forms.RadioSelect, choices=VERDICTS
    )
    reason = forms.CharField(label=_("Why"), max_length=2000, help_text=_REASON_HELP)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class JudgeStatementForm(forms.Form):
    """What somebody says of a statement under a finding."""

    verdict = forms.ChoiceField(
        label=_("Your judgement"), widget=forms.RadioSelect, choices=STATEMENT_VERDICTS
    )
    reason = forms.CharField(label=_("Why"), max_length=2000, help_text=_REASON_HELP)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class ParagraphChoiceForm(forms.Form):
    """A paragraph of testimony that may be held against what others say."""

    paragraph = forms.ChoiceField(label=_("Paragraph"), widget=forms.RadioSelect)
    side = forms.ChoiceField(
        label=_("What it does"),
        widget=forms.RadioSelect,
        choices=[
            (Side.FOR.value, _("It speaks for the finding")),
            (Side.AGAINST.value, _("It speaks against it")),
        ],
    )

    def __init__(
        self, *args: object, paragraphs: Iterable[tuple[str, str]], **named: object
    ) -> None:
        super().__init__(*args, **named)
        self.fields["paragraph"].choices = list(paragraphs)


class LinkForm(forms.Form):
    """That a source of the press and the person of a testimony are one."""

    testimony = forms.ChoiceField(label=_("Testimony"))
    reason = forms.CharField(label=_("How you know"), max_length=2000, help_text=_REASON_HELP)

    def __init__(
        self, *args: object, testimonies: Iterable[tuple[str, str]], **named: object
    ) -> None:
        super().__init__(*args, **named)
        self.fields["testimony"].choices = list(testimonies)


class UndoForm(forms.Form):
    """Why a link is taken back."""

    reason = forms.CharField(label=_("Why"), max_length=2000, help_text=_REASON_HELP)


class JoinForm(forms.Form):
    """Whom to let in."""

    member = forms.ChoiceField(label=_("Who"))

    def __init__(self, *args: object, members: Iterable[tuple[str, str]], **named: object) -> None:
        super().__init__(*args, **named)
        self.fields["member"].choices = list(members)

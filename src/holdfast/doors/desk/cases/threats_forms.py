"""The forms of threats.

Invariants: who it is is typed into a form of its own part, and sealed apart.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from holdfast.apps.casework.records.threats import PretextNote, Threat, ThreatIdentity
from holdfast.apps.casework.rules.threats import (
    Knows,
    Pretext,
    PretextState,
    Reach,
    Relation,
    ThreatKind,
)

from .forms import choices_of, one_of, text, words

_PRETEXT = "pretext_"


def _several(label: str, kinds: type[Reach | Knows]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=choices_of(kinds),
        widget=forms.CheckboxSelectMultiple,
    )


class ThreatForm(forms.Form):
    """What is known of a threat."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    word = words(_("A word for it"), hint=_("“The uncle”, “the unit”: never a name."))
    kind = one_of(_("What it is"), ThreatKind)
    relation = one_of(_("What they are to them"), Relation, initial=Relation.OTHER.value)
    last_contact = words(_("Last contact"), hint=_("2017, 2017-03 or 2017-03-20."), required=False)
    reach = _several(_("Reach"), Reach)
    knows = _several(_("What they know"), Knows)
    says = text(_("What else is known"), hint=_("No names, numbers or addresses here."))
    ended_on = words(_("Ended on"), hint=_("Only where it is over for certain."), required=False)

    def __init__(self, *given: object, **more: object) -> None:
        super().__init__(*given, **more)
        for pretext in Pretext:
            self.fields[f"{_PRETEXT}{pretext.name}"] = one_of(
                str(pretext).capitalize(), PretextState, initial=PretextState.NONE.value
            )

    def pretexts(self) -> list[forms.BoundField]:
        """The fields of the legal pretexts."""
        return [self[f"{_PRETEXT}{pretext.name}"] for pretext in Pretext]

    @staticmethod
    def of(threat: Threat, revision: int) -> dict[str, object]:
        """What the form begins with."""
        states = {f"{_PRETEXT}{p.name}": threat.state_of(p).value for p in Pretext}
        return {
            "revision": revision,
            "word": threat.word,
            "kind": threat.kind.value,
            "relation": threat.relation.value,
            "last_contact": threat.last_contact,
            "reach": [one.value for one in threat.reach],
            "knows": [one.value for one in threat.knows],
            "says": threat.says,
            "ended_on": threat.ended_on,
            **states,
        }

    def threat(self) -> Threat:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        states = {p: PretextState(typed[f"{_PRETEXT}{p.name}"]) for p in Pretext}
        return Threat(
            word=typed["word"],
            kind=ThreatKind(typed["kind"]),
            relation=Relation(typed["relation"]),
            reach=tuple(Reach(one) for one in typed["reach"]),
            knows=tuple(Knows(one) for one in typed["knows"]),
            pretexts=tuple(
                PretextNote(pretext, state)
                for pretext, state in states.items()
                if state is not PretextState.NONE
            ),
            last_contact=typed["last_contact"],
            ended_on=typed["ended_on"],
            says=typed["says"],
        )


class ThreatNameForm(forms.Form):
    """Who it is."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    names = text(_("Names"), hint=_("One a line."))
    phones = text(_("Telephone numbers"), hint=_("One a line."))
    address = text(_("Address"))

    @staticmethod
    def of(identity: ThreatIdentity, revision: int) -> dict[str, object]:
        """What the form begins with."""
        return {
            "revision": revision,
            "names": "\n".join(identity.names),
            "phones": "\n".join(identity.phones),
            "address": identity.address,
        }

    def identity(self, threat: str) -> ThreatIdentity:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return ThreatIdentity(
            threat=threat,
            names=_lines(typed["names"]),
            phones=_lines(typed["phones"]),
            address=typed["address"],
        )


def _lines(typed: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in typed.splitlines() if line.strip())

"""What pages of releases show: hits beside the words they are about, and the next step.

Invariants: words of the draft are cut at characters and never joined with what is searched for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from holdfast.apps.publication.queries import Drafted
from holdfast.apps.publication.rules.hits import HitPlace, ReleaseHit, fields_of
from holdfast.apps.publication.rules.parts import PartKind
from holdfast.apps.publication.rules.states import Act, State, may_move
from holdfast.methods.disclosure.draft import Certainty, Secret

AROUND = 120
STATES = {
    State.DRAFT: ("", _("draft")),
    State.CHECKED: ("accent", _("checked")),
    State.SIGNED_ONCE: ("accent", _("signed by one")),
    State.SIGNED: ("accent", _("signed by two")),
    State.RELEASED: ("ok", _("released")),
    State.RECALLED: ("warn", _("recalled")),
}
KINDS = {
    PartKind.WORDS: _("Our words"),
    PartKind.TESTIMONY: _("Testimony"),
    PartKind.FINDING: _("Finding"),
    PartKind.EXHIBIT: _("Exhibit"),
}
_CERTAINTIES = {
    Certainty.CERTAIN: ("danger", _("certain")),
    Certainty.LIKELY: ("warn", _("likely")),
    Certainty.POSSIBLE: ("", _("possible")),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one field, with those that were met between the others."""

    field: str
    before: str
    met: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit beside its words. `names` are shown to who asked for them, else there are none."""

    hit: ReleaseHit
    tone: str
    certainty: str
    passages: tuple[Passage, ...]
    names: tuple[str, ...]


def shown_hits(drafted: Drafted, names: Mapping[str, Secret] | None = None) -> list[ShownHit]:
    """The open hits of a release, surest first."""
    texts = {field.name: field.text for field in fields_of(drafted.release)}
    found = sorted(drafted.open_hits, key=lambda hit: -hit.certainty)
    return [_shown(hit, texts, names or {}) for hit in found]


def may(drafted: Drafted) -> dict[str, bool]:
    """What can be done with the release now, by the name of the act."""
    return {act.value: may_move(drafted.release.state, act) for act in Act}


def _shown(hit: ReleaseHit, texts: Mapping[str, str], names: Mapping[str, Secret]) -> ShownHit:
    tone, certainty = _CERTAINTIES[Certainty(hit.certainty)]
    return ShownHit(
        hit=hit,
        tone=tone,
        certainty=str(certainty),
        passages=tuple(_passages(hit.places, texts)),
        names=tuple(dict.fromkeys(names[s].text for s in hit.secrets if s in names)),
    )


def _passages(places: tuple[HitPlace, ...], texts: Mapping[str, str]) -> Iterator[Passage]:
    for place in places:
        text = texts.get(place.field, "")
        start = max(0, place.start - AROUND)
        yield Passage(
            field=place.field,
            before=("… " if start else "") + text[start : place.start],
            met=text[place.start : place.end],
            after=text[place.end : place.end + AROUND]
            + (" …" if place.end + AROUND < len(text) else ""),
        )

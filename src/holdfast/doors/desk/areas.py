"""Areas in forms and on pages: what the team names already is offered, what is alone is said.

Invariants: what was typed in another case, or with other spaces, is saved as the team spells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import forms

from holdfast.apps.casework.queries.areas import Areas, areas_of
from holdfast.apps.casework.rules.names import as_known, as_typed

from .entry import DeskRequest

LISTED = "known_areas"
"""The id of the list of areas on a page with a field of one area."""


@dataclass(frozen=True, slots=True)
class Alone:
    """Areas that nothing else names, and the others that there are."""

    areas: list[str]
    others: list[str]


def offer(form: forms.Form, names: Iterable[str]) -> None:
    """Let fields of one area offer what is known, from a list that stands on the page."""
    for name in names:
        form.fields[name].widget.attrs |= {"list": LISTED, "autocomplete": "off"}


def spelt(typed: str, known: Iterable[str]) -> str:
    """One area as the team spells it."""
    return as_known(typed, known)


def several(ticked: Sequence[str], typed: str, known: Sequence[str]) -> tuple[str, ...]:
    """Areas that were ticked, and those typed with a comma between two, each once."""
    named = [*ticked, *(as_known(one, known) for one in typed.split(","))]
    return tuple({as_typed(one): one for one in named if one}.values())


def alone(request: DeskRequest, areas: Iterable[str], *, of: str) -> Alone | None:
    """What a page says of areas that nothing else names; None where there is nothing to say."""
    named = list(areas)
    if not any(area.strip() for area in named):
        return None
    known: Areas = areas_of(request.actor)
    lonely = known.lonely(named, of=of)
    return Alone(lonely, known.beside(named)) if lonely else None

"""What the press has of a day and an outlet, for whoever knows who spoke to it.

Invariants: nothing is matched by name or story; only the outlet and the day that a member wrote
down choose what is shown, and a person says who is who.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from holdfast.apps.keyring.rules import Actor
from holdfast.apps.review.rules import StatementId
from holdfast.methods.corroboration.record import Report, SourceKind

from .desk import read_desk
from .findings import press_on


@dataclass(frozen=True, slots=True)
class Voiced:
    """A witness in the press by the first thing they say, under the name that the report gives."""

    statement: StatementId
    name: str
    text: str
    title: str
    is_linked: bool


def witnesses_published(actor: Actor, *, outlet: str, day: dt.date) -> list[Voiced]:
    """The witnesses in what this outlet published on this day, each once, by name.

    Raises NoReviewError, NotGrantedError.
    """
    desk = read_desk(actor)
    press = press_on(desk)
    reports = {r.id: r for r in press.reports.values() if _is_of(r, outlet, day)}
    linked = {s.value.statement for s in desk.links if not s.value.undone_by}
    linked_voices = {press.statements[one].origin for one in linked if one in press.statements}
    found: dict[str, Voiced] = {}
    for statement in press.statements.values():
        voice = statement.origin
        if statement.report not in reports or voice is None or voice in found:
            continue
        if press.sources[voice].kind is SourceKind.WITNESS:
            found[voice] = Voiced(
                StatementId(statement.id),
                press.sources[voice].name,
                statement.text,
                reports[statement.report].title or "",
                voice in linked_voices,
            )
    return sorted(found.values(), key=lambda one: (one.name.casefold(), one.statement))


def _is_of(report: Report, outlet: str, day: dt.date) -> bool:
    is_outlet = (report.outlet or "").strip().casefold() == outlet.strip().casefold()
    return is_outlet and (report.published or "")[:10] == day.isoformat()

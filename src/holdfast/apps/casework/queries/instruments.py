"""Which instruments there are: what is shipped with Holdfast, and what the team made of it.

Invariants: the newest version of a name is used; every older one is still there to read a score by.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from holdfast.apps.accounts.rules import Permission
from holdfast.apps.casework.errors.judging import NoInstrumentError
from holdfast.apps.casework.records.risk import TeamInstrument
from holdfast.apps.casework.rules.risk import Instrument
from holdfast.apps.keyring.queries.bodies import Stored
from holdfast.apps.keyring.rules import Actor, require

from .files import team_cards


@dataclass(frozen=True, slots=True)
class Listed:
    """An instrument; `edited` says by whom and why, where the team did."""

    instrument: Instrument
    edited: TeamInstrument | None = None


def instruments(actor: Actor) -> list[Listed]:
    """The newest version of every instrument, by name."""
    newest: dict[str, Listed] = {}
    for listed in versions(actor):
        known = newest.get(listed.instrument.name)
        if known is None or listed.instrument.version > known.instrument.version:
            newest[listed.instrument.name] = listed
    return [newest[name] for name in sorted(newest)]


def versions(actor: Actor) -> list[Listed]:
    """Every version of every instrument, oldest first."""
    require(actor, Permission.WORK_CASES)
    cards: list[Stored[TeamInstrument]] = list(team_cards(actor, TeamInstrument))
    edited = [Listed(card.value.instrument, card.value) for card in cards]
    edited.sort(key=lambda listed: listed.instrument.version)
    return [Listed(shipped()), *edited]


def instrument(actor: Actor, name: str, version: int | None = None) -> Listed:
    """One of them, of a version or the newest. Raises NoInstrumentError."""
    known = [listed for listed in versions(actor) if listed.instrument.name == name]
    if version is not None:
        known = [listed for listed in known if listed.instrument.version == version]
    if not known:
        raise NoInstrumentError
    return known[-1]


@cache
def shipped() -> Instrument:
    """The instrument that comes with Holdfast."""
    text = files("holdfast.apps.casework").joinpath("instruments/harm_ahead.yaml").read_bytes()
    return msgspec.yaml.decode(text, type=Instrument)

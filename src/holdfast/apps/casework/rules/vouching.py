"""Who vouched for whom, drawn back to where a chain begins, as pure functions.

Invariants:
- Nobody beyond what the actor may open is named, and nothing behind them is followed.
- A loop is marked and followed once: drawing always ends.
- A chain is worth what its far end is worth: an end that is detained or not vetted is marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

MOST_STEPS = 8


class Mark(StrEnum):
    """What is to be looked at in a chain."""

    LOOP = "vouched for by somebody they vouched for"
    DETAINED = "the chain ends at somebody detained"
    UNVETTED = "the chain ends at somebody who is not vetted"
    CLOSED = "goes on where you may not look"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the actor may open. `vouchers` are the ids of whose word counts for them."""

    alias: str
    is_vetted: bool
    is_detained: bool
    vouchers: tuple[str, ...] = ()


class Link(NamedTuple):
    """That the first vouched for the second."""

    voucher: str
    subject: str


@dataclass(frozen=True, slots=True)
class Chain:
    """Everybody from whom the word comes, by how many steps away, who vouched, and the marks."""

    rows: list[list[str]]
    links: list[Link]
    marks: dict[str, Mark]


def chain_of(subject: str, people: Mapping[str, Person]) -> Chain:
    """The voucher chain of somebody, themselves in its first row."""
    rows, links, seen = [[subject]], list[Link](), {subject}
    while rows[-1] and len(rows) <= MOST_STEPS:
        found: list[str] = []
        for one in rows[-1]:
            for voucher in _vouchers(one, people):
                links.append(Link(voucher, one))
                if voucher not in seen:
                    seen.add(voucher)
                    found.append(voucher)
        rows.append(found)
    rows = [row for row in rows if row]
    return Chain(rows, links, _marks(rows, links, people))


def _vouchers(one: str, people: Mapping[str, Person]) -> Sequence[str]:
    known = people.get(one)
    return known.vouchers if known else ()


def _marks(
    rows: Sequence[Sequence[str]], links: Sequence[Link], people: Mapping[str, Person]
) -> dict[str, Mark]:
    marks: dict[str, Mark] = {}
    for one in (one for row in rows[1:] for one in row):
        person = people.get(one)
        if person is None:
            marks[one] = Mark.CLOSED
        elif person.is_detained:
            marks[one] = Mark.DETAINED
        elif not person.vouchers and not person.is_vetted:
            marks[one] = Mark.UNVETTED
    for one in _in_loops(links):
        marks.setdefault(one, Mark.LOOP)
    return marks


def _in_loops(links: Sequence[Link]) -> list[str]:
    """Everybody from whom a chain leads back to themselves."""
    onward: dict[str, set[str]] = {}
    for link in links:
        onward.setdefault(link.subject, set()).add(link.voucher)
    return [one for one in onward if one in _reached(one, onward)]


def _reached(start: str, onward: Mapping[str, set[str]]) -> set[str]:
    reached, waiting = set[str](), list(onward.get(start, ()))
    while waiting:
        one = waiting.pop()
        if one not in reached:
            reached.add(one)
            waiting += onward.get(one, ())
    return reached

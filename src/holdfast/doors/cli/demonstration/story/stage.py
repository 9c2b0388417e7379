"""Where the story is told: the crew, a clock that it moves, a seed, and what people outside keep.

Invariants: of cases, places and journeys nothing is kept here: they are read, by whoever acts. What
is kept is what contacts, hosts and drivers keep themselves: a code, a link and a word.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random  # noqa: TID251  (no secret comes from it)
from typing import TypeVar

from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.queries.cases import CaseView, Listed, cases
from holdfast.apps.casework.queries.cases import case as read_case
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.openings import open_for
from holdfast.apps.intake.services.errands import Handed
from holdfast.apps.keyring.contactcodes import ContactCode, Cost
from holdfast.apps.keyring.rules import Actor, RecordId
from holdfast.apps.watch.post import Post
from holdfast.apps.watch.records import Letterbox
from holdfast.apps.watch.services.rounds import make_round
from holdfast.doors.cli.demonstration.crew import Crew, back_at_work
from holdfast.kernel.errors import HoldfastError

T = TypeVar("T")
REASON = "It is my day on this case"


@dataclass
class StoryClock:
    """A clock that the story moves on."""

    now: dt.datetime

    def __call__(self) -> dt.datetime:
        return self.now


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What a host or a driver holds: a link and a word, of which leg they are and since when."""

    case: CaseId
    journey: RecordId
    leg: int
    at: dt.datetime
    handed: Handed = field(repr=False)


@dataclass
class Story:
    """The network while the story is told.

    `lost` names who of the crew is not there any more, `staying` who is never lost: they have more
    to do than what is told here.
    """

    crew: Crew
    gate: Gate
    clock: StoryClock
    random: Random
    cost: Cost = field(repr=False)
    box: Letterbox = field(repr=False)
    post: Post = field(repr=False)
    staying: frozenset[str] = frozenset()
    lost: set[str] = field(default_factory=set)
    at_work: dict[str, tuple[dt.date, Actor]] = field(default_factory=dict)
    codes: list[ContactCode] = field(default_factory=list, repr=False)
    parts: list[HandedOut] = field(default_factory=list)
    happened: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    notices: int = 0

    @property
    def today(self) -> dt.date:
        """The day of the story."""
        return self.clock().date()

    def at(self, name: str) -> Actor:
        """A member at work: they come in once a day, and see what is granted to them meanwhile."""
        day, actor = self.at_work.get(name, (None, None))
        if actor is None or day != self.today:
            actor = back_at_work(self.crew, name)
            self.at_work[name] = (self.today, actor)
        return actor

    def names(self, *roles: Role) -> list[str]:
        """Who of the crew is there and has one of these roles."""
        return [
            name
            for name, colleague in self.crew.items()
            if name not in self.lost and set(roles) & colleague.actor.roles
        ]

    def one(self, *roles: Role) -> Actor:
        """Somebody with one of these roles, at work."""
        return self.at(self.random.choice(self.names(*roles)))

    def coordinator(self) -> Actor:
        """Somebody who gives and takes cases."""
        return self.one(Role.COORDINATOR)

    def worker(self) -> Actor:
        """Somebody who works on cases."""
        return self.one(Role.CASE_WORKER, Role.COORDINATOR)

    def chosen(self, among: Sequence[T]) -> T | None:
        """One of these, or None where there is none."""
        return self.random.choice(among) if among else None

    def chance(self, share: float) -> bool:
        """Whether it happens this time."""
        return self.random.random() < share

    def attempt(self, what: str, act: Callable[[], object], *refusals: type[HoldfastError]) -> bool:
        """Do what may be refused like this. Returns whether it happened, and counts both."""
        try:
            happened = act()
        except refusals as error:
            self.refused[error.code] += 1
            return False
        if happened is not False:
            self.happened[what] += 1
        return happened is not False

    def case_of(self, actor: Actor) -> Listed | None:
        """One of the open cases that a member may open."""
        return self.chosen(by_age(cases(actor, clock=self.clock)))

    def opened(self, actor: Actor, case: CaseId) -> CaseView:
        """A case, with the reason given where none was given today."""
        try:
            return read_case(actor, case, clock=self.clock)
        except ReasonNeededError:
            open_for(actor=actor, case=case, reason=REASON, clock=self.clock)
            return read_case(actor, case, clock=self.clock)

    def look_after(self) -> int:
        """One round of the watch. Returns how many are watched over."""
        done = make_round(self.box, self.post, now=self.clock())
        self.notices += done.sent
        return done.live


def by_age(listed: Sequence[Listed]) -> list[Listed]:
    """Cases in the order in which they were opened, whatever their ids."""
    return sorted(listed, key=lambda one: one.case.opened_at)


def days(first: dt.date, count: int) -> Iterator[dt.date]:
    """`count` days from the first on."""
    return (first + dt.timedelta(days=day) for day in range(count))

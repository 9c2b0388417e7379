"""The story told in a real house at the least cost, with every promise looked at after each step.

Ids come from the seed too, so that a seed that fails is told again exactly; keys do not.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random  # noqa: TID251  (no secret comes from it)

import pytest
from tests.apps import stage

stage.prepare()

from tests.apps.accounts.cast import START, gate  # noqa: E402
from tests.journeys.simulator.promises import Look, broken, look_with  # noqa: E402

from holdfast.apps.accounts.errors import NotPermittedError  # noqa: E402
from holdfast.apps.casework.queries.cases import cases  # noqa: E402
from holdfast.apps.casework.records.cases import AccessNote  # noqa: E402
from holdfast.apps.intake import aliases  # noqa: E402
from holdfast.apps.keyring.contactcodes import LEAST  # noqa: E402
from holdfast.apps.keyring.errors import NotGrantedError  # noqa: E402
from holdfast.apps.keyring.rules import Actor  # noqa: E402
from holdfast.apps.watch import rules as watch_rules  # noqa: E402
from holdfast.apps.watch.services.founding import found_watch  # noqa: E402
from holdfast.doors.cli.demonstration.crew import gather, share_rooms  # noqa: E402
from holdfast.doors.cli.demonstration.story.beginning import begin  # noqa: E402
from holdfast.doors.cli.demonstration.story.stage import Story, StoryClock  # noqa: E402
from holdfast.doors.cli.demonstration.story.weeks import live_a_day  # noqa: E402
from holdfast.kernel import identifiers  # noqa: E402

EVENTS = 8
COORDINATORS = ("Marten", "Crane")


class SeededSecrets:
    """In the place of `secrets` where ids and aliases are drawn."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self.token_bytes = self._random.randbytes
        self.choice = self._random.choice


@dataclass
class Founded:
    """A house before the first day, that can be copied: its folder, crew, key and clock."""

    site: Path
    begun: Story

    def story(self, seed: int) -> Story:
        """A story that goes on from here, with a clock and a crew of its own."""
        return replace(
            self.begun,
            crew=dict(self.begun.crew),
            clock=(clock := StoryClock(START)),
            gate=gate(clock, []),
            random=Random(seed),
            post=Post(),
            at_work={},
            lost=set(),
            codes=[],
            parts=[],
            happened=Counter(),
            refused=Counter(),
        )


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Ids and aliases from a seed, and agreed words at the least cost."""
    with pytest.MonkeyPatch.context() as patch:
        secrets = SeededSecrets(seed)
        patch.setattr(watch_rules, "COST", 1)
        patch.setattr(identifiers, "secrets", secrets)
        patch.setattr(aliases, "secrets", secrets)
        yield


@contextmanager
def founded(folder: Path) -> Iterator[Founded]:
    """A house that this process stands in, with all that is there before the first day."""
    with seeded(0), stage.folder() as place:
        site = stage.stand(place / "site")
        clock = StoryClock(START)
        crew = dict(gather(door := gate(clock, [])))
        share_rooms(crew)
        box = found_watch(crew["Marten"].actor, folder / "watch.key")
        story = Story(crew, door, clock, Random(0), LEAST, box, Post())
        begin(story)
        stage.leave()
        yield Founded(site, story)


@contextmanager
def told(seed: int, house: Founded) -> Iterator[Story]:
    """A story of this seed before its first day, in a copy of the house."""
    with seeded(seed), stage.folder() as place:
        shutil.copytree(house.site, place / "site")
        stage.stand(place / "site")
        yield house.story(seed)
        stage.leave()


class Post:
    """Counts what is sent, by whom it is for."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def __call__(self, address: str) -> None:
        self.sent.append(address)


@dataclass
class Witness:
    """Looks at the house after every step, as one coordinator or the other, and in the evening as
    everybody; remembers who slept where, as a neighbour would."""

    wrong: list[str] = field(default_factory=list)
    steps: int = 0
    slept: set[tuple[str, str]] = field(default_factory=set)

    def __call__(self, story: Story, what: str) -> None:
        self.steps += 1
        name = COORDINATORS[self.steps % 2]
        if what != "the road" and any(note.startswith(what) for note in LOSSES):
            self._look(story, COORDINATORS[(self.steps + 1) % 2], what)
        look = self._look(story, name, what)
        if what == "the evening":
            self._sleep(look)
            self.wrong += [
                f"{what}: {one}" for one in whoever_reads_what_is_not_theirs(story, look)
            ]

    def _look(self, story: Story, name: str, what: str) -> Look:
        look = look_of(story, story.at(name))
        self.wrong += [f"{story.clock():%d %H:%M} {what}: {one}" for one in broken(look)]
        return look

    def _sleep(self, look: Look) -> None:
        kept = {(stay.case, stay.place) for stay in look.stays()}
        self.wrong += [f"{case} slept in {place}: forgotten" for case, place in self.slept - kept]
        for stay in look.stays():
            if stay.first_night <= look.today < stay.first_night + dt.timedelta(days=stay.nights):
                self.slept.add((stay.case, stay.place))


LOSSES = (
    "a place burns", "somebody is detained", "a member is lost", "a helper is detained",
    "a vehicle is known",
)  # fmt: skip


def look_of(story: Story, actor: Actor) -> Look:
    """What a member sees now, with what hosts and drivers were handed in these days."""
    since = story.clock() - dt.timedelta(days=1)
    return look_with(
        actor,
        clock=story.clock,
        team={one.actor.member: one.alias for one in story.crew.values()},
        here=frozenset(
            story.crew[name].actor.member for name in story.crew if name not in story.lost
        ),
        parts=tuple(part for part in story.parts if part.at >= since),
    )


def whoever_reads_what_is_not_theirs(story: Story, look: Look) -> Iterator[str]:
    """Each member's queue, held against the notes of who was given what until when."""
    given: dict[tuple[str, str], AccessNote] = {}
    for found in sorted(look.seen.all(AccessNote), key=lambda one: one.value.at):
        given[found.scope, found.value.member] = found.value
    for name, colleague in story.crew.items():
        for listed in queue_of(story, name):
            note = given.get((listed, colleague.actor.member))
            is_over = note is not None and note.until is not None and note.until < look.today
            if note is None or not note.parts or is_over or name in story.lost:
                yield f"{name} reads a case that is not theirs"


def queue_of(story: Story, name: str) -> list[str]:
    """The cases that a member sees; of who is lost, with the keys they still had in their hands."""
    try:
        actor = story.at_work[name][1] if name in story.lost else story.at(name)
        return [one.id for one in cases(actor, with_closed=True, clock=story.clock)]
    except (NotPermittedError, NotGrantedError, KeyError):
        return []


def live(story: Story, *, days: int) -> Witness:
    """So many days, with every promise looked at after each step."""
    witness = Witness()
    for _ in range(days):
        live_a_day(story, events=EVENTS, seen=witness)
    return witness

"""An invented desk of any size: cases with journeys, places with stays, people on the line.

Records are written by the keyring's own protocol, a hundred cases in one write, so that a store of
5,000 cases stands within minutes. Whoever calls it stands on a site and has set Django up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from os import urandom

from holdfast.apps.casework.records.cases import AccessNote, Case, Fact, HouseholdCard, Identity
from holdfast.apps.casework.records.journeys import CheckIn, Journey, Leg, Rung
from holdfast.apps.casework.records.places import Address, Place, Stay
from holdfast.apps.casework.rules.cases import CaseState, FactKind, Need, Outcome
from holdfast.apps.casework.rules.journeys import CheckInState, JourneyState
from holdfast.apps.casework.rules.places import PlaceStatus
from holdfast.apps.casework.services.entries import note_opening
from holdfast.apps.intake.records import Conversation, Message
from holdfast.apps.intake.rules import Channel, Danger, Tray, Voice
from holdfast.apps.intake.services.line import found_line, join_line
from holdfast.apps.keyring.queries.keys import team_key, trusted
from holdfast.apps.keyring.rules import Actor, Part, ScopeId, UnitId
from holdfast.apps.keyring.services.bodies import add
from holdfast.apps.keyring.services.grants import _give
from holdfast.apps.keyring.services.rotation import current_key
from holdfast.apps.keyring.services.scopes import create_case_scope, create_unit
from holdfast.apps.keyring.services.writing import Write, writing
from holdfast.apps.watch.models import WatchRow
from holdfast.apps.watch.records import Letterbox, Watched, seal_row
from holdfast.apps.watch.rules import Notice
from holdfast.apps.watch.services.founding import _new_box
from holdfast.apps.watch.services.watching import fill_up, new_watch_id
from holdfast.vault.keys import PublicIdentity

AT_ONCE = 100
NEXT = ("Call the cousin", "Ask for the passport", "Wait for the consulate", "Find a bed")
AREAS = ("Old town", "Harbour", "North bank", "Mill quarter", "Station", "Hills")
SYLLABLES = ("ka", "ro", "mi", "te", "lu", "so", "ve", "na", "di", "po")
WORDS = "They found my phone. I can write but not speak; the road to Ostrelle is watched. "
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much there is of each. `due` counts cases whose next action is near."""

    cases: int = 5_000
    journeys: int = 600
    under_way: int = 60
    due: int = 60
    places: int = 300
    stays: int = 1_500
    conversations: int = 2_600
    messages_each: int = 2

    @property
    def records(self) -> int:
        """About how many records that makes."""
        on_the_line = self.conversations * (1 + self.messages_each)
        return self.cases * 7 + self.journeys * 3 + self.places * 2 + self.stays + on_the_line


def no_progress(_words: str, _done: int, _of: int) -> None:
    """Say nothing."""


@dataclass
class Furnished:
    """What was made, for whoever asks for one of each."""

    cases: list[ScopeId]
    places: list[ScopeId]
    conversations: list[str]


def furnish(
    lead: Actor,
    others: Sequence[Actor],
    sizes: Sizes,
    *,
    now: dt.datetime,
    progress: Progress = no_progress,
) -> Furnished:
    """Fill the site that stands; every other member is given the content of every scope."""
    room = _Room(lead, {o.member: trusted(lead, o.member) for o in others}, sizes, now, progress)
    places = room.places()
    cases = room.cases()
    room.stays(cases, places)
    return Furnished(cases, places, room.line())


@dataclass
class _Room:
    lead: Actor
    others: dict[str, PublicIdentity]
    sizes: Sizes
    now: dt.datetime
    progress: Progress

    def places(self) -> list[ScopeId]:
        """The places, each with its address."""
        made = []
        for some in _some(self.sizes.places, self.progress, "places"):
            with writing(self.lead) as write:
                for n in some:
                    scope, content, identity = self._scope(write)
                    place = Place(
                        alias=f"{_word(n)}-{n}",
                        area=AREAS[n % len(AREAS)],
                        beds=2 + n % 5,
                        status=PlaceStatus.ACTIVE,
                        takes_pets=n % 3 == 0,
                    )
                    add(write, content, place)
                    add(write, identity, Address(address=f"{n} Mill Street", host="Irma Zell"))
                    made.append(scope)
        return made

    def cases(self) -> list[ScopeId]:
        """The cases, some of them on the way."""
        box = _new_box(self.lead)
        made, rows = [], list[WatchRow]()
        for some in _some(self.sizes.cases, self.progress, "cases"):
            with writing(self.lead) as write:
                for n in some:
                    scope, content, identity = self._scope(write)
                    self._case(write, content, n)
                    add(
                        write, identity, Identity(names=(f"Irma {_word(n)}",), phones=(f"+99 {n}",))
                    )
                    if n < self.sizes.journeys:
                        rows += self._journey(write, content, n, box)
                    made.append(scope)
        WatchRow.objects.bulk_create(rows)
        fill_up(box)
        return made

    def stays(self, cases: Sequence[ScopeId], places: Sequence[ScopeId]) -> None:
        """Nights at places, past and to come, as cards of the team."""
        team, tonight = team_key(self.lead).scope, self.now.date()
        for some in _some(self.sizes.stays, self.progress, "stays"):
            with writing(self.lead) as write:
                for n in some:
                    stay = Stay(
                        place=places[n % len(places)],
                        case=cases[-1 - n % len(cases)],
                        first_night=tonight + dt.timedelta(days=n // len(places) * 4 - 12),
                        nights=3,
                        people=1,
                    )
                    add(write, create_unit(write, team, Part.TEAM), stay)

    def line(self) -> list[str]:
        """The line, with what people said on it."""
        found_line(actor=self.lead)
        for member in self.others:
            join_line(actor=self.lead, member=member)  # type: ignore[arg-type]
        from holdfast.apps.intake.queries.line import the_line  # noqa: PLC0415

        scope, made = the_line(self.lead).scope, []
        for some in _some(self.sizes.conversations, self.progress, "conversations"):
            with writing(self.lead) as write:
                for n in some:
                    unit = create_unit(write, scope, Part.CONTENT)
                    made.append(add(write, unit, self._conversation(n)))
                    for m in range(self.sizes.messages_each):
                        voice = Voice.THEM if m % 2 == 0 else Voice.US
                        at = self.now - dt.timedelta(hours=n % 900 + 1)
                        add(write, unit, Message(voice=voice, text=f"{WORDS * 4}{n}", at=at))
        return [str(record) for record in made]

    def _scope(self, write: Write) -> tuple[ScopeId, UnitId, UnitId]:
        scope = create_case_scope(write)
        content = create_unit(write, scope, Part.CONTENT)
        identity = create_unit(write, scope, Part.IDENTITY)
        key = current_key(write, scope, Part.CONTENT)
        for member, public in self.others.items():
            _give(write, key, member, public=public)  # type: ignore[arg-type]
        return scope, content, identity

    def _case(self, write: Write, unit: UnitId, n: int) -> None:
        opened_at = self.now - dt.timedelta(days=n % 700, hours=n % 23)
        is_closed = n % 10 == 9
        need = (Need.EMERGENCY, Need.URGENT, Need.NORMAL)[min(n % 40, 2)]
        next_at = self.now + dt.timedelta(days=n % 9 - 2) if n < self.sizes.due else None
        head = Case(
            alias=f"{_word(n)} {n}",
            short=f"{_word(n * 7)}{n}",
            state=CaseState.CLOSED if is_closed else CaseState.ACCEPTED,
            need=need,
            opened_at=opened_at,
            need_since=self.now - dt.timedelta(days=n % 2) if need is Need.NORMAL else opened_at,
            owner=(self.lead.member, *self.others)[n % (1 + len(self.others))],
            next_action=NEXT[n % len(NEXT)],
            next_at=next_at,
            region="Ostrana",
            summary=f"Two sisters and their aunt; {WORDS * 2}",
            household=HouseholdCard(people=1 + n % 4, children=n % 3),
            outcome=Outcome.SAFETY_PLAN if is_closed else None,
            closed_at=self.now if is_closed else None,
        )
        add(write, unit, head)
        for m in range(3):
            on = str((opened_at + dt.timedelta(days=m)).date())
            fact = Fact(on=on, kind=FactKind.NOTE, says=f"{WORDS}{m}", by=head.owner, at=opened_at)
            add(write, unit, fact)
        note_opening(write, unit, Part.CONTENT, reason="opened it", at=opened_at)
        note = AccessNote(
            member=self.lead.member, parts=(Part.CONTENT,), reason="opened it", until=None,
            by=self.lead.member, at=opened_at,
        )  # fmt: skip
        add(write, unit, note)

    def _journey(self, write: Write, unit: UnitId, n: int, box: Letterbox) -> list[WatchRow]:
        """A journey of a leg with two check-ins; under way, to come, or long over."""
        is_under_way = n < self.sizes.under_way
        leaves_at = self.now - dt.timedelta(hours=2) if is_under_way else self.now
        leg = Leg(
            origin="Ostrelle",
            destination="the border at Marn",
            leaves_at=leaves_at,
            arrives_at=leaves_at + dt.timedelta(hours=9),
        )
        state = (JourneyState.ARRIVED, JourneyState.READY, JourneyState.ABORTED)[n % 3]
        state = JourneyState.UNDER_WAY if is_under_way else state
        plan = Journey(state=state, legs=(leg,), current=0, planned_by=self.lead.member)
        journey = add(write, unit, plan)
        rows = []
        for m in range(2):
            row, due_at = new_watch_id(), self.now + dt.timedelta(hours=3 + m, minutes=n)
            is_over = state in {JourneyState.ARRIVED, JourneyState.ABORTED}
            check_in = CheckIn(
                journey=journey, leg=0, row=row, due_at=due_at, grace_minutes=30,
                ladder=(Rung(0, self.lead.member),),
                outcome=CheckInState.OK if is_over else None,
                outcome_at=leaves_at if is_over else None,
            )  # fmt: skip
            add(write, unit, check_in)
            if is_under_way:
                ladder = (Notice(0, "desk@example.org"),)
                watched = Watched(due_at=due_at, grace_minutes=30, ladder=ladder, words=plan.words)
                rows.append(WatchRow(id=row, sealed=seal_row(watched, row=row, public=box.public)))
        return rows

    def _conversation(self, n: int) -> Conversation:
        at = self.now - dt.timedelta(hours=n % 900 + 1)
        return Conversation(
            alias=f"{_word(n * 3)} {n}",
            channel=Channel.TELEPHONE,
            tray=Tray.HELPERS if n % 9 == 0 else Tray.PEOPLE,
            danger=list(Danger)[n % len(Danger)],
            answers={},
            language="en",
            opened_at=at,
            heard_at=at,
            waiting_since=at if n % 4 else None,
            preview=WORDS,
            digest=urandom(8),
            is_closed=n % 5 == 0,
        )


def _word(n: int) -> str:
    return "".join(SYLLABLES[n // 10**place % 10] for place in range(3))


def _some(count: int, progress: Progress, words: str) -> Iterator[list[int]]:
    numbers = iter(range(count))
    while batch := list(islice(numbers, AT_ONCE)):
        yield batch
        progress(words, batch[-1] + 1, count)

"""Whoever remembers reads exactly what somebody reads who does not, whatever was done between."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import replace
from threading import Thread
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.apps import stage
from tests.apps.keyring.cast import Case, Note, found_team, open_case

from holdfast.apps.keyring.errors import KeyringError
from holdfast.apps.keyring.memory import Memory, memory_of
from holdfast.apps.keyring.models import RecordBody
from holdfast.apps.keyring.queries.bodies import (
    find,
    of_each_scope,
    of_scope,
    open_records,
    read,
    search,
)
from holdfast.apps.keyring.queries.keys import open_keys
from holdfast.apps.keyring.records import RosterCard
from holdfast.apps.keyring.rules import Actor, Part
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.opening import open_scope
from holdfast.apps.keyring.services.recovery import recover
from holdfast.apps.keyring.services.revocation import dismiss, revoke
from holdfast.apps.keyring.services.scopes import create_unit
from holdfast.apps.keyring.services.shredding import shred_as_seen, shred_scope, shred_unit
from holdfast.apps.keyring.services.weekly import turn_layer
from holdfast.apps.keyring.services.writing import writing

NAMES = ("lead", "mira", "vera")
WHO = st.sampled_from(NAMES)
PART = st.sampled_from([Part.CONTENT, Part.IDENTITY])
WHICH = st.integers(0, 50)


def remembering(actor: Actor, **more: Any) -> Actor:
    """The same member in a session that remembers, with nothing opened yet."""
    return replace(fresh(actor), memory=Memory(**more))


def fresh(actor: Actor) -> Actor:
    return Actor(actor.member, actor.keys)


def made(scope: str, records: Any) -> Any:
    return scope, sorted(opened.plaintext for opened in records)


def all_that_is_read(actor: Actor, scopes: list[str]) -> Any:
    """Everything that any question of the keyring answers, in no order."""
    opened = list(open_records(actor))
    return {
        "opened": sorted((o.grounds, o.key.id, o.key.key, o.plaintext) for o in opened),
        "notes": sorted((s.id, s.revision, s.part, s.value.text) for s in find(actor, Note)),
        "cards": sorted(s.id for s in find(actor, RosterCard)),
        "hits": sorted((h.id, h.scope, h.kind) for h in search(actor, "text")),
        "keys": sorted(tuple(map(str, k[:6])) for k in open_keys(actor)),
        "made": sorted(of_each_scope(actor, made)),
        "scopes": [
            (
                sorted(o.plaintext for o in open_records(actor, scope=scope)),
                sorted(s.id for s in find(actor, Note, scope=scope)),
                of_scope(actor, scope, made),
                len(open_keys(actor, scope=scope)),
            )
            for scope in scopes
        ],
        "units": sorted((s.unit, s.id) for o in opened for s in find(actor, Note, unit=o.grounds.unit)),
        "read": [read(actor, s.id, Note).value.text for s in sorted(find(actor, Note), key=lambda s: s.id)],
    }  # fmt: skip


class Sessions(RuleBasedStateMachine):
    """Members at work through connections of their own threads, beside sessions that remember."""

    lived: ClassVar[int] = 0

    @initialize()
    def found(self) -> None:
        Sessions.lived += 1
        self.exits = ExitStack()
        self.folder = stage.stand(self.exits.enter_context(stage.folder()) / "site")
        self.team = found_team()
        self.actors = {"lead": self.team.lead} | {name: self.team.join(name) for name in NAMES[1:]}
        self.sessions = {name: remembering(actor) for name, actor in self.actors.items()}
        self.cases: list[Case] = []
        self.records: list[tuple[str, str]] = []
        self.serial = 0

    def teardown(self) -> None:
        if hasattr(self, "exits"):
            stage.leave()
            self.exits.close()

    def elsewhere(self, act: Any) -> None:
        """Do it as another process does: through connections of its own. Refusals are its own."""

        def run() -> None:
            try:
                act()
            except KeyringError as error:
                refused.append(error)
            finally:
                stage.leave()

        refused: list[KeyringError] = []
        thread = Thread(target=run)
        thread.start()
        thread.join()

    def text(self) -> str:
        self.serial += 1
        return f"text {self.serial}"

    def some(self, which: int) -> Case:
        return self.cases[which % len(self.cases)]

    def scopes(self) -> list[str]:
        return [case.scope for case in self.cases]

    @rule(who=WHO)
    def open(self, who: str) -> None:
        if len(self.cases) < 5:
            said, named = self.text(), self.text()
            self.elsewhere(
                lambda: self.cases.append(open_case(self.actors[who], said=said, named=named))
            )

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, who=WHO, part=PART, times=st.integers(1, 3))
    def add(self, which: int, who: str, part: Part, times: int) -> None:
        def act() -> None:
            with writing(self.actors[who]) as write:
                unit = create_unit(write, self.some(which).scope, part)
                for _ in range(times):
                    self.records.append((add(write, unit, Note(text=self.text())), unit))

        self.elsewhere(act)

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, who=WHO, times=st.integers(1, 2))
    def save(self, which: int, who: str, times: int) -> None:
        record = self.some(which).said

        def act() -> None:
            for _ in range(times):
                with writing(self.actors[who]) as write:
                    found = RecordBody.objects.filter(pk=record).values_list("revision", flat=True)
                    save(write, record, Note(text=self.text()), revision=(list(found) or [0])[0])

        self.elsewhere(act)

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, part=PART, by=WHO, to=WHO)
    def grant(self, which: int, part: Part, by: str, to: str) -> None:
        def act() -> None:
            with writing(self.actors[by]) as write:
                grant(write, self.some(which).scope, part, self.actors[to].member)

        self.elsewhere(act)

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, part=PART, by=WHO, whom=WHO)
    def revoke(self, which: int, part: Part, by: str, whom: str) -> None:
        member = self.actors[whom].member
        self.elsewhere(lambda: revoke(self.actors[by], self.some(which).scope, part, member))

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, by=WHO)
    def rotate(self, which: int, by: str) -> None:
        self.elsewhere(lambda: open_scope(self.actors[by], self.some(which).scope))

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, by=WHO)
    def shred_unit(self, which: int, by: str) -> None:
        self.elsewhere(lambda: shred_unit(self.actors[by], self.some(which).content))

    @precondition(lambda self: self.records)
    @rule(which=WHICH, by=WHO)
    def expire(self, which: int, by: str) -> None:
        unit = self.records[which % len(self.records)][1]
        rows = RecordBody.objects.filter(unit=unit).values_list("pk", "revision")
        seen = frozenset(rows)
        self.elsewhere(lambda: shred_as_seen(self.actors[by], unit, seen))

    @precondition(lambda self: self.cases)
    @rule(which=WHICH, by=WHO)
    def shred(self, which: int, by: str) -> None:
        self.elsewhere(lambda: shred_scope(self.actors[by], self.some(which).scope))

    @rule(whom=st.sampled_from(NAMES[1:]))
    def dismiss(self, whom: str) -> None:
        self.elsewhere(lambda: dismiss(self.actors["lead"], self.actors[whom].member))

    @rule()
    def start_again(self) -> None:
        self.elsewhere(recover)

    @rule()
    def turn(self) -> None:
        self.elsewhere(turn_layer)

    @rule()
    def copy(self) -> None:
        """Keep the site as it stands, to be brought back."""
        stage.leave()
        self.kept = self.folder.with_name(f"copy-{self.serial}")
        shutil.rmtree(self.kept, ignore_errors=True)
        shutil.copytree(self.folder, self.kept)

    @precondition(lambda self: hasattr(self, "kept"))
    @rule()
    def bring_back(self) -> None:
        stage.leave()
        shutil.rmtree(self.folder)
        shutil.copytree(self.kept, self.folder)
        del self.kept
        for actor in self.actors.values():
            actor.opened.clear(), actor.boxed.clear()

    @rule(who=WHO)
    def say_nothing(self, who: str) -> None:
        """A session of which nobody heard for a while has more to catch up with."""
        self.quiet = who

    @invariant()
    def sessions_read_what_somebody_reads_who_remembers_nothing(self) -> None:
        quiet = self.__dict__.pop("quiet", "")
        for name, session in getattr(self, "sessions", {}).items():
            if name == quiet:
                continue
            anew = all_that_is_read(fresh(session), self.scopes())
            assert all_that_is_read(session, self.scopes()) == anew
            memory = memory_of(session)
            assert memory is not None
            assert sorted(memory.kept.records) == [grounds.id for grounds, *_ in anew["opened"]]


QUICK = settings(
    max_examples=5,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestSessions = Sessions.TestCase
TestSessions.settings = QUICK


@pytest.mark.trial
def test_sessions_agree_with_fresh_ones_for_long() -> None:
    before = Sessions.lived
    run_state_machine_as_test(
        Sessions, settings=settings(QUICK, max_examples=150, stateful_step_count=40)
    )
    assert Sessions.lived - before >= 150

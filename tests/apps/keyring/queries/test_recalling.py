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
from tests.apps.keyring.cast import Case, Note, Team, found_team, give, open_case, row

from holdfast.apps.keyring.errors import KeyringError, NotGrantedError, UnenteredError
from holdfast.apps.keyring.memory import Kept, Memory, memory_of
from holdfast.apps.keyring.models import RecordBody
from holdfast.apps.keyring.queries import bodies
from holdfast.apps.keyring.queries.bodies import (
    find,
    of_each_scope,
    of_scope,
    of_scopes_with,
    open_records,
    read,
    search,
    while_remembered,
    worked_out,
)
from holdfast.apps.keyring.queries.keys import open_keys
from holdfast.apps.keyring.queries.recalling import recalled
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
from holdfast.apps.ledger.models import Leaf, Tip
from holdfast.kernel.errors import HoldfastError

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
        "with": sorted(of_scopes_with(actor, [Note], made)),
        "once": while_remembered(actor, "made", lambda: sorted(of_each_scope(actor, made))),
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


# ------------------------------------------------------------ one rule at a time


def texts(actor: Actor, **where: Any) -> list[str]:
    return sorted(stored.value.text for stored in find(actor, Note, **where))


def kept_of(actor: Actor) -> Kept:
    memory = memory_of(actor)
    assert memory is not None
    return memory.kept


def test_what_did_not_change_is_not_opened_again(
    team: Team, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = remembering(team.lead)
    texts(session)
    opened: list[object] = []
    real = bodies.open_sealed
    monkeypatch.setattr(bodies, "open_sealed", lambda *a, **k: opened.append(1) or real(*a, **k))
    assert texts(session) == texts(session, scope=case.scope)
    assert opened == []
    with writing(team.lead) as write:
        save(write, case.said, Note(text="Newer."), revision=1)
    assert "Newer." in texts(session)
    assert len(opened) == 1


def test_a_record_is_read_from_memory_once_its_entry_was_checked(team: Team, case: Case) -> None:
    session = remembering(team.lead)
    Leaf.objects.filter(pk=row(case.said).leaf).update(data=bytes(32))
    texts(session)
    with pytest.raises(UnenteredError):
        read(session, case.said, Note)


def test_a_grant_that_was_taken_back_takes_everything_along_at_the_next_look(
    team: Team, case: Case
) -> None:
    team.join("mira")
    mira = remembering(give(team, "mira", case, Part.CONTENT))
    assert texts(mira) == ["The road is watched."]
    kept = kept_of(mira)
    revoke(team.lead, case.scope, Part.CONTENT, mira.member)
    assert [key.part for key in open_keys(mira)] == [Part.TEAM]
    assert case.said not in kept.records
    assert not any(unit == case.content for unit, _ in mira.units)
    assert {key.part for key in mira.known.values()} == {Part.TEAM}
    with pytest.raises(NotGrantedError):
        read(mira, case.said, Note)


def test_a_key_that_becomes_due_is_known_to_be_due(team: Team, case: Case) -> None:
    team.join("mira")
    mira = give(team, "mira", case, Part.CONTENT)
    session = remembering(team.lead)
    assert not any(key.is_due for key in open_keys(session))
    revoke(team.lead, case.scope, Part.CONTENT, mira.member)
    assert [key.part for key in open_keys(session) if key.is_due] == [Part.CONTENT]


def test_inside_a_write_what_it_wrote_is_seen_and_nothing_of_it_is_remembered(
    team: Team, case: Case
) -> None:
    session = remembering(team.lead)
    texts(session)
    with pytest.raises(RuntimeError, match="undone"), writing(session) as write:
        add(write, case.content, Note(text="Never saved."))
        assert "Never saved." in texts(session)
        raise RuntimeError("undone")
    assert "Never saved." not in texts(session)


def test_a_ledger_that_was_set_back_or_rewritten_empties_the_memory(team: Team, case: Case) -> None:
    session = remembering(team.lead)
    texts(session)
    before = kept_of(session).records[case.said]
    Leaf.objects.filter(pk=0).update(data=bytes(32))
    assert kept_of(session).records[case.said] is before  # nothing was entered since
    tip = Tip.objects.get()
    Tip.objects.update(peaks=bytes(len(tip.peaks)))
    texts(session)
    assert kept_of(session).records[case.said] is not before


def test_a_ledger_that_is_none_is_left_to_whoever_reads(team: Team, case: Case) -> None:
    session = remembering(team.lead)
    Tip.objects.update(peaks=b"x")
    with recalled(session) as kept:
        assert kept is None
    assert texts(session) == texts(fresh(session))


def test_what_does_not_open_is_told_to_whoever_comes_to_it_and_to_nobody_else(
    team: Team, case: Case
) -> None:
    other = open_case(team.lead, said="Elsewhere.")
    session = remembering(team.lead)
    RecordBody.objects.filter(pk=case.said).update(body=bytes(64))
    assert "Elsewhere." in texts(session, scope=other.scope)
    with pytest.raises(HoldfastError):
        texts(session)


def test_more_than_a_memory_may_hold_is_read_from_the_disk(team: Team, case: Case) -> None:
    session = remembering(team.lead, most_bytes=2_000)
    assert texts(session) == texts(fresh(session))
    assert kept_of(session).records == {}
    assert len(open_keys(session)) == 3
    assert of_scope(session, case.scope, made) == of_scope(fresh(session), case.scope, made)


def test_what_was_worked_out_lasts_until_the_ledger_grows(team: Team, case: Case) -> None:
    session, worked = remembering(team.lead), list[int]()

    def work() -> int:
        worked.append(len(texts(session)))
        return worked[-1]

    assert [worked_out(session, "notes", work) for _ in range(3)] == [2, 2, 2]
    open_case(team.lead)
    assert worked_out(session, "notes", work) == 4
    assert len(worked) == 2
    assert worked_out(fresh(session), "notes", work) == 4


def test_what_holds_records_is_kept_only_where_the_memory_holds_them_too(
    team: Team, case: Case
) -> None:
    session, small = remembering(team.lead), remembering(team.lead, most_bytes=2_000)
    for actor, whole in ((session, True), (small, False)):
        first, again = (while_remembered(actor, "all", lambda: [case]) for _ in range(2))
        assert (first is again) is whole
        assert bool(kept_of(actor).worked_out) is whole


def test_scopes_are_found_by_the_kinds_that_stand_in_them(team: Team, case: Case) -> None:
    for actor in (team.lead, remembering(team.lead)):
        assert [scope for scope, _ in of_scopes_with(actor, [Note], made)] == [case.scope]
        (of_team,) = of_scopes_with(actor, [RosterCard], made)
        assert len(of_team[1]) == len(list(open_records(actor, scope=of_team[0])))


def test_threads_of_one_session_read_the_same(team: Team, case: Case) -> None:
    session, seen = remembering(team.lead), list[list[str]]()

    def look() -> None:
        for _ in range(5):
            seen.append(texts(session))
        stage.leave()

    threads = [Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [texts(session)] * 20


class Elusive(Memory):
    """A memory that others empty between any two looks at it."""

    @property
    def kept(self) -> Kept:
        return Kept(self.most_bytes)

    @kept.setter
    def kept(self, kept: Kept) -> None:
        self.most_bytes = kept.most_bytes


def test_a_memory_that_is_emptied_meanwhile_is_not_served_before_it_was_held_against_the_ledger(
    team: Team, case: Case
) -> None:
    actor = replace(fresh(team.lead), memory=Elusive())
    with recalled(actor) as kept:
        assert kept is not None
        assert kept.tree is not None
    assert [stored.id for stored in find(actor, Note)] == [s.id for s in find(team.lead, Note)]

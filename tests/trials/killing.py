"""Writers that are killed at any moment, and what must then be true.

A child process writes to a site, saying on a pipe what it begins and what was acknowledged, until
it is killed. Then the site is started as after a power cut, and read: what was acknowledged must be
there, what was under way must be there whole or not at all, and nothing else may be.

What it does not show: SIGKILL leaves the system's file cache as it is, so it cannot show that a
sync was forgotten. `tests/apps/keyring/test_disk.py` holds the order of syncs.
"""

from __future__ import annotations

import copy
import hashlib
import os
import select
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random  # noqa: TID251  (no secret comes from it)

from tests.apps import stage
from tests.apps.keyring.cast import root

from holdfast.apps.accounts import services as accounts
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.queries.checking import check
from holdfast.apps.keyring.queries.files import files_of, open_file
from holdfast.apps.keyring.queries.tasks import holders
from holdfast.apps.keyring.records import Sealable
from holdfast.apps.keyring.rules import Actor, FileId, Part, RecordId, ScopeId, UnitId
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.files import store_file
from holdfast.apps.keyring.services.founding import found_site
from holdfast.apps.keyring.services.grants import enrol, grant
from holdfast.apps.keyring.services.opening import come_in, open_scope
from holdfast.apps.keyring.services.recovery import recover
from holdfast.apps.keyring.services.revocation import revoke
from holdfast.apps.keyring.services.scopes import create_case_scope, create_unit
from holdfast.apps.keyring.services.shredding import shred_scope, shred_unit
from holdfast.apps.keyring.services.weekly import turn_layer
from holdfast.apps.keyring.services.writing import writing

MOST_CASES = 4
MOST_RECORDS = 6
LONGEST_OP_SECONDS = 0.02

Op = tuple[str, ...]
State = dict[str, dict]  # case -> {"records": {name: version}, "files": {name}, "grants": {part}}


class Entry(Sealable, frozen=True, kw_only=True):
    """A record of the trials: which case and name, in which version."""

    KIND = "trial.entry"
    case: str
    name: str
    version: int


@dataclass
class Index:
    """Where the things that have names in the trials stand on the site."""

    scopes: dict[str, ScopeId] = field(default_factory=dict)
    units: dict[tuple[str, Part], UnitId] = field(default_factory=dict)
    records: dict[tuple[str, str], RecordId] = field(default_factory=dict)


# ------------------------------------------------------------ the oracle: plain Python


def applied(state: State, op: Op) -> State:
    """What must be there once `op` was acknowledged."""
    state = copy.deepcopy(state)
    kind, case, *rest = (*op, "")
    if kind == "open":
        state[case] = {"records": {"said": 1, "named": 1}, "files": set(), "grants": set()}
    elif kind in {"add", "save"}:
        versions = state[case]["records"]
        versions[rest[0]] = versions.get(rest[0], 0) + 1
    elif kind == "file":
        state[case]["files"].add(rest[0])
    elif kind == "grant":
        state[case]["grants"].add(rest[0])
    elif kind == "revoke":
        state[case]["grants"].remove(rest[0])
    elif kind == "shred_unit":
        named = {n: v for n, v in state[case]["records"].items() if n == "named"}
        state[case].update(records=named, files=set())
    elif kind == "shred":
        del state[case]
    return state


def choose(state: State, random: Random, serial: int) -> Op:
    """The next thing to do, among those that make sense."""
    if not state or (len(state) < MOST_CASES and random.random() < 0.15):
        return ("open", f"c{serial}")
    case = random.choice(sorted(state))
    held = state[case]
    if "said" not in held["records"]:
        return ("shred", case)
    part = random.choice([Part.CONTENT, Part.IDENTITY])
    choices: list[Op] = [
        ("save", case, random.choice(sorted(held["records"]))),
        ("revoke" if part in held["grants"] else "grant", case, part),
        ("rotate", case),
        ("file", case, f"f{serial}"),
        ("turn",),
    ]
    if len(held["records"]) < MOST_RECORDS:
        choices += [("add", case, f"r{serial}")] * 2
    if len(state) == MOST_CASES or len(held["files"]) > 3:
        choices += [("shred", case), ("shred_unit", case)]
    return random.choice(choices)


# ------------------------------------------------------------ doing it


def perform(op: Op, lead: Actor, mira: str, index: Index, state: State) -> None:
    """Do `op` on the site that this process stands on."""
    kind, case, *rest = (*op, "")
    if kind == "open":
        _open(lead, index, case)
    elif kind in {"add", "save"}:
        _write(kind, lead, index, (case, rest[0]), state)
    elif kind == "file":
        store_file(lead, index.units[case, Part.CONTENT], content_of(rest[0]))
    elif kind == "grant":
        with writing(lead) as write:
            grant(write, index.scopes[case], Part(rest[0]), mira)
    elif kind == "revoke":
        revoke(lead, index.scopes[case], Part(rest[0]), mira)
    elif kind == "rotate":
        open_scope(lead, index.scopes[case])
    elif kind == "shred_unit":
        shred_unit(lead, index.units[case, Part.CONTENT])
    elif kind == "shred":
        shred_scope(lead, index.scopes[case])
    else:
        turn_layer()


def _open(lead: Actor, index: Index, case: str) -> None:
    with writing(lead) as write:
        scope = index.scopes[case] = create_case_scope(write)
        for part, name in ((Part.CONTENT, "said"), (Part.IDENTITY, "named")):
            unit = index.units[case, part] = create_unit(write, scope, part)
            entry = Entry(case=case, name=name, version=1)
            index.records[case, name] = add(write, unit, entry)


def _write(kind: str, lead: Actor, index: Index, place: tuple[str, str], state: State) -> None:
    version = state[place[0]]["records"].get(place[1], 0)
    entry = Entry(case=place[0], name=place[1], version=version + 1)
    with writing(lead) as write:
        if kind == "add":
            unit = index.units[place[0], Part.CONTENT]
            index.records[place] = add(write, unit, entry)
        else:
            save(write, index.records[place], entry, revision=version)


def content_of(name: str) -> list[bytes]:
    """Two chunks that belong to this name."""
    return [hashlib.sha256(name.encode()).digest() * 3000, name.encode()]


# ------------------------------------------------------------ reading it back


def observe(lead: Actor) -> tuple[State, Index]:
    """What the site holds, as the lead sees it, in the oracle's words."""
    state: State = {}
    index = Index()
    for stored in find(lead, Entry):
        entry = stored.value
        assert stored.revision == entry.version
        index.scopes[entry.case] = stored.scope
        index.units[entry.case, stored.part] = stored.unit
        index.records[entry.case, entry.name] = stored.id
        held = state.setdefault(entry.case, {"records": {}, "files": set(), "grants": set()})
        held["records"][entry.name] = entry.version
    for case, held in state.items():
        held["files"] = _files(lead, index, case)
        for part in (Part.CONTENT, Part.IDENTITY):
            if len(holders(lead, index.scopes[case], part)) == 2:
                held["grants"].add(part)
    return state, index


def seen_by(actor: Actor) -> set[tuple[str, str, int]]:
    """The records that somebody can open."""
    return {(s.value.case, s.value.name, s.value.version) for s in find(actor, Entry)}


def may_see(state: State) -> set[tuple[str, str, int]]:
    """The records that the member who was granted some parts must be able to open, and no other."""
    return {
        (case, name, version)
        for case, held in state.items()
        for name, version in held["records"].items()
        if (Part.IDENTITY if name == "named" else Part.CONTENT) in held["grants"]
    }


def _files(lead: Actor, index: Index, case: str) -> set[str]:
    unit = index.units.get((case, Part.CONTENT))
    return {_name_of(lead, file) for file in files_of(lead, unit)} if unit else set()


def _name_of(lead: Actor, file: FileId) -> str:
    content = b"".join(open_file(lead, file))
    name = content[32 * 3000 :].decode()
    assert content == b"".join(content_of(name))
    return name


# ------------------------------------------------------------ the trials


@dataclass
class Trials:
    """One site, and what it must hold."""

    folder: Path
    random: Random
    state: State = field(default_factory=dict)
    serial: int = 0
    begun: int = 0
    killed: dict[str, int] = field(default_factory=dict)

    def found(self) -> None:
        """The site's team: the lead, who does everything, and Mira, who is granted some of it."""
        stage.stand(self.folder)
        self.lead = accounts.create_member(root("lead"))
        self.mira = accounts.create_member(root("mira"))
        actor = found_site(self.lead)
        with writing(actor) as write:
            enrol(write, self.mira.id)
        stage.leave()

    def run(self) -> None:
        """One child, killed; one start; and everything held against the oracle."""
        lines = self._kill_a_writer()
        done = [line[1:] for line in lines if line[0] == "done"]
        begun = [line[1:] for line in lines if line[0] == "begin"]
        for op in done:
            self.state = applied(self.state, op)
        self.begun += len(begun)
        self.serial += len(begun)
        cut = begun[len(done)] if len(begun) > len(done) else None
        if cut:
            self.killed[cut[0]] = self.killed.get(cut[0], 0) + 1
        self._check(cut)

    def _check(self, cut: Op | None) -> None:
        stage.stand(self.folder)
        recover()
        lead = come_in(self.lead)
        found, _ = observe(lead)
        allowed = [self.state] + ([applied(self.state, cut)] if cut else [])
        assert found in allowed, f"after {cut}: {found} is none of {allowed}"
        self.state = found
        assert list(check(lead)) == []
        assert seen_by(come_in(self.mira)) == may_see(found)
        assert recover() == type(recover())(0, 0, 0)
        stage.leave()

    def _kill_a_writer(self) -> list[Op]:
        reading, writing_end = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            self._write_until_killed(writing_end)
        os.close(writing_end)
        try:
            return self._kill(child, reading)
        finally:
            os.close(reading)

    def _kill(self, child: int, reading: int) -> list[Op]:
        after = self.random.randint(1, 4)
        said = b""
        while said.count(b"begin") < after:
            ready, _, _ = select.select([reading], [], [], 30)
            piece = os.read(reading, 65536) if ready else b""
            assert piece, "the writer stopped by itself: " + said.decode()
            said += piece
        time.sleep(self.random.uniform(0, LONGEST_OP_SECONDS))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while piece := os.read(reading, 65536):
            said += piece
        return [tuple(line.split()) for line in said.decode().splitlines()]

    def _write_until_killed(self, pipe: int) -> None:
        """The child: it never returns."""
        try:
            stage.stand(self.folder)
            lead = come_in(self.lead)
            state, index = observe(lead)
            for serial in range(self.serial, self.serial + 10_000):
                op = choose(state, self.random, serial)
                os.write(pipe, f"begin {' '.join(op)}\n".encode())
                perform(op, lead, self.mira.id, index, state)
                os.write(pipe, f"done {' '.join(op)}\n".encode())
                state = applied(state, op)
        except BaseException as error:  # noqa: BLE001  (the parent shows it)
            os.write(pipe, f"failed {error!r}".encode())
        finally:
            os._exit(1)

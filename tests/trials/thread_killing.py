"""The thread through the house, killed at any moment of any step, and what must then be true.

A child process walks it, saying on a pipe when it is where it is to be killed: at a statement of
the step that was drawn, in any of the stores. Each finished step lies on the disk before the next
one begins. After each kill the site is started as after a power cut and read by its members: what
was kept must be there. The child after that goes on from the disk alone.

    python -m tests.trials.thread_killing '{"seed": 3, "statements": {"4": 370, "9": 540}}'

walks once, killed in each of these steps at one of so many statements, and says how many
statements each step of its last stretch took.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.sharedctypes import RawValue
from pathlib import Path
from random import Random  # noqa: TID251  (no secret comes from it)
from typing import Any

import msgspec
from tests.apps import stage

stage.prepare()

from django.db import connections  # noqa: E402
from tests.apps.accounts.cast import HandClock, gate  # noqa: E402
from tests.apps.watch.mail import Mailroom, mailroom  # noqa: E402
from tests.journeys.test_thread import record  # noqa: E402

from holdfast.apps.accounts.gate import Attempt  # noqa: E402
from holdfast.apps.accounts.services.login import open_member  # noqa: E402
from holdfast.apps.archive.queries.exhibits import content  # noqa: E402
from holdfast.apps.archive.queries.testimony import testimony  # noqa: E402
from holdfast.apps.archive.rules import ExhibitId, TestimonyId  # noqa: E402
from holdfast.apps.casework.queries.cases import case, identity  # noqa: E402
from holdfast.apps.casework.queries.places import stays_of  # noqa: E402
from holdfast.apps.casework.rules.cases import CaseId  # noqa: E402
from holdfast.apps.casework.rules.journeys import JourneyState  # noqa: E402
from holdfast.apps.intake.queries.conversations import conversation  # noqa: E402
from holdfast.apps.intake.rules import ConversationId  # noqa: E402
from holdfast.apps.keyring.contactcodes import LEAST  # noqa: E402
from holdfast.apps.keyring.errors import NotGrantedError  # noqa: E402
from holdfast.apps.keyring.queries.checking import check  # noqa: E402
from holdfast.apps.keyring.rules import Actor, RecordId, ScopeId  # noqa: E402
from holdfast.apps.keyring.services.opening import come_to_work  # noqa: E402
from holdfast.apps.ledger.queries import check as check_ledger  # noqa: E402
from holdfast.apps.publication.queries import release  # noqa: E402
from holdfast.apps.publication.rules.contents import ReleaseId  # noqa: E402
from holdfast.apps.review.queries.findings import finding  # noqa: E402
from holdfast.apps.review.rules import FindingId  # noqa: E402
from holdfast.apps.watch.key_file import read_key  # noqa: E402
from holdfast.apps.watch.post import post_through  # noqa: E402
from holdfast.apps.watch.services.founding import found_watch  # noqa: E402
from holdfast.apps.watch.services.rounds import make_round  # noqa: E402
from holdfast.doors.cli.demonstration.crew import Colleague, Crew, gather, share_rooms  # noqa: E402
from holdfast.doors.cli.demonstration.picture import small_picture  # noqa: E402
from holdfast.doors.cli.demonstration.scene import Scene, Thread  # noqa: E402
from holdfast.doors.cli.demonstration.thread import FOUND_BY_US, NAME, STEPS, walk  # noqa: E402
from holdfast.doors.cli.entrance import start_up  # noqa: E402
from holdfast.kernel.disk import place_file  # noqa: E402

LONGEST_DELAY_SECONDS = 0.01
HERE = "here"
A_WAY_OUT, OF_THE_CASE = 4, range(3, 7)
AT_THE_END = len(STEPS)


@dataclass
class ThreadTrial:
    """One site with its crew, and how far the thread has come on its disk."""

    folder: Path
    random: Random
    mail: Mailroom
    people: dict[str, tuple[str, str]] = field(default_factory=dict)
    taken: Any = field(default_factory=lambda: RawValue("i", 0))

    def found(self) -> None:
        """The crew, their rooms, and the watch. Letters are counted for every process."""
        stage.stand(self.folder / "site")
        crew = dict(gather(gate(HandClock(), [])))
        share_rooms(crew)
        found_watch(crew["Marten"].actor, self.folder / "watch.key")
        self.people = {name: (one.alias, one.passphrase) for name, one in crew.items()}
        self.mail.before_taking = self._count_letter
        stage.leave()

    def walk_on(self) -> dict[int, int]:
        """A child walks to the end, undisturbed: how many statements each step took."""
        child, reading = self._child(step=AT_THE_END + 1, at=1)
        said = b""
        while piece := os.read(reading, 65536):
            said += piece
        self._end(child, reading)
        return msgspec.json.decode(said, type=dict[int, int])

    def kill(self, step: int, *, statements: int) -> None:
        """A child walks on, and dies in this step; then everything that was kept is read."""
        at = self.random.randint(1, statements)
        child, reading = self._child(step=step, at=at)
        said = os.read(reading, 65536).decode()
        time.sleep(self.random.uniform(0, LONGEST_DELAY_SECONDS))
        self._end(child, reading)
        assert said == HERE, f"step {step}, statement {at}: {said}"
        self.check(step, at=at)

    def _end(self, child: int, reading: int) -> None:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)

    def check(self, cut: int, *, at: int = 0) -> None:
        """Start as after a power cut: what was kept is there, and nothing is broken."""
        stage.stand(self.folder / "site")
        where = f"cut off in step {cut} at statement {at}"
        with self._at_work() as scene:
            thread = self.kept()
            assert thread.steps in {cut - 1, cut}, where
            for name in scene.crew:
                assert list(check(scene.at(name))) == [], where
            assert check_ledger() > 0
            still_there(scene, thread, is_ending=cut == AT_THE_END)
        stage.leave()

    def kept(self) -> Thread:
        """The last finished step, from the disk."""
        path = self.folder / "thread.json"
        return msgspec.json.decode(path.read_bytes(), type=Thread) if path.exists() else Thread()

    @contextmanager
    def _at_work(self) -> Iterator[Scene]:
        """A process that has just been started, in which everybody logs in anew."""
        clock = HandClock()
        door = gate(clock, [])
        start_up(door)
        crew: Crew = {}
        for name, (alias, passphrase) in self.people.items():
            active = open_member(Attempt(alias, passphrase), door).active
            crew[name] = Colleague(alias, passphrase, active, come_to_work(active))
        yield Scene(
            crew=crew, clock=clock, cost=LEAST, look_after=lambda: self._look_after(clock),
            record=record, out=self.folder / "release", say=lambda _: None,
        )  # fmt: skip

    def _look_after(self, clock: HandClock) -> int:
        post = post_through(self.mail.server(), clock=clock)
        make_round(read_key(self.folder / "watch.key"), post, now=clock())
        return int(self.taken.value)

    def _count_letter(self) -> None:
        self.taken.value += 1

    def _child(self, *, step: int, at: int) -> tuple[int, int]:
        """A process that walks on, and what it says. This one never does: a fork has no threads,
        and what draws a page needs those that it began."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            self._walk_until_killed(writing, step, at)
        os.close(writing)
        return child, reading

    def _walk_until_killed(self, pipe: int, step: int, at: int) -> None:
        """The child: it never returns. It says when it is where it is to be killed."""
        seen: Counter[int] = Counter()
        now = self.kept().steps + 1

        def count() -> None:
            seen[now] += 1
            if now == step and seen[now] == at:
                os.write(pipe, HERE.encode())

        def keep(thread: Thread) -> None:
            nonlocal now
            place_file(self.folder / "thread.json", msgspec.json.encode(thread))
            if now == step:
                os.write(pipe, HERE.encode() if seen[now] < at else b"")
                time.sleep(60)
            now += 1

        try:
            stage.stand(self.folder / "site")
            with self._at_work() as scene, _counting(count):
                walk(scene, self.kept(), keep=keep)
            os.write(pipe, msgspec.json.encode(dict(seen)))
        except BaseException as error:  # noqa: BLE001  (the parent shows it)
            os.write(pipe, repr(error).encode())
        finally:
            os._exit(1)


def still_there(scene: Scene, thread: Thread, *, is_ending: bool) -> None:
    """What each finished step made can be opened by whoever it was made for.

    Where the case is being destroyed, it is whole or gone; what stands outside of it, as its stay,
    goes first.
    """
    looks: list[Callable[[Scene, Thread], None]] = [
        _said, _answered, _opened, _placed, _heard, _arrived, _told, _found, _released, _ended,
    ]  # fmt: skip
    is_gone = is_ending and _is_destroyed(scene.at("Marten"), thread)
    for number, look in enumerate(looks[: thread.steps], 1):
        if not (is_gone and number in OF_THE_CASE):
            look(scene, thread)
    if thread.steps >= A_WAY_OUT and not is_ending:
        stays = stays_of(scene.at("Marten"), _case(thread))
        assert [stay.value.nights for stay in stays] == [3]


def _said(scene: Scene, thread: Thread) -> None:
    lark = scene.at("Lark")
    for one, word in ((thread.call, "Her son came home"), (thread.conversation, "let me out")):
        shown = conversation(actor=lark, conversation=ConversationId(one), clock=scene.clock)
        assert word in shown.messages[0].text


def _answered(scene: Scene, thread: Thread) -> None:
    which = ConversationId(thread.conversation)
    shown = conversation(actor=scene.at("Lark"), conversation=which, clock=scene.clock)
    assert any("Answer only yes or no" in said.text for said in shown.messages)
    assert not any(said.is_read is False for said in shown.messages)


def _case(thread: Thread) -> CaseId:
    return CaseId(ScopeId(thread.case))


def _opened(scene: Scene, thread: Thread) -> None:
    assert case(scene.at("Dunlin"), _case(thread), clock=scene.clock).may_identify
    assert identity(scene.at("Marten"), _case(thread), clock=scene.clock).identity.names == (NAME,)


def _placed(scene: Scene, thread: Thread) -> None:
    shown = case(scene.at("Dunlin"), _case(thread), clock=scene.clock)
    assert [stored.id for stored in shown.journeys] == [thread.journey]


def _heard(scene: Scene, thread: Thread) -> None:
    shown = case(scene.at("Dunlin"), _case(thread), clock=scene.clock)
    heard = next(one.value for one in shown.check_ins if one.id == thread.check_in)
    assert heard.how == FOUND_BY_US  # and nothing that came after the duress word took it back
    assert heard.wrong_words >= 1


def _arrived(scene: Scene, thread: Thread) -> None:
    shown = case(scene.at("Dunlin"), _case(thread), clock=scene.clock)
    assert shown.journeys[0].value.state is JourneyState.ARRIVED
    assert shown.aftercare is not None


def _told(scene: Scene, thread: Thread) -> None:
    ibis = scene.at("Ibis")
    told = testimony(ibis, TestimonyId(ScopeId(thread.testimony))).testimony
    assert tuple(paragraph.id for paragraph in told.paragraphs) == thread.paragraphs
    kept = b"".join(content(ibis, ExhibitId(RecordId(thread.exhibit))))
    assert kept == small_picture()


def _found(scene: Scene, thread: Thread) -> None:
    shown = finding(scene.at("Ibis"), FindingId(thread.finding), clock=scene.clock)
    linked = [link.link for link in shown.links]
    assert thread.testimony in {link.testimony for link in linked}
    assert thread.paragraphs[1] in {laid.paragraph for laid in shown.finding.testimonies}


def _released(scene: Scene, thread: Thread) -> None:
    for name in ("Ibis", "Sable"):
        which = ReleaseId(ScopeId(thread.release))
        shown = release(actor=scene.at(name), release=which).release
        assert shown.released and shown.pdf
    assert (scene.out / "release.pdf").stat().st_size > 1000


def _ended(scene: Scene, thread: Thread) -> None:
    which = ReleaseId(ScopeId(thread.release))
    assert release(actor=scene.at("Ibis"), release=which).release.recalled
    assert _is_destroyed(scene.at("Marten"), thread)
    assert _is_destroyed(scene.at("Dunlin"), thread)


def _is_destroyed(actor: Actor, thread: Thread) -> bool:
    try:
        case(actor, _case(thread), clock=HandClock())
    except NotGrantedError:
        return True
    return False


@contextmanager
def _counting(seen: Callable[[], object]) -> Iterator[None]:
    """Be told of each statement before it is run, in whichever store."""

    def wrapper(execute: Callable[..., object], *words: object) -> object:
        seen()
        return execute(*words)

    for name in stage.STORES:
        connections[name].execute_wrappers.append(wrapper)
    yield
    for name in stage.STORES:
        connections[name].execute_wrappers.remove(wrapper)


def walked(seed: int, statements: dict[int, int]) -> dict[int, int]:
    """Walk the thread, killed once in each of these steps and checked at the end; the statements
    of each step of the last stretch."""
    with stage.folder() as folder, mailroom() as room:
        trial = ThreadTrial(folder, Random(seed), room)
        trial.found()
        for step, most in statements.items():
            trial.kill(step, statements=most)
        taken = trial.walk_on()  # the last of them once more, and on to the end
        trial.check(AT_THE_END)
        assert trial.kept().steps == AT_THE_END
        return taken


class Asked(msgspec.Struct):
    """What the command line asks for."""

    seed: int
    statements: dict[int, int]


if __name__ == "__main__":
    asked = msgspec.json.decode(sys.argv[1], type=Asked)
    print(msgspec.json.encode(walked(asked.seed, asked.statements)).decode())  # noqa: T201

"""One thread through the whole house: through services here, over HTTP in `test_thread_pages`."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

import pytest
from tests.apps import stage

stage.prepare()

from tests.apps.accounts.cast import HandClock, gate  # noqa: E402
from tests.apps.watch.mail import mailroom  # noqa: E402

from holdfast.apps.keyring.contactcodes import LEAST  # noqa: E402
from holdfast.apps.watch.post import post_through  # noqa: E402
from holdfast.apps.watch.services.founding import found_watch  # noqa: E402
from holdfast.apps.watch.services.rounds import make_round  # noqa: E402
from holdfast.doors.cli.demo import REPORTS  # noqa: E402
from holdfast.doors.cli.demonstration.crew import gather, share_rooms  # noqa: E402
from holdfast.doors.cli.demonstration.scene import Scene, Thread  # noqa: E402
from holdfast.doors.cli.demonstration.thread import STEPS, walk  # noqa: E402
from holdfast.methods.corroboration.record import to_json  # noqa: E402
from holdfast.methods.corroboration.survey import survey  # noqa: E402


@cache
def record() -> bytes:
    return to_json(survey(REPORTS, workers=1).record)


@pytest.fixture
def scene(tmp_path):
    with stage.folder() as folder, mailroom() as room:
        stage.stand(folder / "site")
        clock = HandClock()
        crew = dict(gather(gate(clock, [])))
        share_rooms(crew)
        box = found_watch(crew["Marten"].actor, tmp_path / "watch.key")

        def look_after() -> int:
            make_round(box, post_through(room.server(), clock=clock), now=clock())
            return len(room.letters)

        said.clear()
        yield Scene(
            crew=crew,
            clock=clock,
            cost=LEAST,
            look_after=look_after,
            record=record,
            out=tmp_path / "release",
            say=said.append,
        )
        stage.leave()


said: list[str] = []


def test_one_thread_runs_through_the_whole_house(scene):
    kept = []
    done = walk(scene, Thread(), keep=kept.append)
    assert [thread.steps for thread in kept] == list(range(1, len(STEPS) + 1))
    proofs = sorted((scene.out / "proofs").iterdir())
    assert len(proofs) == 4
    verified = subprocess.run(
        [sys.executable, "verify.py", "proofs/release.pdf.proof.json", "release.pdf"],
        cwd=scene.out,
        capture_output=True,
        text=True,
    )
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert done.release

"""The demonstration from its command: at the least cost, with nobody served."""

from pathlib import Path

import pytest
from tests.apps import stage
from tests.doors.cli.console import StagePremises

from holdfast.doors.cli.demo import REPORTS
from holdfast.doors.cli.main import ExitCode, run


class DemoPremises(StagePremises):
    """As the stage's, and the founding is over when the demonstration says so."""

    def finish(self, folder: Path) -> None:
        assert folder.is_dir()


def test_the_demo_lives_a_week_walks_the_thread_and_names_what_it_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    words = ["demo", "--no-serve", "--weeks", "1", "--seed", "3", "--out", str(out)]
    try:
        done = run(words, premises=DemoPremises())
    finally:
        stage.leave()
    said = capsys.readouterr()
    assert done == ExitCode.DONE, said.err
    assert "People detained" in said.out
    assert "Weeks of the network before: 1, from seed 3." in said.out
    assert said.out.count("; refused ") == 7
    assert "10. Taking it back" in said.out
    assert (out / "record" / "record.pdf").read_bytes().startswith(b"%PDF")
    assert (out / "release" / "release.pdf").read_bytes().startswith(b"%PDF")


def test_there_are_ten_invented_reports() -> None:
    assert len(list(REPORTS.iterdir())) == 10

from pathlib import Path

import pytest

from holdfast.doors.cli.demo import REPORTS
from holdfast.doors.cli.main import ExitCode, run


def test_the_demo_makes_a_record_and_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "record"
    assert run(["demo", "--out", str(out)]) == ExitCode.DONE
    said = capsys.readouterr().out
    assert "People detained" in said
    assert str(out / "index.html") in said
    assert (out / "record.pdf").read_bytes().startswith(b"%PDF")


def test_there_are_ten_invented_reports() -> None:
    assert len(list(REPORTS.iterdir())) == 10

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.methods.corroboration.sample_folder import write_folder

from holdfast.doors.cli.corroborate import has_problems, show, summary
from holdfast.doors.cli.main import ExitCode, run
from holdfast.methods.corroboration.survey import survey


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "reports")


def test_the_record_stands_beside_the_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["corroborate", str(folder), "--quiet"]) == ExitCode.DONE
    said = capsys.readouterr().out
    assert "People detained" in said
    assert "no proof" in said
    assert (folder.parent / "reports-record" / "index.html").exists()


def test_json_is_for_programs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["corroborate", str(folder), "--json", "--no-pages", "--workers", "1"])
    answer = json.loads(capsys.readouterr().out)
    assert code == ExitCode.DONE
    assert answer["reports"] == 3
    assert {"act", "origins", "min", "max", "against"} <= set(answer["findings"][0])


def test_a_report_that_cannot_be_read_is_named_and_the_rest_is_done(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "junk.pdf").write_bytes(os.urandom(2000))
    code = run(["corroborate", str(folder), "--no-pages", "--quiet"])
    assert code == ExitCode.DONE_WITH_PROBLEMS
    said = capsys.readouterr().out
    assert "junk.pdf" in said
    assert "People detained" in said


def test_a_correction_that_matches_nothing_is_named_by_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "corrections.csv").write_text("id,field,value,who,why\nq0,kind,denial,AB,x\n")
    code = run(["corroborate", str(folder), "--no-pages", "--quiet"])
    assert code == ExitCode.DONE_WITH_PROBLEMS
    assert "line 2: matches nothing any more" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["missing", "reports/wire.txt", "empty"])
def test_a_folder_that_cannot_be_used_is_refused_before_anything_is_written(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder.parent / "empty").mkdir()
    code = run(["corroborate", str(folder.parent / name), "--quiet"])
    assert code == ExitCode.REFUSED
    assert capsys.readouterr().err.count("\n") >= 2
    assert sorted(p.name for p in folder.parent.iterdir()) == ["empty", "reports"]


def test_somebody_elses_folder_is_never_written_to(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("mine")
    assert run(["corroborate", str(folder), "-o", str(mine)]) == ExitCode.REFUSED
    assert "not made by Holdfast" in capsys.readouterr().err
    assert [p.name for p in mine.iterdir()] == ["letter.txt"]


def test_the_folder_itself_is_no_place_for_the_record(folder: Path) -> None:
    assert run(["corroborate", str(folder), "-o", str(folder)]) == ExitCode.REFUSED


def test_the_table_and_the_summary_say_the_same(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = survey(folder)
    assert not has_problems(made)
    show(made, tmp_path, has_pages=False)
    said = capsys.readouterr().out
    findings = summary(made, tmp_path)["findings"]
    assert isinstance(findings, list)
    assert all(finding["title"].split()[0] in said for finding in findings)

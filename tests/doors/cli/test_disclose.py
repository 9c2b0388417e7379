from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from holdfast.doors.cli.disclose import command
from holdfast.doors.cli.main import run

NAMES = "kind,text,id\nperson,Murad Olzinov,a1\nphone,+998 28 123-45-67,a2\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "names.csv").write_text(NAMES)
    (tmp_path / "draft.txt").write_text("The lake froze.\n\nOlzinov, Murad said: call 28-123-4567.")
    (tmp_path / "clean.txt").write_text("The lake froze.")
    return tmp_path


def disclose(folder: Path, draft: str, *options: str) -> Result:
    arguments = [str(folder / draft), "--names", str(folder / "names.csv"), *options]
    return CliRunner().invoke(command, arguments, standalone_mode=False)


def test_what_is_found_is_shown_by_place_and_id_and_repeats_nothing(folder: Path) -> None:
    result = disclose(folder, "draft.txt")
    assert result.return_value == 1
    assert "paragraph 2" in result.output
    assert "a1" in result.output
    assert "2 certain, 0 likely, 0 possible" in result.output
    assert "Olzinov" not in result.output
    assert "123" not in result.output


def test_the_words_are_repeated_only_where_that_is_asked_for(folder: Path) -> None:
    assert "[Olzinov, Murad] said" in " ".join(
        disclose(folder, "draft.txt", "--with-text").output.split()
    )


def test_nothing_found_is_not_called_safe(folder: Path) -> None:
    result = disclose(folder, "clean.txt")
    assert result.return_value == 0
    assert "does not prove" in result.output


def test_json_holds_places_and_ids(folder: Path) -> None:
    result = disclose(folder, "draft.txt", "--json")
    found = json.loads(result.stdout)["disclosures"]
    assert [d["ids"] for d in found] == [["a1"], ["a2"]]
    assert found[0]["places"] == [{"field": "paragraph 2", "start": 0, "end": 14}]
    assert "text" not in found[0]


def test_a_level_can_be_asked_for(folder: Path) -> None:
    (folder / "draft.txt").write_text("It was Murad.")
    assert disclose(folder, "draft.txt").return_value == 1
    assert disclose(folder, "draft.txt", "--least", "likely").return_value == 0


def test_names_can_come_through_standard_input(folder: Path) -> None:
    arguments = [str(folder / "draft.txt"), "--names", "-"]
    result = CliRunner().invoke(command, arguments, input="Murad Olzinov\n", standalone_mode=False)
    assert result.return_value == 1
    assert "line 1" in result.output


def test_a_file_that_cannot_be_used_is_refused_in_words(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "names.csv").write_text("")
    arguments = ["disclose", str(folder / "clean.txt"), "--names", str(folder / "names.csv")]
    assert run(arguments) == 2
    assert "Nothing was checked" in capsys.readouterr().err

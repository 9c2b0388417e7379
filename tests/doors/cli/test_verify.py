import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.methods.custody.cast import FILE, KEY, proof

from holdfast.doors.cli.verify import ALL_HOLD, SOME_FAIL, UNREADABLE, verify
from holdfast.methods.custody.checkpoints import verifier_key_text


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "proof.json").write_bytes(proof())
    (tmp_path / "exhibit").write_bytes(FILE)
    (tmp_path / "other").write_bytes(b"other")
    return tmp_path


def run(folder, *arguments):
    named = [
        str(folder / a) if a in ("proof.json", "exhibit", "other", "absent") else a
        for a in arguments
    ]
    return CliRunner().invoke(verify, named)


def test_the_right_file_is_verified_and_the_key_is_to_be_compared(folder):
    result = run(folder, "proof.json", "exhibit")
    assert result.exit_code == ALL_HOLD == 0
    assert "VERIFIED, provided" in result.output
    assert verifier_key_text(KEY) in result.output


def test_a_key_from_elsewhere_leaves_nothing_to_compare(folder):
    result = run(folder, "proof.json", "exhibit", "--key", verifier_key_text(KEY))
    assert result.exit_code == ALL_HOLD
    assert result.output.endswith("\nVERIFIED\n")


def test_another_file_is_not_verified(folder):
    result = run(folder, "proof.json", "other")
    assert result.exit_code == SOME_FAIL == 1
    assert "FAILS  The file is NOT the one" in result.output


def test_what_cannot_be_read_says_so_and_prints_nothing_as_verified(folder):
    for arguments in (("exhibit", "exhibit"), ("proof.json", "exhibit", "--key", "none")):
        result = run(folder, *arguments)
        assert result.exit_code == UNREADABLE == 2
        assert "Nothing was verified" in result.output
    assert run(folder, "proof.json", "absent").exit_code == UNREADABLE


def test_the_checks_come_as_json_too(folder):
    good = json.loads(run(folder, "proof.json", "exhibit", "--json").output)
    bad = json.loads(run(folder, "proof.json", "other", "--json").output)
    assert (good["verified"], bad["verified"]) == (True, False)
    assert good["verdict"].startswith("VERIFIED, provided")
    assert [check["name"] for check in bad["checks"] if not check["holds"]] == ["file"]


def test_every_option_and_exit_code_stands_in_the_guide():
    guide = (Path(__file__).parents[3] / "docs" / "guide" / "verify.md").read_text("utf-8")
    for parameter in verify.params:
        assert parameter.opts[0].upper().lstrip("-") in guide.upper()
    for code in (ALL_HOLD, SOME_FAIL, UNREADABLE):
        assert f"| {code} |" in guide

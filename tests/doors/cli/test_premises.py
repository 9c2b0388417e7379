import pytest
from click.testing import CliRunner

from holdfast.doors.cli.main import ExitCode, cli, run
from holdfast.doors.cli.premises import NoPremisesError


def test_without_premises_a_command_of_a_site_is_refused_in_words(capsys, tmp_path):
    result = CliRunner().invoke(cli, ["site", "status", "--data", str(tmp_path)])
    assert isinstance(result.exception, NoPremisesError)
    assert run(["site", "status", "--data", str(tmp_path)]) == ExitCode.REFUSED
    assert "Nothing was changed" in capsys.readouterr().err


@pytest.mark.parametrize("group", ["site", "member", "key"])
def test_help_needs_no_premises(group):
    assert CliRunner().invoke(cli, [group, "--help"]).exit_code == 0

import pytest
from click.testing import CliRunner
from tests.doors.cli.copying import Desk

from holdfast.apps.keyring.copy_errors import DamagedCopyError, NoReceiptError
from holdfast.doors.cli.main import cli


def verified(desk: Desk) -> str:
    """What the second machine prints, which has no site and is told of none."""
    copy = str(desk.shelf / "b" / "1")
    result = CliRunner().invoke(cli, ["second", "verify", copy], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.output


def confirmed(desk: Desk, line: str) -> str:
    words = ["second", "confirm", "--data", str(desk.site), "-"]
    result = CliRunner().invoke(
        cli, words, input=line, obj=desk.console.premises, standalone_mode=False
    )
    if result.exception is not None:
        raise result.exception
    return result.output


def test_a_second_machine_confirms_what_it_received(desk: Desk) -> None:
    desk.back_up()
    assert "On this machine only: 0." in confirmed(desk, verified(desk))


def test_a_copy_that_arrived_damaged_confirms_nothing(desk: Desk) -> None:
    desk.back_up()
    copy = desk.shelf / "b" / "1"
    copy.write_bytes(copy.read_bytes()[:-200] + copy.read_bytes()[-199:])
    with pytest.raises(DamagedCopyError):
        verified(desk)
    with pytest.raises(NoReceiptError):
        confirmed(desk, "")

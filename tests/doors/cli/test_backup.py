from tests.apps.conftest import on_sqlite
from tests.doors.cli.copying import Desk

from holdfast.apps.keyring.copy_errors import CopyExistsError

pytestmark = on_sqlite


def test_a_copy_is_made_without_anybodys_keys_and_says_what_it_needs(desk: Desk) -> None:
    shown = desk.back_up()
    assert "epoch/1.key" in shown
    assert shown.count("SHA-256") == 2
    assert desk.console.people["lead"][0] not in shown
    assert (desk.shelf / "b" / "1").stat().st_size > (desk.shelf / "k" / "1").stat().st_size > 0


def test_a_copy_is_never_written_over_another(desk: Desk) -> None:
    desk.back_up()
    again = desk.run("backup", *desk.copies())
    assert isinstance(again.exception, CopyExistsError)

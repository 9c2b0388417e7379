from tests.apps.conftest import on_sqlite
from tests.apps.watch.cast import looked_after, new_box
from tests.doors.cli.copying import Desk

from holdfast.apps.intake.models import LetterIn
from holdfast.apps.keyring.copy_errors import CopyExistsError
from holdfast.apps.keyring.queries.neighbours import Beside
from holdfast.doors.cli import backup

pytestmark = on_sqlite


def test_a_copy_is_made_without_anybodys_keys_and_says_what_it_needs(desk: Desk) -> None:
    shown = desk.back_up()
    assert "epoch/1.key" in shown
    assert shown.count("SHA-256") == 2
    assert desk.console.people["lead"][0] not in shown
    assert (desk.shelf / "b" / "1").stat().st_size > (desk.shelf / "k" / "1").stat().st_size > 0


def test_what_stands_on_the_line_and_in_the_watch_is_counted(desk: Desk) -> None:
    looked_after(new_box())
    LetterIn.objects.create(id="l" * 26, mailbox="m" * 26, week="2031-W10", sealed=b"x")
    assert "1 letters not taken in, their 0 files, 0 answers not read, 16 rows" in desk.back_up()
    assert backup.counted(Beside(2, 3, 4, 5)).startswith("2 letters not taken in, their 3 files")


def test_a_copy_is_never_written_over_another(desk: Desk) -> None:
    desk.back_up()
    again = desk.run("backup", *desk.copies())
    assert isinstance(again.exception, CopyExistsError)

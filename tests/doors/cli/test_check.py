from collections.abc import Iterator

import pytest
from tests.apps.conftest import on_sqlite
from tests.doors.cli.copying import Desk

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.keyring.models import RecordBody, Unit, UnitWrap
from holdfast.apps.ledger.models import Leaf
from holdfast.doors.cli.check import _found, say_faults
from holdfast.kernel.errors import HoldfastError

pytestmark = on_sqlite


def test_a_whole_site_passes(desk: Desk) -> None:
    done = desk.run("check", by="lead")
    assert done.exit_code == 0
    assert "Nothing is wrong" in done.output


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda: RecordBody.objects.update(body=b"HF1"), "1 x"),
        (lambda: UnitWrap.objects.order_by("-tree_size").first().delete(), "nobody can open it"),
        (lambda: Unit.objects.order_by("pk").last().delete(), "nothing needs any more"),
        (lambda: Leaf.objects.order_by("-pk").first().delete(), "Entries of the ledger"),
    ],
    ids=["records", "keys", "orphans", "ledger"],
)
def test_what_is_wrong_is_said_with_what_to_do_and_nothing_is_changed(
    desk: Desk, spoil: object, says: str
) -> None:
    if says == "1 x":
        RecordBody.objects.filter(pk=RecordBody.objects.order_by("-leaf").first().pk).update(
            body=b"HF1"
        )
    else:
        spoil()
    before = [table.objects.count() for table in (RecordBody, Unit, UnitWrap, Leaf)]
    done = desk.run("check", by="lead")
    assert done.exit_code == 1, done.output
    assert says in done.output
    assert "Nothing is wrong" not in done.output
    assert [table.objects.count() for table in (RecordBody, Unit, UnitWrap, Leaf)] == before


def test_who_may_not_check_is_refused(desk: Desk) -> None:
    desk.console.join("mira", "case worker")
    assert isinstance(desk.run("check", by="mira").exception, NotPermittedError)


def test_each_kind_of_fault_is_said_once_with_how_often(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say_faults([HoldfastError("It is torn.", hint="Mend it.")] * 3 + [HoldfastError("It is wet.")])
    assert capsys.readouterr().out == ("3 x  It is torn.\n      Mend it.\n1 x  It is wet.\n")


def test_stopped_before_the_end_it_says_what_was_found_and_that_the_rest_was_not_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def wrongs(report: object) -> Iterator[HoldfastError]:
        yield HoldfastError("It is torn.")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _found(wrongs)
    said = capsys.readouterr().out
    assert "1 x  It is torn." in said
    assert "Stopped before the end." in said

from pathlib import Path

from tests.apps.watch.cast import DUE, check_in, looked_after, new_box, standing

from holdfast.apps.watch.models import MarkRow, SeenRow, WatchRow
from holdfast.apps.watch.queries.rows import last_seen, readable, rows, steps
from holdfast.apps.watch.records import Letterbox
from holdfast.apps.watch.rules import Done, Step, WatchId
from holdfast.apps.watch.services.rounds import remember
from holdfast.apps.watch.services.watching import note


def test_rows_are_read_as_live_ones_and_decoys(box: Letterbox) -> None:
    row = looked_after(box)
    found = rows(box)
    assert found.live == {row: check_in()}
    assert len(found.decoys) == 15
    assert standing() == {row, *found.decoys}


def test_a_row_that_does_not_open_is_counted_and_keeps_no_other_from_being_read(
    box: Letterbox,
) -> None:
    row, other = looked_after(box), looked_after(box)
    WatchRow.objects.filter(pk=row).update(sealed=b"HP1 not any more")
    found = rows(box)
    assert found.unreadable == 1
    assert set(found.live) == {other}
    assert rows(new_box()).unreadable == 16


def test_of_the_rows_that_are_asked_for_those_count_that_are_read(box: Letterbox) -> None:
    row, other, digests = looked_after(box), looked_after(box), dict[WatchId, bytes]()
    decoy = rows(box).decoys[0]
    wanted = {row, decoy, WatchId("gone")}
    assert readable(box, wanted, read_before=digests) == {row} == set(digests)
    many = wanted | {WatchId(f"gone {n}") for n in range(50)}
    assert readable(box, many, read_before={}) == {row}
    assert readable(new_box(), wanted, read_before={}) == set()
    sealed = WatchRow.objects.get(pk=other).sealed
    WatchRow.objects.filter(pk=row).update(sealed=sealed)  # bound to the other's place
    assert readable(box, wanted, read_before=digests) == set()


def test_steps_are_those_about_a_row_oldest_first(box: Letterbox) -> None:
    row, other = looked_after(box), looked_after(box)
    for step, about in ((Step.SENT, row), (Step.SENDING, row), (Step.SAFE, other)):
        note(about, step, public=box.public, at=DUE, notice=0)
    found = steps(box)
    assert {done.step for done in found[row]} == {Step.SENT, Step.SENDING}
    assert found[other] == [Done(Step.SAFE, 0, DUE)]
    assert set(steps(box, about=[row])) == {row}


def test_a_mark_that_was_put_to_another_row_counts_as_none(box: Letterbox) -> None:
    row, other = looked_after(box), looked_after(box)
    note(other, Step.SAFE, public=box.public, at=DUE)
    MarkRow.objects.update(about=row)
    assert steps(box) == {}


def test_the_last_moment_is_none_before_the_first_round_and_where_it_does_not_open(
    site: Path,
) -> None:
    box = new_box()
    assert last_seen(box) is None
    remember(DUE, box=box)
    assert last_seen(box) == DUE
    SeenRow.objects.update(sealed=b"HP1")
    assert last_seen(box) is None

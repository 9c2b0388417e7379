from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connections
from tests.apps.accounts.cast import HandClock
from tests.apps.watch.cast import DUE, check_in, looked_after, standing

from holdfast.apps.watch.errors import NoLadderError
from holdfast.apps.watch.models import MarkRow, WatchRow
from holdfast.apps.watch.queries.rows import rows, steps
from holdfast.apps.watch.records import Letterbox
from holdfast.apps.watch.rules import Step, WatchId
from holdfast.apps.watch.services.watching import (
    fill_up,
    mark_safe,
    new_watch_id,
    note,
    release,
    report_word,
    watch,
)


def test_the_number_of_rows_does_not_say_how_many_are_on_the_way(box: Letterbox) -> None:
    fill_up(box)
    assert len(standing()) == 16
    ids = [looked_after(box) for _ in range(5)]
    assert len(standing()) == 16
    for row in ids:
        release(row, box=box)
    found = rows(box)
    assert (len(found.live), len(found.decoys)) == (0, 16)


def test_more_rows_double_and_a_decoy_always_stands_among_them(box: Letterbox) -> None:
    for _ in range(16):
        looked_after(box)
    found = rows(box)
    assert (len(found.live), len(found.decoys)) == (16, 16)


def test_watching_twice_is_watching_once_with_the_newer_content(box: Letterbox) -> None:
    row = looked_after(box)
    later = check_in(grace=60)
    watch(later, row=row, box=box)
    assert rows(box).live == {row: later}


def test_a_row_that_could_not_be_read_is_written_anew(box: Letterbox) -> None:
    row = looked_after(box)
    WatchRow.objects.filter(pk=row).update(sealed=b"HP1")
    watch(check_in(), row=row, box=box)
    assert (set(rows(box).live), rows(box).unreadable) == ({row}, 0)


def test_releasing_forgets_what_was_done_and_can_be_done_twice(box: Letterbox) -> None:
    row = looked_after(box)
    note(row, Step.SENT, public=box.public, at=DUE, notice=0)
    release(row, box=box)
    release(row, box=box)
    assert row not in standing()
    assert MarkRow.objects.count() == 0
    assert len(standing()) == 16


def test_what_would_tell_nobody_is_not_taken(box: Letterbox) -> None:
    with pytest.raises(NoLadderError):
        watch(check_in(ladder=()), row=new_watch_id(), box=box)
    assert WatchRow.objects.count() == 0


@pytest.mark.parametrize(
    ("word", "step"),
    [("grey heron", Step.SAFE), ("white heron", Step.DURESS), ("green heron", Step.WRONG_WORD)],
)
def test_a_word_is_weighed_with_nobody_s_keys_but_the_watch_s(
    box: Letterbox, word: str, step: Step
) -> None:
    row = looked_after(box)
    assert report_word(row, word, box=box, clock=HandClock()) is step
    assert [done.step for done in steps(box)[row]] == [step]


def test_a_word_about_nothing_that_is_watched_is_none(box: Letterbox) -> None:
    assert report_word(WatchId("a" * 26), "grey heron", box=box) is None
    assert MarkRow.objects.count() == 0


def test_i_am_safe_needs_the_public_half_only(box: Letterbox) -> None:
    row = looked_after(box)
    clock = HandClock()
    mark_safe(row, public=box.public, clock=clock)
    assert steps(replace(box))[row][0].step is Step.SAFE


def test_the_order_of_the_rows_does_not_tell_the_live_one(box: Letterbox) -> None:
    last = 0
    for _ in range(20):
        WatchRow.objects.all().delete()
        fill_up(box)
        row = looked_after(box)
        with connections["watch"].cursor() as cursor:
            cursor.execute("SELECT id, rowid FROM watch_watchrow ORDER BY rowid")
            order = cursor.fetchall()
        assert [number for _, number in order] == list(range(1, 17))
        last += order[-1][0] == row
    assert last < 12  # always, where rows stand as they came


def test_what_the_watch_forgot_stands_in_no_file(box: Letterbox, site: Path) -> None:
    row = looked_after(box)
    release(row, box=box)
    files = [file for file in (site / "watch").iterdir() if row.encode() in file.read_bytes()]
    assert files == []

from pathlib import Path

import pytest
from tests.apps.watch.cast import DUE, LADDER, check_in, new_box

from holdfast.apps.watch.errors import TooLongError
from holdfast.apps.watch.records import (
    Decoy,
    Letterbox,
    Mark,
    NoticeAddress,
    SeenMoment,
    open_mark,
    open_moment,
    open_row,
    seal_mark,
    seal_moment,
    seal_row,
)
from holdfast.apps.watch.rules import Notice, Step
from holdfast.vault.errors import VaultError


def test_a_row_opens_under_its_own_id_only(box: Letterbox) -> None:
    sealed = seal_row(check_in(), row="a" * 26, public=box.public)
    assert open_row(sealed, row="a" * 26, box=box) == check_in()
    with pytest.raises(VaultError):
        open_row(sealed, row="b" * 26, box=box)
    with pytest.raises(VaultError):
        open_row(sealed, row="a" * 26, box=new_box())


def test_live_rows_and_decoys_have_one_length(box: Letterbox) -> None:
    short = check_in(ladder=LADDER[:1])
    long = check_in(ladder=LADDER * 12)
    lengths = {len(seal_row(v, row="a", public=box.public)) for v in (short, long, Decoy())}
    assert len(lengths) == 1
    assert open_row(seal_row(Decoy(), row="a", public=box.public), row="a", box=box) is None


def test_more_than_a_row_holds_is_refused(box: Letterbox) -> None:
    ladder = tuple(Notice(n, f"{'long' * 50}{n}@mail.example") for n in range(12))
    with pytest.raises(TooLongError):
        seal_row(check_in(ladder=ladder), row="a", public=box.public)


def test_a_mark_belongs_to_its_row(box: Letterbox) -> None:
    mark = Mark(step=Step.SENT, notice=3, at=DUE)
    sealed = seal_mark(mark, row="m", about="a", public=box.public)
    assert open_mark(sealed, row="m", about="a", box=box) == mark
    with pytest.raises(VaultError):
        open_mark(sealed, row="m", about="b", box=box)


def test_all_marks_have_one_length(box: Letterbox) -> None:
    marks = [Mark(step=step, notice=1, at=DUE) for step in Step]
    assert len({len(seal_mark(m, row="m", about="a", public=box.public)) for m in marks}) == 1


def test_the_moment_that_was_seen_reads_back(box: Letterbox, site: Path) -> None:
    sealed = seal_moment(SeenMoment(at=DUE), public=box.public)
    assert open_moment(sealed, box=box).at == DUE


def test_a_key_is_not_shown() -> None:
    box = new_box()
    assert str(bytes(box.private)) not in repr(box)
    assert repr(box) == "Letterbox()"


def test_where_a_member_is_told_is_kept_out_of_releases() -> None:
    kept = NoticeAddress(member="m", address="wren@mail.example")
    assert kept.identifiers() == (("account", "wren@mail.example"),)

import datetime as dt

from holdfast.apps.casework.records.losses import LossNote
from holdfast.apps.casework.rules.losses import LossKind
from holdfast.apps.keyring.records import decode, encode


def test_a_note_comes_back_as_it_was_sealed_and_shows_nothing_of_itself() -> None:
    at = dt.datetime(2031, 4, 2, tzinfo=dt.UTC)
    note = LossNote(kind=LossKind.PHONE, lost="x", by="y", reason="taken at the door", at=at)
    assert decode(encode(note), LossNote) == note
    assert repr(note) == "<casework.loss_note>"

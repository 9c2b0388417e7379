import pytest
from tests.apps.watch.cast import DUE, minutes

from holdfast.apps.watch.errors import TooLongError
from holdfast.apps.watch.models import SlotRow
from holdfast.apps.watch.queries.slots import slot
from holdfast.apps.watch.records import Letterbox, NoticeAddress, SeenMoment
from holdfast.apps.watch.rules import Slot
from holdfast.apps.watch.services.slots import put


def lengths() -> dict[int, int]:
    return {row.pk: len(bytes(row.sealed)) for row in SlotRow.objects.all()}


def test_a_slot_has_one_length_whatever_stands_in_it(box: Letterbox) -> None:
    put({Slot.PLAN: NoticeAddress(member="a", address="b")}, public=box.public)
    before = lengths()
    put({Slot.PLAN: NoticeAddress(member="a", address="b" * 9000)}, public=box.public)
    assert lengths() == before


def test_what_is_put_takes_the_place_of_what_stood_there(box: Letterbox) -> None:
    for at in (DUE, DUE + minutes(1)):
        put({Slot.LOOK: SeenMoment(at=at)}, public=box.public)
    assert slot(Slot.LOOK, SeenMoment, box=box) == SeenMoment(at=DUE + minutes(1))
    assert SlotRow.objects.count() == 1


def test_what_is_too_long_is_refused_and_nothing_of_it_stands(box: Letterbox) -> None:
    long = NoticeAddress(member="a", address="b" * 600)
    with pytest.raises(TooLongError):
        put({Slot.PLAN: SeenMoment(at=DUE), Slot.LOOK: long}, public=box.public)
    assert SlotRow.objects.count() == 0

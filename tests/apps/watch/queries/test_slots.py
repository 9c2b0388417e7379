from tests.apps.watch.cast import DUE, new_box

from holdfast.apps.watch.models import SlotRow
from holdfast.apps.watch.queries.slots import slot
from holdfast.apps.watch.records import Letterbox, SeenMoment
from holdfast.apps.watch.rules import Slot
from holdfast.apps.watch.services.slots import put


def test_what_is_not_there_or_is_another_s_reads_as_nothing(box: Letterbox) -> None:
    assert slot(Slot.LOOK, SeenMoment, box=box) is None
    put({Slot.LOOK: SeenMoment(at=DUE)}, public=new_box().public)
    assert slot(Slot.LOOK, SeenMoment, box=box) is None


def test_a_slot_opens_in_its_own_place_only(box: Letterbox) -> None:
    put({Slot.LOOK: SeenMoment(at=DUE)}, public=box.public)
    assert slot(Slot.LOOK, SeenMoment, box=box) == SeenMoment(at=DUE)
    moved = SlotRow.objects.get(pk=Slot.LOOK).sealed
    SlotRow.objects.create(id=Slot.TOLD, sealed=moved)
    assert slot(Slot.TOLD, SeenMoment, box=box) is None

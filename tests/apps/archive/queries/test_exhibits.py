import datetime as dt

import pytest
from tests.apps.archive.cast import CLOCK, PHOTOGRAPH, Archive

from holdfast.apps.archive.queries.exhibits import content, exhibit, exhibits
from holdfast.apps.archive.rules import Custody, ExhibitId
from holdfast.apps.archive.services.custody import check_fixity, hand_over
from holdfast.apps.archive.services.exhibits import add_exhibit
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.kernel.clock import frozen

LATER = frozen(dt.datetime(2031, 7, 1, tzinfo=dt.UTC))


@pytest.fixture
def gate(archive: Archive) -> ExhibitId:
    return add_exhibit(
        actor=archive.lead, scope=archive.id, facts=PHOTOGRAPH, pieces=[b"gate"], clock=CLOCK
    )


def test_custody_is_shown_in_the_order_in_which_it_happened(
    archive: Archive, gate: ExhibitId
) -> None:
    hand_over(actor=archive.lead, exhibit=gate, to="The Inquiry", why="asked", clock=CLOCK)
    check_fixity(actor=archive.lead, exhibit=gate, clock=CLOCK)
    kept = exhibit(archive.lead, gate, clock=CLOCK)
    assert [act.step for act in kept.custody] == [Custody.HANDED_OVER, Custody.CHECKED]
    assert [act.number for act in kept.custody] == [1, 2]
    assert kept.is_whole
    assert exhibits(archive.lead, scope=archive.id, clock=CLOCK) == [kept]


def test_an_exhibit_is_due_to_be_read_again_until_it_was(archive: Archive, gate: ExhibitId) -> None:
    assert not exhibit(archive.lead, gate, clock=CLOCK).is_due
    assert exhibit(archive.lead, gate, clock=LATER).is_due
    check_fixity(actor=archive.lead, exhibit=gate, clock=LATER)
    assert not exhibit(archive.lead, gate, clock=LATER).is_due


def test_whoever_holds_no_key_sees_none(archive: Archive, gate: ExhibitId) -> None:
    mira = archive.join("mira")
    assert exhibits(mira) == []
    for look in (exhibit, content):
        with pytest.raises(NotGrantedError):
            look(mira, gate)

import msgspec
import pytest
from tests.apps.casework.cast import Office

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.casework.errors.general import WhyNeededError
from holdfast.apps.casework.errors.judging import BadInstrumentError, NoInstrumentError
from holdfast.apps.casework.queries.instruments import instrument, shipped
from holdfast.apps.casework.rules.risk import Instrument, Thresholds
from holdfast.apps.casework.services.instruments import edit_instrument
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.rules import Actor


def edit(desk: Office, edited: Instrument, why: str = "too slow", by: Actor | None = None) -> None:
    edit_instrument(actor=by or desk.lead, edited=edited, why=why, clock=desk.clock)


def test_two_edits_at_once_are_a_conflict(desk: Office) -> None:
    edit(desk, shipped())
    with pytest.raises(EditConflictError):
        edit(desk, shipped(), "mine")
    edit(desk, instrument(desk.lead, shipped().name).instrument)
    assert instrument(desk.lead, shipped().name).instrument.version == 3


def test_an_edit_needs_a_coordinator_a_reason_and_an_instrument_that_works(desk: Office) -> None:
    with pytest.raises(NotPermittedError):
        edit(desk, shipped(), by=desk.join("mira"))
    with pytest.raises(WhyNeededError):
        edit(desk, shipped(), " ")
    with pytest.raises(BadInstrumentError):
        edit(desk, msgspec.structs.replace(shipped(), thresholds=Thresholds(1, 2)))
    with pytest.raises(NoInstrumentError):
        edit(desk, msgspec.structs.replace(shipped(), name="astrology"))
    assert instrument(desk.lead, shipped().name).instrument.version == 1

import msgspec
import pytest
from tests.apps.casework.cast import Office

from holdfast.apps.casework.errors.judging import NoInstrumentError
from holdfast.apps.casework.queries.instruments import instrument, instruments, shipped, versions
from holdfast.apps.casework.rules.risk import Thresholds
from holdfast.apps.casework.services.instruments import edit_instrument


def test_the_newest_version_is_used_and_older_ones_stay(desk: Office) -> None:
    edited = msgspec.structs.replace(shipped(), thresholds=Thresholds(100, 40))
    edit_instrument(actor=desk.lead, edited=edited, why="too slow", clock=desk.clock)
    assert [one.instrument.version for one in instruments(desk.lead)] == [2]
    assert [one.instrument.version for one in versions(desk.lead)] == [1, 2]
    assert instrument(desk.lead, shipped().name, 1).instrument == shipped()
    assert instrument(desk.lead, shipped().name).edited.why == "too slow"


def test_an_instrument_that_is_not_there_is_refused(desk: Office) -> None:
    with pytest.raises(NoInstrumentError):
        instrument(desk.lead, "astrology")
    with pytest.raises(NoInstrumentError):
        instrument(desk.lead, shipped().name, 7)


def test_an_edit_is_read_by_the_whole_team(desk: Office) -> None:
    edit_instrument(actor=desk.lead, edited=shipped(), why="as it is", clock=desk.clock)
    assert instruments(desk.join("mira"))[0].instrument.version == 2

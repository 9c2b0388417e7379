import datetime as dt

from holdfast.apps.casework.queries.instruments import shipped
from holdfast.apps.casework.records.risk import TeamInstrument
from holdfast.apps.keyring.records import decode, encode


def test_an_edited_instrument_comes_back_as_it_was_sealed() -> None:
    at = dt.datetime(2031, 4, 2, tzinfo=dt.UTC)
    card = TeamInstrument(instrument=shipped(), by="ana", why="two weeks of it", at=at)
    assert decode(encode(card), TeamInstrument) == card

from tests.methods.corroboration.gathering.sample import Writer, person

from holdfast.methods.corroboration.packing import Readings, pack_reading, unpack_reading

WRITERS = [Writer(name).say("They were held.", by=person("Walsk")) for name in ("Post", "Echo")]
READINGS = [writer.reading() for writer in WRITERS]


def test_a_reading_is_taken_out_as_it_was_put_in() -> None:
    packed = pack_reading(READINGS[0])
    assert unpack_reading(packed) == READINGS[0]
    assert packed.document is READINGS[0].document


def test_packed_readings_are_a_sequence_of_readings() -> None:
    packed = Readings(map(pack_reading, READINGS))
    assert list(packed) == READINGS
    assert list(packed[1:]) == READINGS[1:]
    assert packed[-1] == READINGS[1]


def test_the_text_is_kept_once() -> None:
    assert b"They were held" not in pack_reading(READINGS[0]).found

import json

import msgspec
import pytest
from tests.methods.corroboration.presentation.sample import tervenia

from holdfast.methods.corroboration.record import FORMAT, from_json, to_json

RECORD = from_json(to_json(tervenia()[0]))


def test_the_record_is_read_back_as_it_was_written() -> None:
    assert from_json(to_json(RECORD)) == RECORD


def test_the_same_record_gives_the_same_bytes_and_ends_its_last_line() -> None:
    assert to_json(RECORD) == to_json(from_json(to_json(RECORD)))
    assert to_json(RECORD).endswith(b"}\n")


def test_spans_are_pairs_of_numbers_and_letters_stand_as_they_are() -> None:
    data = json.loads(to_json(RECORD))
    assert data["format"] == FORMAT
    assert all(len(span) == 2 for s in data["statements"] for span in s["spans"])
    assert "\\u0" not in to_json(RECORD).decode().replace("\\u00", "")


@pytest.mark.parametrize("damage", [("format", 3), ("reports", None), ("statements", [{}])])
def test_what_breaks_the_contract_is_refused(damage: tuple[str, object]) -> None:
    data = json.loads(to_json(RECORD))
    data[damage[0]] = damage[1]
    with pytest.raises(msgspec.ValidationError):
        from_json(json.dumps(data).encode())

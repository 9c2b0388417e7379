from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from holdfast.methods.corroboration import record as record_room
from holdfast.methods.corroboration.record import (
    FORMAT,
    MadeWith,
    Record,
    Report,
    from_json,
    to_json,
    write_json,
)


def _empty() -> Record:
    return Record(
        format=FORMAT,
        made_with=MadeWith(holdfast="0", lexicon="none"),
        reports=(),
        sources=(),
        statements=(),
        figures=(),
        dates=(),
        places=(),
        passages=(),
        findings=(),
        conflicts=(),
    )


def test_a_record_comes_back_from_its_json() -> None:
    assert from_json(to_json(_empty())) == _empty()


def test_json_put_together_in_pieces_is_that_of_the_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reports = tuple(
        Report(id=f"r{n}", path='a\nb"', sha256="0", characters=n, language="en", problems=("x",))
        for n in range(5)
    )
    record = msgspec.structs.replace(_empty(), reports=reports)
    whole = msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"
    for rows in (1, 2, 5, 9):
        monkeypatch.setattr(record_room, "_ROWS_A_PIECE", rows)
        assert to_json(record) == whole


def test_the_file_holds_the_same_bytes_as_the_json(tmp_path: Path) -> None:
    write_json(_empty(), tmp_path / "record.json")
    assert (tmp_path / "record.json").read_bytes() == to_json(_empty())

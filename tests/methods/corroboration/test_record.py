from __future__ import annotations

from pathlib import Path

from holdfast.methods.corroboration.record import (
    FORMAT,
    MadeWith,
    Record,
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


def test_the_file_holds_the_same_bytes_as_the_json(tmp_path: Path) -> None:
    write_json(_empty(), tmp_path / "record.json")
    assert (tmp_path / "record.json").read_bytes() == to_json(_empty())

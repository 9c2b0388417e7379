from pathlib import Path

import pytest

from holdfast.methods.corroboration.gathering.corrections import (
    CorrectionsUnreadableError,
    parse_corrections,
    read_corrections,
)


def test_a_line_becomes_a_correction_with_its_number() -> None:
    table = '\ufeffid,field,value,who,why\nq1,kind,denial,AB,"read, twice"\n'
    (correction,) = parse_corrections(table)
    assert (correction.line, correction.id, correction.why) == (2, "q1", "read, twice")


def test_empty_lines_are_passed_over() -> None:
    assert parse_corrections("id,field,value,who,why\n,,,,\n") == ()


def test_a_missing_column_is_named() -> None:
    with pytest.raises(CorrectionsUnreadableError, match="who, why"):
        parse_corrections("id,field,value\nq1,kind,denial\n")


def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    table = "id,field,value,who,why\nq1,kind,denial,AB,read\n"
    for name, encoding in (("plain.csv", "utf-8"), ("marked.csv", "utf-8-sig")):
        (tmp_path / name).write_text(table, encoding)
        assert len(read_corrections(tmp_path / name)) == 1


def test_a_file_that_is_no_text_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "corrections.csv").write_bytes(b"\xff\xfe\x00\x01id")
    with pytest.raises(CorrectionsUnreadableError, match="UTF-8"):
        read_corrections(tmp_path / "corrections.csv")

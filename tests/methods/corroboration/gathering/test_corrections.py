import pytest

from holdfast.methods.corroboration.gathering.corrections import (
    CorrectionsUnreadableError,
    read_corrections,
)


def test_a_line_becomes_a_correction_with_its_number() -> None:
    table = '\ufeffid,field,value,who,why\nq1,kind,denial,AB,"read, twice"\n'
    (correction,) = read_corrections(table)
    assert (correction.line, correction.id, correction.why) == (2, "q1", "read, twice")


def test_empty_lines_are_passed_over() -> None:
    assert read_corrections("id,field,value,who,why\n,,,,\n") == ()


def test_a_missing_column_is_named() -> None:
    with pytest.raises(CorrectionsUnreadableError, match="who, why"):
        read_corrections("id,field,value\nq1,kind,denial\n")

"""Words on one line."""

from __future__ import annotations

from holdfast.methods.corroboration.reading.extract import one_line


def test_words_are_put_on_one_line_and_nothing_is_none() -> None:
    assert one_line(" Police\n round  up ") == "Police round up"
    assert one_line(" \n") is None
    assert one_line(None) is None

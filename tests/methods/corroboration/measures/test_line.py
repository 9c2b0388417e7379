"""The rules of `measures.line`."""

from __future__ import annotations

from holdfast.methods.corroboration.measures.line import Line, read_line
from holdfast.methods.corroboration.measures.vocabulary import vocabulary
from holdfast.methods.corroboration.prose import read_prose


def line(text: str) -> Line:
    prose = read_prose(text, language="en")
    return read_line(prose, prose.sentences[0], vocabulary("en"))


def test_looking_outside_the_sentence_gives_the_empty_word() -> None:
    read = line("Two men left.")
    assert read.word(-1) == read.word(99) == ""
    assert not read.is_capital(-1)
    assert not read.is_tight(99)


def test_a_line_knows_capitals_and_what_touches() -> None:
    read = line("Two men left.")
    assert read.is_capital(0)
    assert not read.is_capital(1)
    assert read.is_tight(2)
    assert read.span(0, 2).of(read.text) == "Two men"


def test_a_headline_is_told_from_a_sentence() -> None:
    assert line("Forty Men Freed From Secret Prison").is_title
    assert not line("Forty men were freed from a secret prison.").is_title

"""The rules of `measures.counted`."""

from __future__ import annotations

import pytest

from holdfast.methods.corroboration.measures.bounds import read_expression
from holdfast.methods.corroboration.measures.counted import harm_after, what_is_counted
from holdfast.methods.corroboration.measures.line import Line, read_line
from holdfast.methods.corroboration.measures.nouns import head_after
from holdfast.methods.corroboration.measures.vocabulary import vocabulary
from holdfast.methods.corroboration.prose import read_prose


def line(text: str) -> Line:
    prose = read_prose(text, language="en")
    return read_line(prose, prose.sentences[0], vocabulary("en"))


def counts(text: str) -> str | None:
    read = line(text)
    found = read_expression(read, 0)
    counted = what_is_counted(read, found, head_after(read, found.last))
    return counted.counts if counted else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 40 men have been rounded up.", "detained"),
        ("The guards killed 4 men.", "killed"),
        ("They took nine of us at the mill.", "detained"),
        ("Guards dragged 'forty or fifty' sailors on to buses.", "detained"),
        ("Four officers received injuries on the quay.", "injured"),
        ("The whereabouts of 11 of them were unknown.", "disappeared"),
        ("Two guards beat him.", "guard"),
        ("The arrest of 9 priests was denied.", "detained"),
        ("Three soldiers and a child were killed.", "killed"),
        ("Twenty families were evacuated.", "families"),
        ("Six prisons were built.", "places of detention"),
        ("They were kept in a cell, at least 20 altogether.", "held in one room"),
        ("The police took 40% of the goods.", "good"),
    ],
)
def test_acts_name_the_people_they_happened_to(text: str, expected: str) -> None:
    assert counts(text) == expected


def test_a_number_that_nothing_follows_and_no_act_counts_nothing() -> None:
    assert counts("He waited until 9 and went home.") is None


def test_harm_is_seen_close_by_only() -> None:
    assert harm_after(line("nobody was killed"), 1) == "killed"
    assert harm_after(line("nobody has answered"), 1) is None

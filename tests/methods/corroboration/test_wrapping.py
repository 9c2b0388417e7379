"""Lines broken to a width are read as paragraphs, and nothing else is."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.wrapping import unwrapped

_ONE = (
    "The guild of bakers in Velmar said on Tuesday that nine of its members had been taken from "
    "the market by men who showed no papers and gave no reason for what they did."
)
_TWO = (
    "Nobody has seen them since, and the prefect of the town has not answered the letters that "
    "their families left at his door every morning for a week."
)
_LIST = (
    "- send observers to the hearings\n- suspend the funding at once\n- let the families visit\n"
)
_POEM = """The river took the bridge away,
the bridge that led to Velmar town,
and those who crossed it yesterday
have seen the water coming down,
have seen the lamps go out, and stay
where nobody can see them drown."""


@pytest.mark.parametrize("width", [60, 72, 78, 96])
@pytest.mark.parametrize("gap", ["\n\n", "\n\n\n"])
def test_wrapped_paragraphs_are_read_as_they_were_before(width: int, gap: str) -> None:
    parts = (_ONE, _TWO, f"{_TWO} {_ONE}")
    text = gap.join(textwrap.fill(part, width) for part in parts)
    assert unwrapped(text) == gap.join(parts)


def test_a_break_of_two_characters_and_an_indent_leave_the_length_as_it_was() -> None:
    text = textwrap.fill(f"{_ONE} {_TWO}", 70).replace("\n", "\r\n  ")
    read = unwrapped(text)
    assert len(read) == len(text)
    assert " ".join(read.split()) == f"{_ONE} {_TWO}"
    assert "\n" not in read


def test_lists_stay_lists_beside_wrapped_paragraphs() -> None:
    body = textwrap.fill(f"{_ONE} {_TWO}", 72)
    read = unwrapped(f"{body}\n\n{_LIST}")
    assert read.endswith(_LIST)


def test_a_paragraph_that_follows_without_an_empty_line_stays_apart() -> None:
    text = f"{textwrap.fill(_ONE, 72)}\n{textwrap.fill(_TWO, 72)}"
    assert unwrapped(text) == f"{_ONE}\n{_TWO}"


@pytest.mark.parametrize(
    "text",
    [
        _POEM,
        _LIST,
        f"{_ONE}\n{_TWO}\n{_ONE}\n{_TWO}",
        "Guild of Bakers\nNo. 4, Mill Street\nVelmar\nTervenia",
        "Nine bakers taken in Velmar\nBy Anna Brodt\n4 April 2031\n\nThe guild said so.",
        "",
    ],
)
def test_what_is_not_wrapped_is_left_alone(text: str) -> None:
    assert unwrapped(text) == text


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="ab .\n-“”\r", max_size=400))
def test_nothing_but_line_breaks_changes_and_nothing_moves(text: str) -> None:
    read = unwrapped(text)
    assert len(read) == len(text)
    assert all(
        old == new or (old.isspace() and new == " ") for old, new in zip(text, read, strict=True)
    )

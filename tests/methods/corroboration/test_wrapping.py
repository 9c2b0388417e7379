"""Lines broken to fit a width."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.prose import read_prose

LONG = (
    "The Harbour Network said on Thursday that more than a hundred men had been held in a former "
    "grain depot near the town of Selm since the end of February. Dr. Ada Brenn, who runs its "
    "emergency line, said that nobody had been charged — and that the families were afraid."
)


def paragraphs(text: str) -> list[str]:
    return [p.of(text) for p in read_prose(text, language="en").paragraphs]


@pytest.mark.parametrize("width", [60, 64, 68, 72, 76, 80])
def test_wrapped_lines_of_one_paragraph_are_one(width: int) -> None:
    wrapped = "\n".join(textwrap.wrap(LONG, width))
    assert paragraphs(f"{wrapped}\n\n{wrapped}") == [wrapped, wrapped]


def test_hyphen_at_the_end_of_a_line_is_left_as_it_is() -> None:
    text = (
        "The men were held in a depot near the town of Selm, a well-\n"
        "known place on the lake, until their families had paid for\nthem."
    )
    assert paragraphs(text) == [text]


def test_short_last_line_ends_a_paragraph_without_a_blank_line() -> None:
    first = "The men were held in a former grain depot until the families\nhad paid."
    second = "The ministry did not answer a request for comment on Friday\nor later."
    assert paragraphs(f"{first}\n{second}") == [first, second]


@pytest.mark.parametrize(
    "lines",
    [
        ["The river runs below the town", "and never stops to ask", "the name of anyone"],
        ["- men were held in a depot", "- families paid for them", "- nobody was charged"],
        ["1. Men were held in a depot", "2. families paid for them"],
        ["The road out", "It rained in Velmar for a week, and nobody left the house at all."],
        ["— Нас держали в подвале одиннадцать дней без еды и воды.", "— кто вас держал?"],
        ["Name            Held since      Released", "ilya            March           April"],
    ],
)
def test_verse_lists_headings_dialogue_and_tables_stay_apart(lines: list[str]) -> None:
    wrapped = "\n".join(textwrap.wrap(LONG, 70))
    text = "\n".join(lines)
    assert paragraphs(text) == lines
    assert paragraphs(f"{wrapped}\n\n{text}")[1:3] != [text]


def test_lines_of_whole_sentences_are_paragraphs_where_nothing_shows_a_width() -> None:
    lines = ["The ministry said on Friday that nobody at all had been held there.", "It rained."]
    assert paragraphs("\n".join(lines)) == lines


def test_lines_too_long_to_be_wrapped_are_paragraphs() -> None:
    lines = [LONG, "and so it went on."]
    assert paragraphs("\n".join(lines)) == lines


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab. \n—-", max_size=300))
def test_every_word_is_in_one_paragraph(text: str) -> None:
    kept = "".join(paragraphs(text))
    assert "".join(kept.split()) == "".join(text.split())

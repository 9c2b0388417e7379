"""Captions are found by their credit, their neighbour, their double or their lonely shape."""

from __future__ import annotations

import pytest

from holdfast.methods.corroboration.reading.captions import find_captions
from holdfast.methods.corroboration.reading.lines import lines_of
from holdfast.methods.corroboration.reading.phrases import phrases_of

PROSE = (
    "Dozens of men were taken from their homes in Velmar, the capital of Tervenia, on Monday "
    "night, relatives told the Velmar Herald."
)


def captions(text: str, *, title: str | None = None) -> list[str]:
    found = find_captions(text, lines_of(text), title=title, phrases=phrases_of("en"))
    return sorted((each.span.of(text) for each in found), key=text.index)


@pytest.mark.parametrize(
    "line",
    [
        "Riot police near the court Photo Credit: Northwire/Channel Nine",
        "Riot police stand near the court in Velmar. Photo: Ivo Lant/Northwire",
        "A street in Velmar (Photo by Ivo Lant)",
        "Photo: Northwire",
        "[Image by",
        "Minister Jan Korb (file)",
    ],
)
def test_a_line_with_a_credit_is_a_caption(line: str) -> None:
    assert captions(f"{PROSE}\n\n{line}\n\n{PROSE}") == [line]


def test_the_mark_that_only_pictures_carry_makes_the_glued_line_a_caption() -> None:
    line = "The gate of the barracks, where the men were held.Credit...Ivo Lant for the Herald"
    assert captions(line) == [line]


def test_a_poll_of_two_houses_is_no_credit() -> None:
    assert captions("The Reuters/Ipsos poll found that the minister had lost their trust.") == []


def test_a_quotation_before_a_credit_stays_text() -> None:
    line = "“They beat us,” said one of the men. Photo: Ivo Lant"
    assert captions(line) == ["Photo: Ivo Lant"]


def test_words_about_pictures_are_no_credit() -> None:
    text = "He was shown photos of the cells by the guards, and images courtesy demands be hidden."
    assert captions(text) == []


def test_the_line_above_a_credit_is_a_caption_unless_it_is_the_headline() -> None:
    text = "Three camps stand\nPhoto: Northwire\n\nMinister Jan Korb\n[Image by Ivo Lant]"
    assert captions(text, title="Three camps stand") == text.replace("\n\n", "\n").split("\n")[1:]


def test_a_caption_that_scraping_took_twice_is_a_caption_both_times() -> None:
    text = (
        f"{PROSE}\n\nKorb denies the raids in Velmar\n\nKorb denies the raids in Velmar\n\n{PROSE}"
    )
    assert captions(text) == ["Korb denies the raids in Velmar"] * 2


def test_a_lone_line_without_a_verb_is_a_caption_among_whole_sentences() -> None:
    lone = "One of the men who escaped from the barracks"
    assert captions(f"{PROSE}\n\n{lone}\n\n{PROSE}\n\n{PROSE}") == [lone]


@pytest.mark.parametrize(
    "line",
    ["Three men died in the barracks", "The police denied it", "40 men taken", "He is dead", "Why"],
)
def test_a_lone_line_that_states_something_stays_text(line: str) -> None:
    assert captions(f"{PROSE}\n\n{line}\n\n{PROSE}\n\n{PROSE}") == []


def test_lines_broken_by_hand_are_no_captions() -> None:
    text = "\n".join(["A group of women near the old", "barracks outside the town of Velmar"] * 9)
    assert captions(text) == []

"""The rules of `measures.traps`."""

from __future__ import annotations

import pytest

from holdfast.methods.corroboration.measures.bounds import read_expression
from holdfast.methods.corroboration.measures.line import read_line
from holdfast.methods.corroboration.measures.nouns import head_after
from holdfast.methods.corroboration.measures.traps import counts_nothing
from holdfast.methods.corroboration.measures.vocabulary import vocabulary
from holdfast.methods.corroboration.prose import read_prose


def is_trap(text: str, language: str = "en") -> bool:
    prose = read_prose(text, language=language)
    line = read_line(prose, prose.sentences[0], vocabulary(language))
    found = read_expression(line, 0)
    return counts_nothing(line, found, head_after(line, found.last))


@pytest.mark.parametrize(
    "text",
    [
        "They hid in 1944 near the river.",
        "It began at 5 p.m. sharp.",
        "She watched Channel 9 at home.",
        "An F-16 flew over.",
        "He is 32 years old.",
        "The camp is 20 km away.",
        "It ended 11 days later.",
        "Every 3 months they move.",
        "He lives at 12 Linden Street.",
        "About one in nine knows.",
    ],
)
def test_numbers_that_name_or_measure_count_nothing(text: str) -> None:
    assert is_trap(text)


def test_the_age_of_one_person_is_a_trap_in_other_languages() -> None:
    assert is_trap("Una mujer de 34 años huyó.", "es")
    assert is_trap("Un homme âgé de 34 ans a fui.", "fr")


@pytest.mark.parametrize(
    "text",
    [
        "In Orvask 40 men waited.",
        "For 11 days before his escape he was beaten.",
        "Some 2000 people waited.",
        "One man waited.",
        "A 10-day fast began.",
    ],
)
def test_a_number_with_something_counted_is_no_trap(text: str) -> None:
    assert not is_trap(text)

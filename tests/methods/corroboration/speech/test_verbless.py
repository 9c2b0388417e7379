"""Reported speech without a verb of saying of its own."""

import pytest

from .test_indirect import reports


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("It is reported that the cells were full.", "the cells were full"),
        ("It’s reported that the cells were full.", "the cells were full"),
        ("Two men were reportedly killed.", "Two men were reportedly killed"),
        ("He left, although two men have reportedly died.", "two men have reportedly died"),
    ],
)
def test_hearsay_has_no_speaker(text: str, what: str) -> None:
    assert reports(text) == [(None, what)]


@pytest.mark.parametrize(
    "text",
    [
        "As reported by Channel Nine, a man was beaten.",
        "As Channel Nine reported, a man was beaten.",
        "A man was beaten, as previously reported by Channel Nine.",
    ],
)
def test_what_is_said_as_reported_by_somebody_has_no_speaker(text: str) -> None:
    (found,) = reports(text)
    assert found[0] is None
    assert found[1].lower() == "a man was beaten"


def test_who_is_cited_is_no_part_of_what_is_said_according_to_somebody() -> None:
    found = reports("According to the Post, which cited nobody, two men had died.")
    assert ("the Post", "two men had died") in found


def test_it_that_reports_is_no_hearsay() -> None:
    assert reports("It reported that two men had died.") != [(None, "two men had died")]


def test_hearsay_about_the_offence_leaves_the_arrest_to_the_outlet() -> None:
    assert reports("Ten men have been arrested for allegedly reading aloud in Selm.") == []


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("According to those who were held, they were beaten.", "those", "they were beaten"),
        ("According to people who fled, they were beaten.", "people", "they were beaten"),
        ("According to one man who asked for cover, six were burnt.", "one man", "six were burnt"),
        (
            "Many shared videos allegedly showing soldiers beating a man.",
            None,
            "soldiers beating a man",
        ),
        (
            "Brenn saw pictures purportedly of men killed in the yard.",
            None,
            "men killed in the yard",
        ),
    ],
)
def test_what_describes_the_source_is_no_part_of_what_is_said(
    text: str, who: str | None, what: str
) -> None:
    assert [(found[0] and found[0].split(" who")[0], found[1]) for found in reports(text)] == [
        (who, what)
    ]

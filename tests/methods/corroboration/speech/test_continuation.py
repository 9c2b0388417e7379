"""Quotations that go on."""

import pytest

from holdfast.methods.corroboration.speech.continuation import goes_on

from .reports import said


@pytest.mark.parametrize(
    ("before", "here"),
    [
        ("They hit me with pipes.", "I saw two men carried out."),
        ("They hit him with pipes.", "Then they tied wires to his hands."),
        ("Nobody writes songs for the governor.", "The governor will still win."),
        ("We have no water.", "Our children drink from the river."),
    ],
)
def test_same_person_connective_or_telling_word_goes_on(before: str, here: str) -> None:
    assert goes_on(before, here)


@pytest.mark.parametrize(
    ("before", "here"),
    [
        ("They are beaten until they name others.", "My son went out for bread."),
        ("It rained.", "The cellar was full."),
        ("I saw the cellar.", "We never saw a cellar."),
    ],
)
def test_another_person_or_topic_does_not(before: str, here: str) -> None:
    assert not goes_on(before, here)


def test_orphan_after_somebody_elses_paragraph_has_no_speaker() -> None:
    text = (
        "“They are beaten until they name others,” Governor Boris Hale has admitted.\n\n"
        "“My son went out for bread and has not come back.”"
    )
    assert [who for who, _, _ in said(text)] == ["Boris Hale", None]


def test_next_paragraph_in_the_same_first_person_keeps_its_speaker() -> None:
    text = "“They hit me with pipes,” Ilya says.\n\n“Then they tied wires to my hands and laughed.”"
    assert [who for who, _, _ in said(text)] == ["Ilya", "Ilya"]

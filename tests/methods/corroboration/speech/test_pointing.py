"""Sentences that only tell who said the one before."""

import pytest

from .reports import said
from .test_indirect import reports

LED = "Twenty men were led away from the port"


@pytest.mark.parametrize(
    ("ending", "who"),
    [
        ("This was reported by Northwire.", "Northwire"),
        ("This has been confirmed by the Harbour Network.", "the Harbour Network"),
        ("The information was later disclosed by Ada Brenn, a lawyer.", "Ada Brenn"),
        ("This is according to the clinic.", "the clinic"),
    ],
)
def test_who_is_named_for_the_sentence_before_said_it(ending: str, who: str) -> None:
    assert reports(f"{LED}. {ending}") == [(who, LED)]


@pytest.mark.parametrize(
    "ending",
    [
        "It was confirmed by the ministry.",
        "This was closed by the ministry.",
        "The court was told by the ministry.",
    ],
)
def test_what_may_be_a_thing_points_at_no_sentence(ending: str) -> None:
    assert LED not in [what for _, what in reports(f"{LED}. {ending}")]


def test_whoever_speaks_in_the_sentence_before_keeps_it() -> None:
    text = "Twenty men were led away, Ada Brenn said. This was reported by Northwire."
    assert [who for who, _, _ in said(text)] == ["Ada Brenn"]

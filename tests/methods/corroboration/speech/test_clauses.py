"""Where what is said begins and ends."""

import pytest

from holdfast.methods.corroboration.speech.clauses import (
    Clause,
    clause_from,
    has_quote,
    is_empty,
    is_own_clause,
    object_from,
    past_setting,
    resumed,
    starts_clause,
    subordinate_end,
    that_after,
    trimmed_clause,
    without_time,
)
from holdfast.methods.corroboration.speech.lexis import english
from holdfast.methods.corroboration.speech.tokens import Token

from .test_tokens import tokens


def at(row: list[Token], word: str) -> int:
    return next(i for i, t in enumerate(row) if t.low == word)


def shown(row: list[Token], clause: Clause | None) -> str | None:
    if clause is None:
        return None
    return " ".join(t.text for t in row[clause[0] : clause[1] + 1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the men left, according to Brenn", "the men left"),
        ("the men left, adding that nobody stayed", "the men left"),
        ("the men left, but the mayor denied it", "the men left"),
        ("the men left, and Brenn said they fled", "the men left"),
        ("the men and the women left on Monday", "the men and the women left on Monday"),
    ],
)
def test_clause_ends_where_the_narrator_takes_over(text: str, expected: str) -> None:
    row = tokens(text)
    assert shown(row, clause_from(row, 0, len(row))) == expected


def test_thing_that_is_said_ends_at_a_contrast_and_at_a_participle_of_saying() -> None:
    row = tokens("the reports while she kept quiet")
    assert shown(row, object_from(row, 0, len(row))) == "the reports"
    row = tokens("the arrests claiming nobody was held")
    assert shown(row, object_from(row, 0, len(row))) == "the arrests"


def test_day_of_a_denial_is_not_denied() -> None:
    row = tokens("the allegations on Monday")
    assert shown(row, without_time(row, (0, 3))) == "the allegations"


def test_that_may_follow_a_setting_and_no_other_noun() -> None:
    row = tokens("Brenn said in a statement that they left.")
    assert that_after(row, 2, len(row)) == at(row, "that")
    row = tokens("Brenn asserted rights in answers that helped.")
    assert that_after(row, 2, len(row)) is None


def test_setting_is_stepped_over() -> None:
    row = tokens("Brenn said on Monday they left.")
    assert row[past_setting(row, 2, len(row))].low == "they"


def test_clause_needs_a_subject_and_a_verb() -> None:
    row = tokens("warned the cells were full")
    assert starts_clause(row, 1, len(row), "warn")
    assert not starts_clause(tokens("warned"), 1, 1, "warn")


def test_subordinate_report_ends_at_its_comma() -> None:
    row = tokens("While he admitted the raid, Brenn left.")
    assert subordinate_end(row, 0, at(row, "admitted"), len(row)) == at(row, ",")


def test_participle_after_a_comma_opens_its_own_clause() -> None:
    row = tokens("She left, saying no.")
    assert is_own_clause(row, at(row, "saying"))


def test_pointers_and_single_words_are_no_content() -> None:
    row = tokens("the following")
    assert is_empty(row, (0, 1), english())
    assert trimmed_clause(tokens("left"), 0, 0) is None


def test_quote_inside_a_clause_is_seen() -> None:
    row = tokens("the lists “do not exist” here")
    assert has_quote(row, (0, len(row) - 1))


def test_what_is_said_is_resumed_after_the_attribution() -> None:
    row = tokens("The cells, Brenn said, were full.")
    assert resumed(row, 5, len(row) - 1) == (6, 7)
    row = tokens("They left, Brenn said, adding that it rained.")
    assert resumed(row, 5, len(row) - 1) is None

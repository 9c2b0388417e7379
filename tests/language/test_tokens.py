"""Words and marks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.language.tokens import tokenise


def test_words_are_lowered_and_apostrophes_straightened() -> None:
    assert tokenise("Don’t stop.").words == ("don't", "stop", ".")


def test_the_month_of_may_is_no_modal_verb() -> None:
    assert tokenise("In May he may go").words == ("in", "May", "he", "may", "go")


def test_tokens_within_a_span_are_those_that_begin_in_it() -> None:
    tokens = tokenise("one two three")
    assert tokens.within(4, 13) == (1, 3)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=80))
def test_every_character_but_space_is_in_exactly_one_token(text: str) -> None:
    tokens = tokenise(text)
    covered = [i for s, e in zip(tokens.starts, tokens.ends, strict=True) for i in range(s, e)]
    assert len(covered) == len(set(covered))
    assert all(text[i].isspace() for i in set(range(len(text))) - set(covered))

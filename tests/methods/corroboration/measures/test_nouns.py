"""The rules of `measures.nouns`."""

from __future__ import annotations

import pytest

from holdfast.methods.corroboration.measures.line import Line, read_line
from holdfast.methods.corroboration.measures.nouns import (
    Head,
    act_at,
    ends_phrase,
    head_after,
    is_of,
    is_of_a_group,
    names_people,
    time_unit,
)
from holdfast.methods.corroboration.measures.vocabulary import vocabulary
from holdfast.methods.corroboration.prose import read_prose


def line(text: str, language: str = "en") -> Line:
    prose = read_prose(text, language=language)
    return read_line(prose, prose.sentences[0], vocabulary(language))


@pytest.mark.parametrize(
    ("text", "lemma", "kind"),
    [
        ("3 young men fled", "man", "persons"),
        ("3 of the detainees", "detainee", "detained"),
        ("3 detention centres", "centres", "places of detention"),
        ("3 blankets", "blanket", None),
        ("3 percent", "share", "percent"),
        ("3 euros", "money", "money"),
        ("3 stories", "story", None),
    ],
)
def test_the_noun_stands_in_the_few_words_after(text: str, lemma: str, kind: str | None) -> None:
    head = head_after(line(text), 1)
    assert head is not None
    assert (head.lemma, head.kind) == (lemma, kind)


def test_a_verb_ends_the_search() -> None:
    assert head_after(line("3 killed near the towns"), 1) is None


def test_russian_nouns_are_found_in_any_case() -> None:
    head = head_after(line("5 сгоревших домов", "ru"), 1)
    assert head is not None
    assert head.lemma == "дом"


def test_words_of_grammar_are_known() -> None:
    assert is_of("of")
    assert ends_phrase("were")
    assert time_unit("weeks") == "weeks"
    assert time_unit("дней") == "days"


def test_an_unknown_plural_may_name_people() -> None:
    read = line("3 mourners and 4 papers")
    mourners, papers = head_after(read, 1), head_after(read, 4)
    assert mourners is not None and papers is not None
    assert names_people(read, mourners)
    assert not names_people(read, papers)


def test_an_act_may_take_two_words() -> None:
    read = line("3 in custody")
    act = act_at(read, 1)
    assert act is not None
    assert act.counts == "detained"
    assert act_at(read, 9) is None


def test_members_of_a_group_are_counted_and_states_of_a_bloc_are_not() -> None:
    board = line("A 12-member board met.")
    assert is_of_a_group(board, 2)
    assert head_after(board, 2) == Head(3, "member", "persons")
    assert not is_of_a_group(line("A 12-member bloc met."), 2)
    assert not is_of_a_group(line("A 12-point plan."), 2)

"""The rules of `measures.vocabulary`."""

from __future__ import annotations

import pytest

from holdfast.methods.corroboration.measures.vocabulary import (
    Act,
    Lexis,
    Modifier,
    Voice,
    traps,
    vocabulary,
)


def test_a_beginning_matches_whole_words_that_start_with_it() -> None:
    lexis = Lexis({"arrest*": "long", "ar*": "short", "are": "exact", "in-custody": "pair"})
    assert lexis.get("arrested") == "long"
    assert lexis.get("army") == "short"
    assert lexis.get("are") == "exact"
    assert lexis.get("charred") is None
    assert lexis.pair("in", "custody") == "pair"
    assert "arrests" in lexis
    assert "in" not in lexis


@pytest.mark.parametrize("language", ["en", "ru", "fr", "de", "es"])
def test_every_language_has_modifiers_acts_and_nouns(language: str) -> None:
    words = vocabulary(language)
    kinds = {modifier for found in words.before.values() for _, modifier in found}
    wanted = {Modifier.LEAST, Modifier.MORE, Modifier.ABOUT, Modifier.NEARLY, Modifier.MOST}
    assert kinds >= wanted | {Modifier.FEWER}
    assert words.between and words.to and words.either


def test_a_language_without_words_has_empty_lists() -> None:
    assert vocabulary("fi").before == {}
    assert vocabulary("fi").nouns.get("men") is None


def test_verbs_know_where_those_counted_stand() -> None:
    acts = vocabulary("en").acts
    assert acts.get("killed") == Act("killed", Voice.SUFFER)
    assert acts.get("died") == Act("killed", Voice.UNDERGO)


def test_signs_and_words_of_money_have_iso_codes() -> None:
    assert traps().symbols["€"] == traps().currencies["euros"] == "EUR"

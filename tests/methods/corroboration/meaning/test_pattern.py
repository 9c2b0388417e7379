"""The notation of the lexicon."""

from __future__ import annotations

import pytest

from holdfast.methods.corroboration.meaning.pattern import Compiler, PatternError


def _match(source: str, text: str, **groups: tuple[str, ...]) -> str | None:
    found = Compiler("en", groups).compile(source).regex.match(text)
    return None if found is None else found.group()


@pytest.mark.parametrize(
    ("source", "text", "matched"),
    [
        ("raid", "raid at dawn", "raid"),
        ("raid", "raider", None),
        ("raid~", "Raided homes", "Raided"),
        ("electrocut*", "electrocutions", "electrocutions"),
        ("round up", "round-up", "round-up"),
        ("held in camps", "held in “camps”", "held in “camps"),
        ("(air|night) raid", "night raid", "night raid"),
        ("mass? arrest~", "mass arrests", "mass arrests"),
        ("mass? arrest~", "arrests", "arrests"),
        ("beat~ up?", "beaten up", "beaten up"),
        ("took ... away", "took the two old men away", "took the two old men away"),
        ("took ... away", "took one two three four five six away", None),
        ("took ... away", "took him. They went away", None),
        ("not fed", "weren't fed", "weren't fed"),
        ("not fed", "cannot fed", "cannot fed"),
        ("<number> dead", "1,200 dead", "1,200 dead"),
        ("don't know", "don’t know", "don’t know"),
    ],
)
def test_a_pattern_matches_what_the_guide_says(source: str, text: str, matched: str | None) -> None:
    assert _match(source, text) == matched


def test_a_group_stands_for_each_of_its_members() -> None:
    assert _match("@who ran", "old men ran", who=("nurse~", "old men")) == "old men ran"


def test_a_circumflex_asks_for_the_start_of_a_clause() -> None:
    assert Compiler("en").compile("^stop").opens_clause
    assert not Compiler("en").compile("stop").opens_clause


def test_first_words_and_stems_cover_what_may_be_missing() -> None:
    pattern = Compiler("en").compile("(the)? (old|tortur*) men")
    assert pattern.firsts == {"the", "old"}
    assert pattern.stems == {"tortur"}


def test_the_rarest_words_are_needed() -> None:
    assert Compiler("en").compile("(is|was) missing").needs == {"missing"}
    assert Compiler("en").compile("the tortur* men").needs <= {"the", "men"}


@pytest.mark.parametrize(
    "source",
    [
        "",
        "(a",
        "a)",
        "a | b)",
        "?a",
        "(a|)",
        "...",
        "a ...",
        "ab*",
        "@who",
        "a?",
        "(a)? b?",
        "a; b",
    ],
)
def test_a_broken_pattern_is_refused(source: str) -> None:
    with pytest.raises(PatternError):
        Compiler("en").compile(source)


def test_the_twin_finds_in_lower_case_what_the_expression_finds() -> None:
    pattern = Compiler("en").compile("torture* ... (by police|<number> guards)")
    text = "TORTURED for days by Police, tortures of 3 guards"
    for at in (0, 29):
        found, same = pattern.regex.match(text, at), pattern.twin.match(text.lower(), at)
        assert found is not None and same is not None
        assert found.span() == same.span()

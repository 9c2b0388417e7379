"""Where acts stand."""

from __future__ import annotations

import pytest

from holdfast.methods.corroboration.meaning.acts import find_acts, lexicon_language
from holdfast.methods.corroboration.prose import read_prose
from holdfast.methods.corroboration.spans import Span

from .marked import lexicon


def _found(text: str, span: Span | None = None) -> list[tuple[str, str]]:
    prose = read_prose(text, language="en")
    acts = find_acts(prose, span or Span(0, len(text)), lexicon())
    return [(act.act, act.span.of(text)) for act in acts]


def test_acts_come_in_their_order_with_their_words() -> None:
    assert _found("They tortured him and raided the flat.") == [
        ("torture", "tortured"),
        ("raid", "raided"),
    ]


def test_an_act_outside_the_span_is_not_found() -> None:
    text = "They tortured him and raided the flat."
    assert _found(text, Span(0, 18)) == [("torture", "tortured")]


def test_a_match_that_would_leave_the_span_is_cut_or_dropped() -> None:
    text = "He was beaten to death"
    assert _found(text, Span(0, 13)) == [("beating", "beaten")]


def test_an_exception_takes_its_own_act_only() -> None:
    assert _found("He had a cardiac arrest after the torture.") == [("torture", "torture")]


def test_overlapping_matches_of_one_act_are_one() -> None:
    found = _found("Men are being held in former barracks.")
    assert [act for act, _ in found].count("detention") == 1


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [("Пытки", "und", "ru"), ("تعذيب", "ur", "ar"), ("Foltering", "nl", "en"), ("x", "de", "de")],
)
def test_an_unknown_language_is_read_by_its_script(text: str, language: str, expected: str) -> None:
    assert lexicon_language(read_prose(text, language=language), lexicon()) == expected


def test_a_response_is_not_undone_by_its_own_words() -> None:
    text = "The ministry denied the arrests."
    (denial, arrest) = find_acts(read_prose(text, language="en"), Span(0, len(text)), lexicon())
    assert (denial.act, denial.negated) == ("denial", False)
    assert (arrest.act, arrest.negated) == ("detention", True)

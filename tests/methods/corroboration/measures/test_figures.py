"""Figures against sentences labelled by hand before the rules were written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.document import FigureFound
from holdfast.methods.corroboration.measures.figures import find_figures
from holdfast.methods.corroboration.prose import read_prose

LABELS = yaml.safe_load(
    Path(__file__).with_name("figures_labelled.yaml").read_text(encoding="utf-8")
)
TRAPS = [
    *(("en", say) for say in LABELS["traps_en"]),
    *(("ru", say) for say in LABELS["traps_ru"]),
    *((entry["language"], entry["say"]) for entry in LABELS["traps_other"]),
]


def figures(text: str, language: str = "en") -> tuple[FigureFound, ...]:
    return find_figures(read_prose(text, language=language))


def rows(text: str, language: str = "en") -> list[tuple[object, ...]]:
    return [
        (f.span.of(text), f.low, f.high, f.value, f.approximate, f.counts, f.unit)
        for f in figures(text, language)
    ]


@pytest.mark.parametrize("entry", LABELS["later"], ids=[e["say"][:50] for e in LABELS["later"]])
def test_a_figure_is_read_as_reports_put_it(entry: dict[str, Any]) -> None:
    assert rows(entry["say"]) == [tuple(row) for row in entry["figures"]]


@pytest.mark.parametrize("language", ["en", "ru", "fr", "de", "es"])
def test_every_labelled_figure_is_found_as_labelled(language: str) -> None:
    wrong = [
        (entry["say"], rows(entry["say"], language))
        for entry in LABELS[language]
        if rows(entry["say"], language) != [(str(row[0]), *row[1:]) for row in entry["figures"]]
    ]
    assert wrong == []


@pytest.mark.parametrize(("language", "say"), TRAPS)
def test_what_counts_nothing_is_no_figure(language: str, say: str) -> None:
    assert rows(say, language) == []


def test_the_labels_are_as_many_as_promised() -> None:
    count = sum(len(e["figures"]) for lang in ("en", "ru", "fr", "de", "es") for e in LABELS[lang])
    assert count >= 170
    assert len(TRAPS) >= 35


def test_dates_never_lend_their_numbers_to_figures() -> None:
    text = "On 12 May 2031 police arrested 12 men."
    assert [row[0] for row in rows(text)] == ["12"]
    assert figures(text)[0].span.start == text.rindex("12")


def test_an_included_group_shares_the_fate_of_the_whole() -> None:
    found = figures("At least 40 villagers were killed, including 9 children.")
    assert [f.counts for f in found] == ["killed", "killed"]


def test_the_same_verb_serves_every_number_of_a_list() -> None:
    found = figures("Police arrested 12 people in Orvask, 8 in Vessel and 3 in Tarn.")
    assert [(f.value, f.counts) for f in found] == [
        (12, "detained"),
        (8, "detained"),
        (3, "detained"),
    ]


def test_a_verb_before_the_number_comes_before_one_after_it() -> None:
    found = figures("The blast killed two and wounded four others.")
    assert [f.counts for f in found] == ["killed", "injured"]


def test_a_number_that_grew_is_two_figures() -> None:
    found = figures("The number of prisoners rose from 33 to 1,400.")
    assert [(f.value, f.counts) for f in found] == [(33, "detained"), (1400, "detained")]


def test_a_span_of_time_over_days_is_not_more_than_so_many() -> None:
    assert figures("It happened over two days.")[0].value == 2
    assert figures("He was held for over two days.")[0].low == 3


def test_a_sum_between_two_is_one_range() -> None:
    (found,) = figures("They paid between $3,000 and $5,000 each.")
    assert (found.low, found.high, found.unit) == (3000, 5000, "USD")


def test_one_in_so_many_is_no_figure() -> None:
    assert rows("One in ten prisoners has a lawyer.") == []


def test_comments_and_other_noughts_are_no_figures() -> None:
    assert rows("0 comments") == []


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=120), st.sampled_from(["en", "ru", "fr", "de", "es", "ar", "und"]))
def test_any_text_gives_sorted_disjoint_figures(text: str, language: str) -> None:
    found = figures(text, language)
    ends = [0, *(f.span.end for f in found)]
    assert all(end <= f.span.start for end, f in zip(ends, found, strict=False))


WORDS = (
    "at least some 100 between and to 3 men were killed arrested $ 2017 % - , . ( ) one of the "
    "Dozens aged years No nobody both or more days ago"
).split()


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_bounds_are_never_crossed(words: list[str]) -> None:
    for figure in figures(" ".join(words)):
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high
        assert (figure.low, figure.high, figure.value) != (None, None, None)


def test_nobody_is_no_figure_where_it_says_how_things_are() -> None:
    assert figures("Nobody is held against their will.") == ()
    assert figures("Никого не держат против воли.", "ru") == ()

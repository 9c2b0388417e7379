from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.passages.quotations import (
    Likeness,
    are_same_words,
    same_words,
)

DENIAL = "Nobody was ever held at the brickworks, and nobody will be held there."


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        (DENIAL, DENIAL.upper().replace(",", " –"), Likeness.EXACT),
        ("We didn't see them there", "We did not see them there", Likeness.EXACT),
        (
            "No one was ever held at the brickworks",
            "Nobody was ever held at the brickworks",
            Likeness.EXACT,
        ),
        ("They're gone and I've seen it", "They are gone and I have seen it", Likeness.EXACT),
        ("nobody was ever held at the brickworks", DENIAL, Likeness.CONTAINED),
        (
            "You cannot hold people who simply are not in the valley",
            "One can't hold people who just aren't in the valley",
            Likeness.NEAR,
        ),
        (
            "They took at least three men from our street that night",
            "They took at least four men from our street that night",
            Likeness.OTHER_FIGURE,
        ),
        (
            "We did beat the men in the cellar on that day",
            "We did not beat the men in the cellar on that day",
            Likeness.OTHER_NEGATION,
        ),
        ("the camps", "The camps!", Likeness.TOO_SHORT),
        ("", DENIAL, Likeness.TOO_SHORT),
        ("I heard them scream for the whole of the night", DENIAL, Likeness.DIFFERENT),
        (
            "Мы никого не держали на кирпичном заводе",
            "«Мы никого не держали — на кирпичном заводе!»",
            Likeness.EXACT,
        ),
    ],
)
def test_quotations_are_compared_by_their_words(one: str, other: str, likeness: Likeness) -> None:
    assert same_words(one, other).likeness is likeness


def test_figure_in_words_is_the_figure_in_digits() -> None:
    found = same_words("They held three men there", "They held 3 men there")
    assert found.likeness is Likeness.EXACT


def test_figure_that_was_cut_off_does_not_stop_a_contained_quotation() -> None:
    cut = "they came to our street at night with lorries and dogs"
    assert same_words(cut, f"{cut} and took 3 men away").likeness is Likeness.CONTAINED
    added = f"{cut} and did not take 3 men".replace("lorries", "4 lorries")
    assert same_words(f"{cut} and did take 3 men", added).likeness is Likeness.OTHER_FIGURE


def test_only_exact_contained_and_near_count_as_the_same() -> None:
    assert same_words(DENIAL, DENIAL).is_same
    assert not same_words(
        "held 3 men in that cellar there", "held 4 men in that cellar there"
    ).is_same
    assert not same_words("the camps", "the camps").is_same


def test_words_scattered_over_a_long_quotation_are_not_contained() -> None:
    scattered = "we will go home then"
    longer = (
        "we heard that the men of the valley will be taken further on and then go to the capital "
        "where a home was promised to those who by then had signed the paper"
    )
    assert same_words(scattered, longer).likeness is Likeness.DIFFERENT


@settings(deadline=None, max_examples=150)
@given(*2 * [st.lists(st.sampled_from("men held cellar not 3 4 the camp".split()), max_size=12)])
def test_order_of_the_two_makes_no_difference(one: list[str], other: list[str]) -> None:
    forwards, backwards = (
        same_words(" ".join(one), " ".join(other)),
        same_words(" ".join(other), " ".join(one)),
    )
    assert forwards == backwards
    assert 0.0 <= forwards.similarity <= 1.0


@settings(deadline=None, max_examples=300)
@given(*2 * [st.lists(st.sampled_from("men held cellar not 3 4 the camp".split()), max_size=16)])
def test_the_quick_answer_is_that_of_the_full_comparison(one: list[str], other: list[str]) -> None:
    for left, right in ((one, other), (one, [*one[:-2], *other[:3]]), (one, [*other, *one])):
        words = " ".join(left), " ".join(right)
        assert are_same_words(*words) is same_words(*words).is_same

"""One quotation in two translations."""

from __future__ import annotations

import pytest

from holdfast.methods.corroboration.gathering.retelling import join_retold
from holdfast.methods.corroboration.gathering.wording import Wording
from holdfast.methods.corroboration.record import Form
from holdfast.methods.corroboration.spans import Span

HALL = "We never locked anybody in the market hall, these are fables from abroad"


def _wording(report: str, text: str) -> Wording:
    return Wording(report, (Span(0, len(text)),), Form.DIRECT, text, ("2031", int(report[1:])))


def _leaders(
    one: str, other: str, *, speakers: tuple[int | None, int | None] = (7, 7)
) -> list[int]:
    return join_retold([_wording("r0", one), _wording("r1", other)], [0, 1], speakers)


def test_another_translation_of_the_same_source_is_the_same_quotation() -> None:
    retold = "We have never locked anyone up in the market hall. Fables invented abroad."
    assert _leaders(HALL, retold) == [0, 0]


@pytest.mark.parametrize("speakers", [(7, 8), (None, None), (7, None)])
def test_other_speakers_or_unnamed_ones_never_retell_each_other(
    speakers: tuple[int | None, int | None],
) -> None:
    retold = "We have never locked anyone up in the market hall. Fables invented abroad."
    assert _leaders(HALL, retold, speakers=speakers) == [0, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We locked people up in the market hall", "We never locked people up in the market hall"),
        ("We freed 20 men from the market hall", "We freed 30 men from the market hall"),
        ("We never locked anybody in the hall", "We never paid anybody in the market square"),
        ("It is a lie", "It was a lie"),
    ],
)
def test_another_negation_figure_or_matter_is_another_quotation(one: str, other: str) -> None:
    assert _leaders(one, other) == [0, 1]


def test_few_telling_words_must_all_be_shared() -> None:
    assert _leaders("Nobody was locked in the hall", "No one locked anyone in a hall") == [0, 1]
    assert _leaders("Nobody drowned and nobody fled", "No one drowned and no one has fled") == [
        0,
        0,
    ]

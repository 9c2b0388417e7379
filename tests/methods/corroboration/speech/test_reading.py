"""The whole report."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.prose import read_prose
from holdfast.methods.corroboration.speech import read_speech

from .reports import speech

_PIECES = [
    "Ada Brenn said ", "“They came,” ", "he ", "that ", "the mayor ", "\n", ". ", ", ", "‘", "’ ",
    '"', "told ", "according to ", "allegedly ", "*", "— ", "(", "who ", "it is reported ", "I ",
    "«", "» ", "сказал ", "Он ",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40), st.sampled_from(["en", "ru", "de"]))
def test_any_text_is_read_and_every_span_lies_in_it(pieces: list[str], language: str) -> None:
    text = "".join(pieces)
    prose = read_prose(text, language=language)
    read = read_speech(prose, outlet=None, title=None)
    assert read == read_speech(prose, outlet=None, title=None)
    for utterance in read.utterances:
        assert utterance.spans
        assert all(0 <= s.start < s.end <= len(text) for s in utterance.spans)
        parties = [p for p in (utterance.speaker, utterance.told_to) if p is not None]
        voices = [p.voice for p in parties] + [*utterance.relays, *utterance.confirmed_by]
        assert all(0 <= v < len(read.voices) for v in voices)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "said " * 20_000,
        "according to " * 8_000,
        "Brenn left. He said the men left. " * 1_500,
        "“A b c d e f,” he said. " * 2_000,
        "\n".join(["“They came at night.”"] * 2_000),
    ],
)
def test_strange_lengths_cost_no_more_than_their_length(text: str) -> None:
    start = perf_counter()
    speech(text)
    assert perf_counter() - start < 8


def test_title_repeated_in_the_text_names_nobody() -> None:
    title = "Nine speaks with Ada"
    prose = read_prose(f"{title}\n\nIt rained.", language="en")
    assert len(read_speech(prose, outlet="Nine", title=title).voices) == 1


def test_outlet_is_the_first_voice() -> None:
    assert speech("It rained.", outlet="Norland Herald").voices[0].name == "Norland Herald"

"""What an utterance means: the table of sentences first, then the rules one by one."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.document import Utterance
from holdfast.methods.corroboration.meaning.assertions import find_assertions
from holdfast.methods.corroboration.meaning.meaning import find_acts, read_meaning
from holdfast.methods.corroboration.prose import read_prose
from holdfast.methods.corroboration.record import Form, SourceKind
from holdfast.methods.corroboration.spans import Span

from .marked import lexicon, meaning_of, rows

_ROWS = rows()


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert len(_ROWS) >= 120
    assert sum(row["language"] == "ru" for row in _ROWS) >= 25


@pytest.mark.parametrize("row", _ROWS, ids=[row["text"][:60] for row in _ROWS])
def test_an_invented_sentence_is_read_as_its_writer_meant(row: dict[str, Any]) -> None:
    meaning = meaning_of(row["text"], language=row["language"], who=row.get("who"))
    assert set(meaning.acts) == set(row["acts"])
    assert meaning.kind == row["kind"]
    assert meaning.negated is row.get("negated", False)
    assert meaning.modality == row.get("modality", "stated")


def test_an_act_stands_once_and_before_what_it_implies() -> None:
    meaning = meaning_of("Guards gave the men electric shocks, then more electric shocks.")
    assert meaning.acts == ("electric-shock", "torture")


def test_a_word_of_saying_that_threatens_is_itself_a_threat() -> None:
    meaning = meaning_of("He <threatened:threaten> [[to arrest his sister]].", who="official")
    assert set(meaning.acts) == {"threat", "detention"}


def test_an_appeal_is_demanded_whatever_it_speaks_of() -> None:
    meaning = meaning_of("They <urged:urge> [[the court to free those who were beaten]].")
    assert meaning.modality == "demanded"


def test_hearsay_without_a_speaker_is_reported_and_with_one_is_stated() -> None:
    text = "<claims:claim> [[that men were beaten]]"
    assert meaning_of(text, who=None).modality == "reported"
    assert meaning_of(text, who="witness").modality == "stated"


_WORDS = st.sampled_from(
    "not no never was were men police denied that the arrests tortured beaten killed , . “ ” ' ( "
    "and or may must 40 задержали не пытки нет человек 'll n't cannot May".split()
)
_TEXTS = st.one_of(st.text(max_size=120), st.lists(_WORDS, max_size=30).map(" ".join))


@settings(deadline=None, max_examples=150)
@given(_TEXTS, st.sampled_from(["en", "ru", "de", "ar", "und", "xx"]), st.data())
def test_no_text_breaks_it_and_acts_stay_inside_the_span(
    text: str, language: str, data: st.DataObject
) -> None:
    prose = read_prose(text, language=language)
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    for found in find_acts(prose, span, lexicon()):
        assert span.contains(found.span)
        assert found.span.start < found.span.end
        assert found.act in lexicon().acts
    kind = data.draw(st.sampled_from([None, *SourceKind]))
    form = data.draw(st.sampled_from(list(Form)))
    utterance = Utterance(spans=(span,), form=form)
    meaning = read_meaning(prose, utterance, lexicon(), speaker_kind=kind)
    assert len(set(meaning.acts)) == len(meaning.acts)


def test_a_line_of_thirty_thousand_words_is_read_in_a_few_seconds() -> None:
    text = "40 monks must stop torture and were not beaten or killed " * 3_000
    prose = read_prose(text, language="en")
    utterance = Utterance(spans=(Span(0, len(text)),), form=Form.DIRECT)
    started = time.process_time()
    meaning = read_meaning(prose, utterance, lexicon(), speaker_kind=SourceKind.WITNESS)
    assert find_assertions(prose, [], lexicon()) == ()
    assert "torture" in meaning.acts
    assert time.process_time() - started < 30

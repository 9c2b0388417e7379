"""The report of a sentence."""

import pytest

from holdfast.methods.corroboration.speech.lexis import english
from holdfast.methods.corroboration.speech.phrases import Phrase
from holdfast.methods.corroboration.speech.reported import Report, Sentence, report_of

from .test_tokens import tokens


def test_report_in_two_parts_has_two_spans_and_covers_what_lies_in_either() -> None:
    text = "The cells, Brenn said, were full of men."
    row = tokens(text)
    report = Report(0, 1, 4, Phrase(3, 3, 3), rest=(6, 9))
    assert [s.of(text) for s in report.spans(row)] == ["The cells", "were full of men"]
    assert report.covers(Report(7, 9, 4, None))
    assert not report.covers(Report(0, 9, 4, None))


@pytest.mark.parametrize("who", ["You", "This", "I"])
def test_who_is_only_grammatical_reports_nothing(who: str) -> None:
    row = tokens(f"{who} said the cells were full.")
    sentence = Sentence(row, 0, len(row), set(), english())
    assert report_of(sentence, 1, Phrase(0, 0, 0), None, (2, 5)) is None


def test_what_somebody_says_is_a_report() -> None:
    row = tokens("Brenn said the cells were full.")
    sentence = Sentence(row, 0, len(row), set(), english())
    found = report_of(sentence, 1, Phrase(0, 0, 0), None, (2, 5))
    assert found == Report(2, 5, 1, Phrase(0, 0, 0))

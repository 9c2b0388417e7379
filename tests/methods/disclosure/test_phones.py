from __future__ import annotations

import pytest

from holdfast.methods.disclosure.draft import Certainty, DraftField, Hit, Manner, Secret, SecretKind
from holdfast.methods.disclosure.phones import PhoneSearch
from holdfast.methods.disclosure.stream import stream_of

SEARCH = PhoneSearch([Secret("t", SecretKind.PHONE, "+998 28 123-45-67")])


def hits(text: str) -> list[Hit]:
    return list(SEARCH.find(stream_of([DraftField("text", text)])))


@pytest.mark.parametrize(
    "text",
    [
        "+998281234567",
        "8 28 12 34 567",
        "(28) 123 45 67",
        "+٩٩٨ ٢٨ ١٢٣ ٤٥ ٦٧",
        "28 123, then 45 67",
        "двадцать восемь сто двадцать три сорок пять шестьдесят семь",
        "two eight one two three four five six seven",
        "28 one two three 45 67",
    ],
)
def test_a_number_is_certain_in_any_grouping_script_and_in_words(text: str) -> None:
    assert Certainty.CERTAIN in {hit.certainty for hit in hits(text)}


def test_a_zero_in_words_counts() -> None:
    search = PhoneSearch([Secret("t", SecretKind.PHONE, "5550123")])
    stream = stream_of([DraftField("text", "пять пять пять ноль один два три")])
    assert [hit.certainty for hit in search.find(stream)] == [Certainty.CERTAIN]


def test_the_last_seven_digits_are_likely_and_told_as_a_part() -> None:
    (found,) = hits("call 123-45-67")
    assert found.certainty is Certainty.LIKELY
    assert Manner.IN_PART in found.manners


def test_digits_far_from_each_other_are_no_number() -> None:
    assert hits("28 people, of whom in all some 123 stayed behind and 45 had left by 67") == []


def test_other_numbers_are_not_told() -> None:
    assert hits("28 123 45 68 and 1234") == []

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.language.caseless import (
    Caseless,
    in_lower_case,
    lower_case,
    lower_case_of_report,
)

SOURCES = [
    r"(?<!\w)(?:World War|lies(?! in)|no such \w+|нет|[A-F]{2}\d)(?!\w)",
    r"photo\s*:\s*\S|(?-i:AP|Getty [A-Z])\w*",
    r"\b(?:is|was) (?!not)[^,.]{0,9}",
]
TEXTS = st.text(alphabet="aAbBiIsSkK ıſİKwWorRldD:.,нНеЕтТ12ß", max_size=40) | st.sampled_from(
    [
        "The World War was over",
        "No SUCH place",
        "lies in wait",
        "PHOTO : x",
        "ap",
        "AP",
        "НЕТ",
        "ae4",
    ]
)


@pytest.mark.parametrize("source", SOURCES)
@settings(deadline=None, max_examples=150)
@given(text=TEXTS, start=st.integers(0, 10), end=st.integers(0, 45))
def test_it_finds_what_the_expression_itself_finds(
    source: str, text: str, start: int, end: int
) -> None:
    plain, caseless = re.compile(source, re.IGNORECASE), Caseless(source)
    found = [
        caseless.search(text),
        caseless.match(text),
        caseless.search_in(text, start, end),
        *caseless.all_in(text, start, end),
    ]
    expected = [
        plain.search(text),
        plain.match(text),
        plain.search(text, start, end),
        *plain.finditer(text, start, end),
    ]
    assert [m and (m.span(), m.group()) for m in found] == [
        m and (m.span(), m.group()) for m in expected
    ]


def test_escapes_keep_their_case() -> None:
    assert in_lower_case(r"World\s\S\W[A-Z]\\N") == r"world\s\S\W[a-z]\\n"


@pytest.mark.parametrize("text", ["İzmir", "daſs", "ıssız"])
def test_letters_that_change_in_lower_case_have_none(text: str) -> None:
    assert lower_case(text) is None
    assert lower_case_of_report(text) is None


def test_lower_case_keeps_every_place() -> None:
    assert lower_case("The МИР Straße") == "the мир straße"

"""Russian through the dictionary, loaded late."""

from __future__ import annotations

import subprocess
import sys

import pytest

from holdfast.methods.corroboration.meaning.russian import is_future, is_of_people, lexeme
from holdfast.methods.corroboration.spans import Span


def test_a_lexeme_holds_cases_persons_and_participles() -> None:
    assert {"задержать", "задержали", "задержан", "задержанных"} <= lexeme("задержать")


def test_a_form_with_yo_is_also_given_with_ye() -> None:
    assert {"ребёнок", "ребенок"} <= lexeme("ребёнок")


def test_the_future_is_seen_in_the_form() -> None:
    assert is_future("убьют")
    assert not is_future("убили")
    assert not is_future("эвакуируют")


@pytest.mark.parametrize(
    ("text", "stands_for_people"),
    [
        ("задержанных били", True),
        ("задержанных полиция била", True),
        ("задержанных студентов били", False),
        ("студентов, задержанных ночью, били", False),
        ("задержали людей", False),
    ],
)
def test_a_participle_stands_for_people_where_no_noun_stands_beside_it(
    text: str, stands_for_people: bool
) -> None:
    start = text.index("задерж")
    assert is_of_people(text, Span(start, text.index(" ", start))) is stands_for_people


def test_an_english_text_does_not_load_the_dictionary() -> None:
    program = (
        "import sys\n"
        "from holdfast.methods.corroboration.meaning.acts import find_acts\n"
        "from holdfast.methods.corroboration.meaning.lexicon import load_lexicon\n"
        "from holdfast.methods.corroboration.prose import read_prose\n"
        "from holdfast.methods.corroboration.spans import Span\n"
        "text = 'Police detained a baker.'\n"
        "assert find_acts(read_prose(text, language='en'), Span(0, 24), load_lexicon())\n"
        "sys.exit('pymorphy3' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert done.returncode == 0

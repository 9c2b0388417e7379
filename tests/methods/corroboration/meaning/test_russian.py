"""Russian through the dictionary, loaded late."""

from __future__ import annotations

import subprocess
import sys

from holdfast.methods.corroboration.meaning.russian import is_future, lexeme


def test_a_lexeme_holds_cases_persons_and_participles() -> None:
    assert {"задержать", "задержали", "задержан", "задержанных"} <= lexeme("задержать")


def test_a_form_with_yo_is_also_given_with_ye() -> None:
    assert {"ребёнок", "ребенок"} <= lexeme("ребёнок")


def test_the_future_is_seen_in_the_form() -> None:
    assert is_future("убьют")
    assert not is_future("убили")
    assert not is_future("эвакуируют")


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

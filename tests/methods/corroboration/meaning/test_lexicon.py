"""The lexicon: complete, mergeable, strict."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from holdfast.methods.corroboration.meaning.acts import find_acts
from holdfast.methods.corroboration.meaning.lexicon import Lexicon, load_lexicon, patterns_of
from holdfast.methods.corroboration.meaning.lexicon_file import LexiconError
from holdfast.methods.corroboration.prose import read_prose
from holdfast.methods.corroboration.spans import Span

from .marked import lexicon

_GUIDE = Path(__file__).parents[4] / "docs" / "guide" / "lexicon.md"


def _extended(folder: Path, text: str) -> Lexicon:
    path = folder / "lexicon.yaml"
    path.write_text(text, encoding="utf-8")
    return load_lexicon(path)


def _acts(text: str, lexicon: Lexicon) -> set[str]:
    found = find_acts(read_prose(text, language="en"), Span(0, len(text)), lexicon)
    return set(lexicon.with_implied(act.act for act in found))


@pytest.mark.parametrize("language", sorted(lexicon().languages))
def test_every_pattern_of_the_package_compiles(language: str) -> None:
    words = lexicon().languages[language].acts.values()
    expected = sum(len(act.words) + len(act.except_) for act in words)
    compiled = [entry.pattern.regex for entry in patterns_of(lexicon(), language)]
    assert len(compiled) == expected > 20


def test_every_act_has_a_title_and_words_in_english_and_russian() -> None:
    for language in ("en", "ru"):
        for act in lexicon().acts:
            words = lexicon().languages[language].acts[act]
            assert words.title
            assert words.words


def test_a_title_falls_back_to_english() -> None:
    assert lexicon().title("detention", "ru") == "Задержания"
    assert lexicon().title("outing", "de") == lexicon().title("outing", "en") == "Outed to others"


def test_what_is_implied_is_added_once_and_through_more_than_one_step() -> None:
    implied = lexicon().with_implied(["death-from-torture", "killing"])
    assert implied == ("death-from-torture", "killing", "torture")


def test_harms_and_responses_are_told_apart() -> None:
    assert lexicon().is_harm("torture")
    assert not lexicon().is_harm("denial")


def test_the_fingerprint_is_the_same_for_the_same_files_and_changes_with_a_word(
    tmp_path: Path,
) -> None:
    text = "format: holdfast-lexicon/1\nlanguage: en\nterms: {beating: {words: [drubbing]}}\n"
    assert load_lexicon().fingerprint == lexicon().fingerprint
    assert re.fullmatch(r"sha256[0-9a-f]{64}", lexicon().fingerprint)
    assert _extended(tmp_path, text).fingerprint != lexicon().fingerprint


def test_the_example_of_the_guide_does_what_the_guide_says(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", _GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    extended = _extended(tmp_path, example.group(1))
    sentence = "Recruiters in the market took two bakers."
    assert _acts(sentence, extended) == {"conscription", "detention"}
    assert _acts(sentence, lexicon()) == set()
    assert _acts("They frogmarched him home.", extended) == {"detention"}
    assert _acts("He fled for fear of forced conscription.", extended) == set()
    assert extended.title("conscription") == "People conscripted by force"


def test_a_second_document_brings_a_second_language(tmp_path: Path) -> None:
    head = "format: holdfast-lexicon/1\n"
    text = (
        f"{head}language: en\nterms: {{raid: {{words: [dawn visit]}}}}\n---\n"
        f"{head}language: pl\nterms: {{raid: {{title: Naloty, words: [nalot*]}}}}\n"
    )
    extended = _extended(tmp_path, text)
    assert _acts("There was a dawn visit.", extended) == {"raid"}
    assert extended.title("raid", "pl") == "Naloty"


_HEAD = "format: holdfast-lexicon/1\n"


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        (_HEAD + "acts:\n  exile: {role: harm}\n", 3, "codes"),
        (_HEAD + "acts:\n  exile: {codes: ['hf:exile'], role: harm, implies: [gone]}\n", 3, "gone"),
        (_HEAD + "language: en\nterms:\n  nosuchact: {words: [x]}\n", 4, "nosuchact"),
        (_HEAD + "language: en\nterms:\n  raid:\n    words:\n      - (open\n", 6, "bracket"),
        (_HEAD + "language: en\nterms:\n  raid:\n    words: ['@nobody']\n", 5, "nobody"),
    ],
)
def test_a_reader_is_told_the_line_and_the_fault(
    tmp_path: Path, text: str, line: int, word: str
) -> None:
    with pytest.raises(LexiconError) as caught:
        _extended(tmp_path, text)
    assert f"lexicon.yaml, line {line}:" in str(caught.value)
    assert word in str(caught.value)
    assert "Nothing was changed." in str(caught.value)
    assert caught.value.hint

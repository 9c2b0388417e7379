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


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ("detention", "Security men came to his work and led him out in front of colleagues."),
        ("detention", "She got fifteen days for standing in the square."),
        ("detention", "He was taken from his hostel before dawn."),
        ("detention", "My brother was snatched outside the gym."),
        ("detention", "They would not let us out for a week."),
        ("mass-round-up", "Men were swept up from cafes and baths."),
        ("disappearance", "Nothing has been heard of him since March."),
        ("disappearance", "His family has had no word of him."),
        ("torture", "They put a bag over my head until I fainted."),
        ("torture", "Needles were pushed under his nails."),
        ("beating", "His back was black with bruises."),
        ("beating", "Truncheons rained down on the crowd."),
        ("deprivation", "They gave us water only once a day."),
        ("deprivation", "He was refused his insulin."),
        ("deprivation", "Nobody was let sleep."),
        ("deprivation", "Prisoners went hungry."),
        ("killing", "Three did not survive."),
        ("death-in-custody", "He died on the second night at the station."),
        ("death-in-custody", "His body was returned to his mother with a note."),
        ("threat", "They said they would come back for my sister."),
        ("threat", "He was told to keep quiet or lose his children."),
        ("threat", "They promised to tell my father."),
        ("outing", "His picture and name were posted in a channel."),
        ("outing", "Police read out his messages to the family."),
        ("phone-search", "They took his mobile and wrote to his friends."),
        ("family-violence", "His father was told to settle the matter himself."),
        ("family-violence", "Her brothers locked her up and beat her."),
        ("raid", "The newsroom was searched for seven hours."),
        ("raid", "A squad turned up at the club."),
        ("extortion", "He was let go after his aunt sold her cow to pay them."),
        ("extortion", "They wanted 5,000 euros or they would tell everyone."),
        ("refusal-to-investigate", "Prosecutors found nothing to look into."),
        ("refusal-to-investigate", "The complaint went unanswered."),
        ("refusal-to-investigate", "No case was ever opened."),
        ("help", "We got nine people over the border."),
        ("humiliation", "He was made to parade in women's clothes."),
        ("humiliation", "They called us animals and spat."),
        ("humiliation", "Guards made them slap each other."),
        ("persecution", "They are being driven out of the region."),
        ("sexual-violence", "A guard forced himself on her."),
        ("sexual-violence", "He was abused with a bottle."),
    ],
)
def test_an_act_is_known_in_ordinary_words(act: str, sentence: str) -> None:
    assert act in _acts(sentence, lexicon())


@pytest.mark.parametrize(
    "sentence",
    [
        "He got ten days for the repairs.",
        "The picture was taken from a train.",
        "A purse was snatched at the market.",
        "He said he would come back for his coat.",
        "She read out her letter to the council.",
        "The minister was recorded saying that taxes would fall.",
        "The shop wanted five dollars for bread.",
        "Officers turned up at the hospital with flowers.",
        "He said what he was doing there.",
        "They had to do without news of the match.",
    ],
)
def test_plain_words_of_other_things_speak_of_no_act(sentence: str) -> None:
    assert _acts(sentence, lexicon()) == set()

"""Word lists."""

from holdfast.methods.corroboration.speech.lexis import (
    ELISIONS,
    NAME_CHANGED,
    english,
    inflected,
    russian,
)


def test_regular_verbs_are_inflected() -> None:
    assert inflected("deny") == {"s": "denies", "past": "denied", "ing": "denying"}
    assert inflected("declare")["ing"] == "declaring"
    assert inflected("beg")["past"] == "begged"
    assert inflected("confess")["s"] == "confesses"


def test_irregular_forms_lead_to_the_base() -> None:
    cues = english().cues
    assert [cues[w] for w in ("said", "told", "wrote", "saying")] == ["say", "tell", "write", "say"]


def test_note_about_a_changed_name_is_known_in_any_case() -> None:
    assert NAME_CHANGED.search("The Name Has Been Changed")
    assert not NAME_CHANGED.search("the law has been changed")


def test_lists_hold_no_empty_word() -> None:
    assert all(words and "" not in words for words in english().words.values())
    assert all(all(words) for words in russian().values())
    assert "em" in ELISIONS

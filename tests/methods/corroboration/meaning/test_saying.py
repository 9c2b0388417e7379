"""What a word of saying does."""

from __future__ import annotations

import pytest

from holdfast.methods.corroboration.meaning.saying import Saying, is_threat, is_undone, saying_of

from .marked import unmarked


@pytest.mark.parametrize(
    ("text", "saying"),
    [
        ("He <said:say> [[so]].", Saying.SAY),
        ("He <denied:deny> [[it]].", Saying.DENY),
        ("He did not <deny:deny> [[it]].", Saying.WITHHOLD),
        ("She <confirmed:confirm> [[it]].", Saying.CONFIRM),
        ("She refused to <confirm:confirm> [[it]].", Saying.WITHHOLD),
        ("They <called:call> on [[the court to act]].", Saying.APPEAL),
        ("They <called:call> it [[a disgrace]].", Saying.SAY),
        ("He <called:call> it [[an invention from end to end]].", Saying.SAY),
        ("They <asked:ask> him [[to go]].", Saying.APPEAL),
        ("They <feared:fear> [[it]].", Saying.FEAR),
        ("He <vowed:vow> [[to stay]].", Saying.PROMISE),
        ("Not now. He <denied:deny> [[it]].", Saying.DENY),
    ],
)
def test_a_word_of_saying_does_what_it_says_unless_undone(text: str, saying: Saying) -> None:
    assert saying_of(*unmarked(text)) is saying


def test_nothing_is_undone_without_a_word_of_saying() -> None:
    assert not is_undone(*unmarked("Nobody came."))


def test_a_threat_is_known_by_its_word() -> None:
    assert is_threat(unmarked("He <threatened:threaten> [[to go]].")[1])
    assert not is_threat(unmarked("He <said:say> [[so]].")[1])

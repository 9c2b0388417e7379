"""The cast of a Russian report."""

import pytest

from holdfast.methods.corroboration.document import MentionKind
from holdfast.methods.corroboration.record import SourceKind
from holdfast.methods.corroboration.spans import Span
from holdfast.methods.corroboration.speech.members import Member
from holdfast.methods.corroboration.speech.russian_cast import RussianCast


def _member(text: str, words: str) -> Member | None:
    start = text.index(words)
    return RussianCast(text).member(Span(start, start + len(words)), None)


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("Вышедшие на свободу", "Вышедшие на свободу", SourceKind.WITNESS),
        ("таксист", "таксист", SourceKind.WITNESS),
        ("Представитель МВД", "Представитель МВД", SourceKind.OFFICIAL),
        ("в министерстве обороны", "Министерство обороны", SourceKind.OFFICIAL),
    ],
)
def test_a_description_names_one_of_the_cast(words: str, name: str, kind: SourceKind) -> None:
    member = _member(f"Так сказали {words}.", words)
    assert member is not None
    assert (member.name, member.kind) == (name, kind)
    assert member.sightings[0].kind is MentionKind.ROLE


def test_an_adverb_is_nobody() -> None:
    assert _member("Ранее сообщали о пытках.", "Ранее") is None


def test_the_one_member_answers_to_the_other_cases_of_a_name() -> None:
    cast = RussianCast("Илья Хейл ушёл. По словам Хейла, его били.")
    first = cast.member(Span(0, 9), None, is_subject=True)
    assert cast.member(Span(26, 31), None) is first

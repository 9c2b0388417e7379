import pytest

from holdfast.methods.corroboration.gathering.scopes import EVERYBODY, scope_of
from holdfast.methods.corroboration.spans import Span


def scope(sentence: str, figure: str) -> str:
    start = sentence.index(figure)
    return scope_of(sentence, Span(start, start + len(figure)))


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("Some 100 gay men have been rounded up.", "Some 100"),
        ("At least 60 were detained.", "At least 60"),
        ("More than 100, they said.", "More than 100"),
        ("Задержано более ста мужчин.", "более ста"),
        ("The toll is 3", "3"),
    ],
)
def test_people_as_such_are_everybody(sentence: str, figure: str) -> None:
    assert scope(sentence, figure) == EVERYBODY


@pytest.mark.parametrize(
    ("sentence", "figure", "group"),
    [
        ("Two well-known presenters were among those detained.", "Two", "presenters"),
        ("Задержаны трое журналистов.", "трое", "журналистов"),
        ("They held 12 students in a bus.", "12", "students"),
    ],
)
def test_another_noun_is_a_group(sentence: str, figure: str, group: str) -> None:
    assert scope(sentence, figure) == group

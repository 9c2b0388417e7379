import msgspec
import pytest

from holdfast.apps.casework.errors.judging import BadInstrumentError
from holdfast.apps.casework.queries.instruments import shipped
from holdfast.apps.casework.rules.instruments import (
    QuestionEdit,
    answers_of,
    edited_questions,
    names_of,
    new_question,
    retired,
)
from holdfast.apps.casework.rules.risk import Answer, Instrument, check, score

YES_NO = (Answer(id="", says="Yes"), Answer(id="", says=" No,  never ", points=20))


def next_version(instrument: Instrument, **edits: QuestionEdit) -> Instrument:
    edited = edited_questions(instrument, edits)
    return msgspec.structs.replace(edited, version=instrument.version + 1)


def test_a_question_keeps_its_name_however_it_is_worded() -> None:
    edit = QuestionEdit("Who  keeps them?", says={"police": "The police"}, points={"police": 31})
    second = next_version(shipped(), held=edit)
    held = next(q for q in second.questions if q.id == "held")
    assert held.asks == "Who keeps them?"
    assert {a.id: (a.says, a.points) for a in held.answers}["police"] == ("The police", 31)
    assert next(q for q in shipped().questions if q.id == "held").asks == "Who holds them?"
    others = [q for q in second.questions if q.id != "held"]
    assert others == [q for q in shipped().questions if q.id != "held"]


def test_a_retired_question_is_asked_no_more_and_told_with_its_last_version() -> None:
    second = next_version(shipped(), reach=QuestionEdit("x", is_retired=True))
    assert "reach" not in names_of([second])
    (gone,) = retired(second, [second, shipped()])
    assert (gone[0].id, gone[1]) == ("reach", 1)
    assert score(second, {}).points == score(shipped(), {"reach": "none"}).points


def test_a_new_question_has_a_name_that_no_other_ever_had_and_an_answer_for_not_knowing() -> None:
    made = new_question(" Can they  leave?", YES_NO, unknown=5, taken={"added_1"})
    assert (made.id, made.asks) == ("added_2", "Can they leave?")
    assert [(a.id, a.says, a.points) for a in made.answers] == [
        ("a1", "Yes", 0), ("a2", "No, never", 20), ("unknown", "Not known", 5),
    ]  # fmt: skip
    edited = edited_questions(shipped(), {}, [made])
    check(edited)
    assert score(edited, {"added_2": "a2"}).points == score(edited, {}).points + 15


def test_an_answer_is_added_under_a_name_that_no_answer_of_the_question_ever_had() -> None:
    more = QuestionEdit("Who holds them?", added=[Answer("x", " A  neighbour ", 12)])
    second = next_version(shipped(), held=more)
    held = next(q for q in second.questions if q.id == "held")
    assert [(a.id, a.says) for a in held.answers[-2:]] == [
        ("a1", "A neighbour"), ("unknown", "Not known"),
    ]  # fmt: skip
    assert score(second, {"held": "a1"}).weighed != score(shipped(), {}).weighed
    taken = {**answers_of([shipped(), second]), "reach": {"a1", "a2"}}
    edits = {"held": more, "reach": QuestionEdit("How far?", added=[Answer("x", "One", 9)])}
    third = edited_questions(shipped(), edits, taken=taken)
    named = {q.id: q.answers[-2].id for q in third.questions if q.id in edits}
    assert named == {"held": "a2", "reach": "a3"}


@pytest.mark.parametrize(
    ("asks", "answers", "says"),
    [
        (" ", YES_NO, "needs words"),
        ("Can they leave?", (Answer(id="", says=" "),), "needs words"),
        ("Can they leave?", (), "needs an answer beside"),
    ],
)
def test_a_question_without_words_or_answers_is_refused(
    asks: str, answers: tuple[Answer, ...], says: str
) -> None:
    made = new_question(asks, answers, unknown=5, taken=())
    with pytest.raises(BadInstrumentError, match=says):
        check(edited_questions(shipped(), {}, [made]))

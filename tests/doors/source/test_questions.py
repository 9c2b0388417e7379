from holdfast.apps.intake.rules import ANSWERS, SEVERAL, Way
from holdfast.doors.source.questions import QUESTIONS, asked_of


def test_every_answer_that_can_be_stored_can_be_given() -> None:
    shown = {asked.question: tuple(c.value for c in asked.choices) for asked in QUESTIONS}
    assert shown == dict(ANSWERS)
    assert {asked.question for asked in QUESTIONS if asked.several} == set(SEVERAL)


def test_no_two_answers_of_a_question_read_the_same() -> None:
    for asked in QUESTIONS:
        words = [str(choice.shown) for choice in asked.choices]
        assert len(set(words)) == len(words)


def test_who_is_in_danger_now_is_asked_nothing_first() -> None:
    assert asked_of(Way.DANGER) == asked_of(Way.PRESS) == ()
    assert asked_of(Way.HELP) == QUESTIONS

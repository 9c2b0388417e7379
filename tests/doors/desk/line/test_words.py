from holdfast.apps.intake.queries.inbox import Shelf
from holdfast.apps.intake.rules import ANSWERS, Channel, Danger, Question, Tray, Voice
from holdfast.doors.desk.line import words


def test_everything_that_can_be_held_has_words() -> None:
    assert set(words.DANGERS) == set(words.TONES) == set(Danger)
    assert set(words.SHELVES) == set(Shelf)
    assert set(words.CHANNELS) == set(Channel)
    assert set(words.TRAYS) == set(Tray)
    for question, possible in ANSWERS.items():
        assert set(possible) <= set(words.ANSWERS[question])


def test_facts_stand_in_the_order_in_which_they_are_asked() -> None:
    found = words.facts({"wish": ("leave home",), "held by": ("family", "a later release's word")})
    assert [str(fact.about) for fact in found] == ["Where held", "Wishes"]
    assert [str(said) for said in found[0].said] == ["family", "a later release's word"]


def test_the_choices_of_a_form_are_the_answers_of_the_question() -> None:
    assert [value for value, _ in words.choices(Question.HELD)] == list(ANSWERS[Question.HELD])


def test_what_was_written_down_is_called_by_how_it_came() -> None:
    found = {str(words.label_of(Voice.CALL, channel)) for channel in Channel}
    assert found == {"Call", "By messenger", "Met in person", "By another way"}
    assert words.label_of(Voice.CALL, Channel.TELEPHONE) == "Call"
    assert words.label_of(Voice.THEM, Channel.MESSENGER) == ""

import msgspec

from holdfast.apps.casework.queries.instruments import shipped
from holdfast.apps.casework.rules.cases import Need
from holdfast.apps.casework.rules.instruments import new_question
from holdfast.apps.casework.rules.risk import Answer, Thresholds, check
from holdfast.doors.desk.cases.instrument_forms import InstrumentForm

AS_READ: dict[str, object] = {
    **{f"{q.id}.{a.id}": a.points for q in shipped().questions for a in q.answers},
    **{f"says.{q.id}.{a.id}": a.says for q in shipped().questions for a in q.answers},
    **{f"asks.{q.id}": q.asks for q in shipped().questions},
    "emergency": 110, "urgent": 50, "version": 1, "why": "x",
}  # fmt: skip


def test_what_was_not_touched_stays_as_it_was_read() -> None:
    typed = {**AS_READ, "held.police": 44, "emergency": 99, "urgent": 40}
    form = InstrumentForm(typed, instrument=shipped())
    assert form.is_valid(), form.errors
    edited = form.edited()
    assert edited.thresholds == Thresholds(emergency=99, urgent=40)
    held = next(q for q in edited.questions if q.id == "held")
    assert next(a.points for a in held.answers if a.id == "police") == 44
    assert [q.asks for q in edited.questions] == [q.asks for q in shipped().questions]
    assert [one.asks for one in form.questions()] == [q.asks for q in shipped().questions]


def test_a_question_is_reworded_one_retired_and_one_added() -> None:
    typed = {
        **AS_READ, "asks.held": "Who keeps them?", "says.held.free": "Nobody does",
        "retire.reach": "on", "new_asks": "Can they leave the house?", "new_unknown": "6",
        "new_says_1": "Yes", "new_says_2": "No", "new_points_2": "20", "new_tier_2": "urgent",
    }  # fmt: skip
    once = new_question("Once?", [Answer("", "Yes")], unknown=5, taken=())
    known = [msgspec.structs.replace(shipped(), questions=(once,)), shipped()]
    form = InstrumentForm(typed, instrument=shipped(), known=known)
    assert form.is_valid(), form.errors
    questions = {question.id: question for question in form.edited().questions}
    assert (questions["held"].asks, questions["held"].answers[0].says) == (
        "Who keeps them?", "Nobody does",
    )  # fmt: skip
    assert "reach" not in questions
    assert [(a.says, a.points, a.tier) for a in questions["added_2"].answers] == [
        ("Yes", 0, None), ("No", 20, Need.URGENT), ("Not known", 6, None),
    ]  # fmt: skip
    check(form.edited())


def test_a_part_of_a_new_question_is_said_to_be_one() -> None:
    for part in ({"new_asks": "Can they leave?"}, {"new_says_1": "Yes"}, {"new_points_1": "5"}):
        form = InstrumentForm({**AS_READ, **part}, instrument=shipped())
        assert not form.is_valid(), part
        assert "A new question needs" in str(form.errors)
    assert not InstrumentForm({**AS_READ, "asks.held": ""}, instrument=shipped()).is_valid()


def test_an_answer_is_added_to_a_question_that_is_asked_before_the_one_for_not_knowing() -> None:
    typed = {
        **AS_READ, "more.held_says_2": "A  neighbour", "more.held_points_2": "12",
        "more.held_tier_2": "urgent",
    }  # fmt: skip
    form = InstrumentForm(typed, instrument=shipped(), known=[shipped()])
    assert form.is_valid(), form.errors
    before = next(q for q in shipped().questions if q.id == "held").answers
    held = next(q for q in form.edited().questions if q.id == "held").answers
    assert (held[:-2], held[-1]) == (before[:-1], before[-1])
    assert held[-2] == Answer("a1", "A neighbour", 12, Need.URGENT)
    check(form.edited())


def test_points_or_a_need_of_an_added_answer_without_words_are_said_to_miss_them() -> None:
    for part in ({"more.held_points_1": "5"}, {"more.held_tier_2": "urgent"}):
        form = InstrumentForm({**AS_READ, **part}, instrument=shipped())
        assert not form.is_valid(), part
        assert "An answer that is added needs its words" in str(form.errors)
    typed = {**AS_READ, "more.held_says_1": "A neighbour", "why": ""}
    asked = InstrumentForm(typed, instrument=shipped()).questions()
    assert [one.is_more_typed for one in asked].count(True) == 1

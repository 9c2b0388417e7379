from holdfast.apps.casework.queries.instruments import shipped
from holdfast.apps.casework.rules.cases import Need
from holdfast.apps.casework.rules.risk import Thresholds, check
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
    form = InstrumentForm(typed, instrument=shipped(), taken={"added_1"})
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

from holdfast.apps.casework.queries.instruments import shipped
from holdfast.apps.casework.rules.risk import Thresholds
from holdfast.doors.desk.cases.instrument_forms import InstrumentForm


def test_only_weights_and_thresholds_are_changed() -> None:
    weights = {f"{q.id}.{a.id}": a.points for q in shipped().questions for a in q.answers}
    typed = {**weights, "held.police": 44, "emergency": 99, "urgent": 40, "version": 1, "why": "x"}
    form = InstrumentForm(typed, instrument=shipped())
    assert form.is_valid()
    edited = form.edited()
    assert edited.thresholds == Thresholds(emergency=99, urgent=40)
    held = next(q for q in edited.questions if q.id == "held")
    assert next(a.points for a in held.answers if a.id == "police") == 44
    assert [q.asks for q in edited.questions] == [q.asks for q in shipped().questions]
    assert [asks for asks, _ in form.questions()] == [q.asks for q in shipped().questions]

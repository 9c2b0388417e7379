from holdfast.apps.casework.queries.instruments import shipped
from holdfast.apps.casework.rules.cases import Need
from holdfast.doors.desk.cases.risk_forms import LowerForm, RaiseForm, ScoreForm


def test_each_question_is_asked_and_begins_as_not_known() -> None:
    form = ScoreForm(instrument=shipped())
    assert [field.label for field in form.questions()] == [q.asks for q in shipped().questions]
    assert {field.initial for field in form.questions()} == {"unknown"}


def test_answers_come_back_by_question() -> None:
    typed = {f"q_{q.id}": "unknown" for q in shipped().questions}
    head = {"revision": "1", "name": "harm-ahead", "version": "1"}
    form = ScoreForm({**typed, **head}, instrument=shipped())
    assert form.is_valid()
    assert form.answers() == {q.id: "unknown" for q in shipped().questions}


def test_up_and_down_offer_only_their_own_way() -> None:
    up, down = RaiseForm(need=Need.URGENT), LowerForm(need=Need.URGENT)
    assert [value for value, _ in up.fields["to"].choices] == ["emergency"]
    assert [value for value, _ in down.fields["to"].choices] == ["normal"]

from tests.doors.desk.line.conftest import LineDesk

from holdfast.doors.desk.line.people import others_who_answer, people_of


def test_members_are_known_by_alias_and_only_who_answers_is_offered(line: LineDesk) -> None:
    outsider = line.desk.join("outsider")
    people = people_of(line.mira)
    assert people[line.nor.active.id] == line.nor.person.alias
    offered = dict(others_who_answer(line.mira, people))
    assert line.nor.active.id in offered
    assert {line.mira.active.id, outsider.active.id}.isdisjoint(offered)

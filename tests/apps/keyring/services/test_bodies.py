import pytest
from tests.apps.keyring.cast import Case, Note, Team, give, row

from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.rules import Part, RecordId, UnitId
from holdfast.apps.keyring.services.bodies import add, save
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.ledger import queries as ledger


def test_each_save_is_a_revision_in_the_row_in_the_seal_and_in_the_ledger(
    team: Team, case: Case
) -> None:
    for revision in (1, 2, 3):
        with writing(team.lead) as write:
            made = save(write, case.said, Note(text=f"Version {revision + 1}"), revision=revision)
        assert made == revision + 1 == row(case.said).revision
        assert ledger.newest_revision(case.said) == made
    assert read(team.lead, case.said, Note).value.text == "Version 4"


def test_a_change_over_somebody_elses_newer_one_is_refused(team: Team, case: Case) -> None:
    with writing(team.lead) as write:
        save(write, case.said, Note(text="First."), revision=1)
    with pytest.raises(EditConflictError), writing(team.lead) as write:
        save(write, case.said, Note(text="Second."), revision=1)
    assert read(team.lead, case.said, Note).value.text == "First."


def test_nobody_writes_what_they_hold_no_key_to(team: Team, case: Case) -> None:
    team.join("mira")
    mira = give(team, "mira", case, Part.CONTENT)
    with pytest.raises(NotGrantedError), writing(mira) as write:
        save(write, case.named, Note(text="x"), revision=1)
    with pytest.raises(NotGrantedError), writing(mira) as write:
        add(write, case.identity, Note(text="x"))
    for missing in (RecordId("nowhere"),):
        with pytest.raises(NotGrantedError), writing(mira) as write:
            save(write, missing, Note(text="x"), revision=1)
    with pytest.raises(NotGrantedError), writing(mira) as write:
        add(write, UnitId("nowhere"), Note(text="x"))


def test_an_id_is_taken_once(team: Team, case: Case) -> None:
    with pytest.raises(EditConflictError), writing(team.lead) as write:
        add(write, case.content, Note(text="x"), record=case.said)


def test_content_of_one_size_class_takes_the_same_room(team: Team, case: Case) -> None:
    with writing(team.lead) as write:
        ids = [add(write, case.content, Note(text=text)) for text in ("", "Ирма", "x" * 400)]
    assert len({len(row(record).body) for record in ids}) == 1

import pytest
from tests.apps.casework.cast import Office, all_of

from holdfast.apps.casework.queries.cases import read_file
from holdfast.apps.casework.records.cases import Case, Fact
from holdfast.apps.casework.records.risk import Override
from holdfast.apps.casework.rules.cases import CaseId, Need
from holdfast.apps.casework.services.overrides import override, set_need
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.services.writing import writing


def test_a_move_stands_in_the_head_the_timeline_and_an_override(desk: Office, case: CaseId) -> None:
    file = read_file(desk.lead, case, clock=desk.clock)
    moved = Override(
        before=Need.NORMAL, after=Need.URGENT, reason="x", by=desk.lead.member, at=desk.clock()
    )
    with writing(desk.lead) as write:
        override(write, file, moved, revision=1)
    assert all_of(desk.lead, Case)[0].need is Need.URGENT
    assert all_of(desk.lead, Override) == [moved]
    assert "normal → urgent" in {fact.says for fact in all_of(desk.lead, Fact)}


def test_over_an_older_revision_nothing_is_moved(desk: Office, case: CaseId) -> None:
    file = read_file(desk.lead, case, clock=desk.clock)
    with pytest.raises(EditConflictError), writing(desk.lead) as write:
        set_need(write, file, Need.URGENT, at=desk.clock(), revision=7)
    assert all_of(desk.lead, Case)[0].need is Need.NORMAL

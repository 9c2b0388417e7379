import pytest
from tests.apps.casework.cast import PERSON, Office, all_of

from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.queries.cases import identity
from holdfast.apps.casework.records.cases import Identity, Opening
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.services.openings import open_for, set_identity
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError
from holdfast.apps.keyring.rules import Part


def name(desk: Office, case: CaseId, *, revision: int = 0, reason: str = "they told me") -> None:
    set_identity(
        actor=desk.lead,
        case=case,
        identity=PERSON,
        reason=reason,
        revision=revision,
        clock=desk.clock,
    )


def test_nothing_is_shown_before_a_reason_was_given_and_a_day_later_again(
    desk: Office, case: CaseId
) -> None:
    mira = desk.join("mira")
    mira = desk.give(case, "mira")
    desk.clock.forward(hours=9)
    assert case_of(mira, case, clock=desk.clock).case.alias == "Heron"
    desk.clock.forward(hours=2)
    with pytest.raises(ReasonNeededError):
        case_of(mira, case, clock=desk.clock)
    with pytest.raises(ReasonNeededError):
        open_for(actor=mira, case=case, reason=" ", clock=desk.clock)
    open_for(actor=mira, case=case, reason="their call", clock=desk.clock)
    assert case_of(mira, case, clock=desk.clock).case.alias == "Heron"
    assert "their call" in {opening.reason for opening in all_of(desk.lead, Opening)}


def test_who_it_is_about_needs_a_key_and_a_reason_of_its_own(desk: Office, case: CaseId) -> None:
    name(desk, case)
    desk.join("mira")
    mira = desk.give(case, "mira", Part.CONTENT)
    with pytest.raises(NotGrantedError):
        open_for(actor=mira, case=case, reason="curious", part=Part.IDENTITY, clock=desk.clock)
    with pytest.raises(NotGrantedError):
        identity(mira, case, clock=desk.clock)
    assert identity(desk.lead, case, clock=desk.clock).identity == PERSON
    desk.clock.forward(hours=11)
    open_for(actor=desk.lead, case=case, reason="to read on", clock=desk.clock)
    with pytest.raises(ReasonNeededError):
        identity(desk.lead, case, clock=desk.clock)


def test_who_it_is_about_is_written_over_what_was_read_and_never_blindly(
    desk: Office, case: CaseId
) -> None:
    with pytest.raises(ReasonNeededError):
        name(desk, case, reason="")
    name(desk, case)
    for revision in (0, 5):
        with pytest.raises(EditConflictError):
            name(desk, case, revision=revision)
    name(desk, case, revision=1)
    assert identity(desk.lead, case, clock=desk.clock).revision == 2
    assert all_of(desk.lead, Identity) == [PERSON]

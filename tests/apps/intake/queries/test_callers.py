import pytest
from tests.apps.intake.cast import LineTeam

from holdfast.apps.intake.errors import NoSuchAliasError
from holdfast.apps.intake.queries.callers import by_alias, conversations_like
from holdfast.apps.intake.records import Caller
from holdfast.apps.intake.services.calls import Call, log_call
from holdfast.apps.keyring.errors import NotGrantedError


@pytest.fixture
def caller(line: LineTeam):
    call = Call("She whispers.", caller=Caller(name="Irma Oravec", reach="555 0147"))
    return log_call(actor=line.mira, call=call, clock=line.clock)


def test_callers_alike_are_named_by_alias_and_nothing_else(line: LineTeam, caller) -> None:
    log_call(actor=line.mira, call=Call("Another."), clock=line.clock)
    (found,) = conversations_like(
        actor=line.mira, is_alike=lambda name, _: name == "Irma Oravec", named=()
    )
    assert found.id == caller
    assert "Irma" not in repr(found) and "0147" not in repr(found)


def test_an_alias_among_the_words_is_found_whatever_its_capitals(line: LineTeam, caller) -> None:
    alias = next(row.alias for row in line.rows())
    (found,) = conversations_like(
        actor=line.mira, is_alike=lambda *_: False, named={alias.casefold()}
    )
    assert found.id == caller
    assert by_alias(actor=line.mira, alias=f"  {alias.upper()} ") == caller
    with pytest.raises(NoSuchAliasError):
        by_alias(actor=line.mira, alias="Nobody at all")


def test_nobody_who_does_not_answer_compares(line: LineTeam, caller) -> None:
    with pytest.raises(NotGrantedError):
        conversations_like(actor=line.outsider(), is_alike=lambda *_: True, named=())

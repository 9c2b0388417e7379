import pytest
from tests.apps import stage

stage.prepare()

from tests.apps.accounts.cast import HandClock, gate  # noqa: E402

from holdfast.apps.accounts.errors import NotPermittedError  # noqa: E402
from holdfast.apps.intake.queries.inbox import inbox  # noqa: E402
from holdfast.apps.keyring.errors import NotGrantedError  # noqa: E402
from holdfast.apps.review.queries.findings import findings  # noqa: E402
from holdfast.doors.cli.demonstration.crew import (  # noqa: E402
    KEYHOLDER,
    ROLES,
    back_at_work,
    gather,
    share_rooms,
)


@pytest.fixture
def crew():
    with stage.folder() as folder:
        stage.stand(folder / "site")
        made = dict(gather(gate(HandClock(), [])))
        share_rooms(made)
        yield made
        stage.leave()


def test_everybody_has_come_in_with_their_roles(crew):
    assert list(crew) == [KEYHOLDER, *ROLES]
    assert {name: crew[name].actor.roles for name in ROLES} == {
        name: frozenset(roles) for name, roles in ROLES.items()
    }


def test_only_those_on_the_line_read_it_and_only_reviewers_see_findings(crew):
    assert inbox(actor=back_at_work(crew, "Lark")).rows == ()
    with pytest.raises(NotPermittedError):
        inbox(actor=back_at_work(crew, "Ibis"))
    with pytest.raises(NotGrantedError):
        inbox(actor=back_at_work(crew, "Dunlin"))
    assert findings(back_at_work(crew, "Ibis")) == []


def test_no_colleague_shows_a_passphrase(crew):
    assert crew["Lark"].passphrase not in repr(crew)

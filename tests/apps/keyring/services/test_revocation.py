import pytest
from tests.apps.accounts.cast import HandClock
from tests.apps.accounts.cast import gate as a_gate
from tests.apps.keyring.cast import Case, Note, Team, give, open_case

from holdfast.apps.accounts.errors import NoSessionError, NotConfirmedError
from holdfast.apps.accounts.gate import Gate
from holdfast.apps.accounts.models import Profile
from holdfast.apps.accounts.services.sessions import Cookie, begin_session, resume_session
from holdfast.apps.keyring.errors import LastHolderError, NotGrantedError
from holdfast.apps.keyring.models import Holding, Intent, MemberWrap, ScopeKey
from holdfast.apps.keyring.queries.bodies import find, read
from holdfast.apps.keyring.rules import Part
from holdfast.apps.keyring.services import ending, revocation
from holdfast.apps.keyring.services.grants import enrol, grant
from holdfast.apps.keyring.services.recovery import recover
from holdfast.apps.keyring.services.revocation import dismiss, revoke
from holdfast.apps.keyring.services.writing import writing
from holdfast.apps.ledger import queries as ledger


@pytest.fixture
def shared(team: Team, case: Case) -> Case:
    team.join("mira")
    give(team, "mira", case, Part.CONTENT, Part.IDENTITY)
    return case


def test_who_was_revoked_reads_no_more_at_once_even_with_the_key_in_memory(
    team: Team, shared: Case
) -> None:
    mira = team.back("mira")
    assert read(mira, shared.said, Note)
    revoke(team.lead, shared.scope, Part.CONTENT, mira.member)
    with pytest.raises(NotGrantedError):
        read(mira, shared.said, Note)
    assert read(mira, shared.named, Note)
    assert [stored.id for stored in find(mira, Note)] == [shared.named]


def test_the_wraps_are_gone_when_it_is_acknowledged(team: Team, shared: Case) -> None:
    mira = team.unlocked["mira"].id
    revoke(team.lead, shared.scope, Part.CONTENT, mira)
    content = ScopeKey.objects.get(scope=shared.scope, part=Part.CONTENT)
    assert not MemberWrap.objects.filter(member=mira, scope_key=content.pk).exists()
    assert content.due_since
    assert not Intent.objects.exists()


def test_a_member_without_the_key_can_shut_somebody_out(team: Team, shared: Case) -> None:
    coordinator = team.join("vera")
    revoke(coordinator, shared.scope, Part.CONTENT, team.unlocked["mira"].id)
    with pytest.raises(NotGrantedError):
        read(team.back("mira"), shared.said, Note)


def test_the_last_holder_is_never_revoked(team: Team, case: Case) -> None:
    with pytest.raises(LastHolderError):
        revoke(team.lead, case.scope, Part.CONTENT, team.lead.member)
    assert read(team.lead, case.said, Note)


def test_nothing_is_taken_from_who_holds_nothing(team: Team, case: Case) -> None:
    outsider = team.join("outsider")
    with pytest.raises(NotGrantedError):
        revoke(team.lead, case.scope, Part.CONTENT, outsider.member)


def test_who_leaves_loses_everything_or_nothing(team: Team, shared: Case) -> None:
    mira = team.back("mira")
    own = open_case(mira)
    with pytest.raises(LastHolderError):
        dismiss(team.lead, mira.member)
    assert read(mira, shared.said, Note)
    with writing(mira) as write:
        for part in (Part.CONTENT, Part.IDENTITY):
            grant(write, own.scope, part, team.lead.member)
    dismiss(team.lead, mira.member)
    assert not Holding.objects.filter(member=mira.member).exists()
    assert not MemberWrap.objects.filter(member=mira.member).exists()
    assert ScopeKey.objects.exclude(due_since="").count() == 5
    with pytest.raises(NotGrantedError):
        enrol_somebody(team, mira)


def enrol_somebody(team: Team, by: object) -> None:
    with writing(by) as write:
        enrol(write, team.unlocked["lead"].id)


@pytest.mark.parametrize("step", ["delete_wraps", "wipe_deleted", "complete"])
def test_cut_off_at_any_step_it_counts_and_is_finished_at_the_next_start(
    team: Team, shared: Case, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mira = team.back("mira")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ending, step, killed)
    with pytest.raises(KeyboardInterrupt):
        revoke(team.lead, shared.scope, Part.CONTENT, mira.member)
    monkeypatch.undo()
    with pytest.raises(NotGrantedError):
        read(mira, shared.said, Note)
    assert recover().endings == 1
    assert MemberWrap.objects.filter(member=mira.member).count() == 2
    assert recover().endings == 0


def test_grant_revocation_and_completion_are_three_entries(team: Team, shared: Case) -> None:
    content = ScopeKey.objects.get(scope=shared.scope, part=Part.CONTENT).pk
    mira = team.unlocked["mira"].id
    grant_id = Holding.objects.get(member=mira, scope_key=content).pk
    assert ledger.newest_revision(grant_id) == 1
    revoke(team.lead, shared.scope, Part.CONTENT, mira)
    assert ledger.newest_revision(grant_id) == 3


@pytest.fixture
def logged_in(team: Team, shared: Case) -> tuple[Gate, dict[str, Cookie]]:
    """The lead and Mira, each with a session in the same process."""
    gate = a_gate(HandClock())
    for name, alias in (("lead", "aaa-aaa"), ("mira", "bbb-bbb")):
        Profile.objects.create(member=team.unlocked[name].id, alias=alias)
    return gate, {name: begin_session(team.unlocked[name], gate) for name in ("lead", "mira")}


def is_open(cookie: Cookie, gate: Gate) -> bool:
    """Whether a session still opens. Past its seal the cast's members have no card."""
    try:
        resume_session(cookie, gate)
    except NotConfirmedError:
        return True
    except NoSessionError:
        return False
    return True


def test_who_was_revoked_has_no_session_any_more_and_the_others_keep_theirs(
    team: Team, shared: Case, logged_in: tuple[Gate, dict[str, Cookie]]
) -> None:
    gate, cookies = logged_in
    assert is_open(cookies["mira"], gate)
    revoke(team.lead, shared.scope, Part.CONTENT, team.unlocked["mira"].id)
    assert not is_open(cookies["mira"], gate)
    assert is_open(cookies["lead"], gate)


def test_the_sessions_end_with_the_grant_even_where_the_wraps_are_still_to_be_deleted(
    team: Team,
    shared: Case,
    logged_in: tuple[Gate, dict[str, Cookie]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gate, cookies = logged_in

    def cut_off(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(revocation, "finish", cut_off)
    with pytest.raises(KeyboardInterrupt):
        revoke(team.lead, shared.scope, Part.CONTENT, team.unlocked["mira"].id)
    assert not is_open(cookies["mira"], gate)


def test_a_refused_revocation_ends_no_session(
    team: Team, shared: Case, logged_in: tuple[Gate, dict[str, Cookie]]
) -> None:
    gate, cookies = logged_in
    own = open_case(team.lead)
    with pytest.raises(LastHolderError):
        revoke(team.lead, own.scope, Part.CONTENT, team.lead.member)
    assert is_open(cookies["lead"], gate)

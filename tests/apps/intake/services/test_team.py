import msgspec
import pytest
from tests.apps.intake.cast import LineTeam

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.intake.errors import BadPromiseError, BadShiftError, BadTopicError, BadZoneError
from holdfast.apps.intake.queries.team import own_notices, team_settings
from holdfast.apps.intake.rules import Danger
from holdfast.apps.intake.services.team import set_own_notices, set_team_settings
from holdfast.apps.intake.team.notices import By, NoticeKind, Quiet
from holdfast.apps.intake.team.records.settings import NEUTRAL, OwnNotices, TeamSettings
from holdfast.apps.intake.team.rota import Hours
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.watch.errors import BadAddressError


def choose(line: LineTeam, revision: int = 0, **chosen: object) -> None:
    set_team_settings(actor=line.lead, settings=TeamSettings(**chosen), revision=revision)


def test_only_coordinators_choose_for_the_team(line: LineTeam) -> None:
    with pytest.raises(NotPermittedError):
        set_team_settings(actor=line.mira, settings=TeamSettings(), revision=0)
    assert team_settings(line.mira)[1] == 0


def test_two_who_choose_at_once_see_a_conflict_and_nothing_is_saved_over(line: LineTeam) -> None:
    choose(line, zone="Asia/Tbilisi")
    with pytest.raises(EditConflictError):
        choose(line, zone="Europe/Berlin")
    _, revision = team_settings(line.lead)
    choose(line, revision, zone="Europe/Riga")
    with pytest.raises(EditConflictError):
        choose(line, revision, zone="Europe/Berlin")
    assert team_settings(line.mira)[0].zone == "Europe/Riga"


def test_what_nobody_could_keep_is_no_promise(line: LineTeam) -> None:
    shipped = TeamSettings().promises
    for wrong in (
        {Danger.NOW: 0},
        {Danger.NOW: 61},  # later than for harm within a day
        {Danger.LATER: 60 * 24 * 29},
    ):
        with pytest.raises(BadPromiseError):
            choose(line, promises=shipped | wrong)
    with pytest.raises(BadPromiseError):
        choose(line, promises={Danger.NOW: 5})
    assert team_settings(line.lead)[1] == 0


def test_hours_and_zone_are_such_as_exist(line: LineTeam) -> None:
    with pytest.raises(BadZoneError):
        choose(line, zone="Atlantis/Deep")
    with pytest.raises(BadShiftError):
        choose(line, hours=(Hours(0, 90, 30),))


def test_a_subject_is_one_line_and_never_empty(line: LineTeam) -> None:
    said = dict.fromkeys(NoticeKind, "Two\r\nBcc: x")
    choose(line, subject="\n ", says=said, every=dict.fromkeys(NoticeKind, 1))
    kept, _ = team_settings(line.lead)
    assert kept.subject == NEUTRAL
    assert set(kept.says.values()) == {"Two Bcc: x"}
    assert set(kept.every.values()) == {5}


def test_a_member_chooses_for_themselves_and_for_nobody_else(line: LineTeam) -> None:
    own = OwnNotices(
        member=line.lead.member, address="mira@mail.example", kinds=(NoticeKind.DANGER,)
    )
    set_own_notices(actor=line.mira, own=own, revision=0)
    assert own_notices(line.lead, line.mira.member)[0].address == "mira@mail.example"
    assert own_notices(line.lead, line.lead.member)[1] == 0
    with pytest.raises(EditConflictError):
        set_own_notices(actor=line.mira, own=own, revision=0)


def test_where_nobody_could_be_told_is_refused_and_may_stay_empty(line: LineTeam) -> None:
    told = OwnNotices(member="", kinds=(NoticeKind.DANGER,))
    for wrong, error in (
        (msgspec.structs.replace(told, address="nowhere"), BadAddressError),
        (msgspec.structs.replace(told, by=By.NTFY, address="alerts"), BadTopicError),
        (
            msgspec.structs.replace(
                told, address="a@mail.example", quiet=Quiet(0, 60, "Atlantis/Deep")
            ),
            BadZoneError,
        ),
    ):
        with pytest.raises(error):
            set_own_notices(actor=line.mira, own=wrong, revision=0)
    set_own_notices(actor=line.mira, own=OwnNotices(member=""), revision=0)
    assert own_notices(line.mira, line.mira.member)[0].kinds == ()

from __future__ import annotations

import base64
import datetime as dt
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.apps import stage
from tests.apps.accounts.cast import found_team, gate

from holdfast.apps.accounts.errors import (
    ClockWentBackError,
    IdleSessionError,
    NoSessionError,
    OldSessionError,
)
from holdfast.apps.accounts.models import Profile, SessionRow
from holdfast.apps.accounts.server_secret import random_half
from holdfast.apps.accounts.services.login import log_in
from holdfast.apps.accounts.services.sessions import (
    end_all_sessions,
    end_session,
    end_sessions,
    resume_session,
    sweep_sessions,
)


def session(team, name="lead"):
    return log_in(team.people[name].attempt(), team.gate)


def test_a_session_opens_with_cookie_disk_and_server_together(found):
    team = found()
    assert resume_session(session(team), team.gate).id == team.id("lead")


def test_no_session_opens_after_a_restart(found):
    team = found()
    cookie = session(team)
    with pytest.raises(NoSessionError):
        resume_session(cookie, team.restarted())
    assert resume_session(cookie, team.gate), "the same process still opens it"


def test_no_session_opens_with_the_disk_and_the_server_but_another_cookie(found):
    team = found()
    name = session(team).partition(".")[0]
    guessed = base64.urlsafe_b64encode(random_half()).decode()
    with pytest.raises(NoSessionError):
        resume_session(f"{name}.{guessed}", team.gate)


def test_no_session_opens_with_the_cookie_and_the_server_but_another_disk(found, tmp_path):
    team = found()
    cookie = session(team)
    stage.stand(tmp_path / "another")
    with pytest.raises(NoSessionError):
        resume_session(cookie, team.gate)


def test_one_session_s_cookie_opens_no_other_session(found):
    team = found("member")
    one, two = session(team), session(team, "member")
    crossed = f"{two.partition('.')[0]}.{one.partition('.')[2]}"
    with pytest.raises(NoSessionError):
        resume_session(crossed, team.gate)


@pytest.mark.parametrize(
    "cookie", ["", ".", "x", "x.y", "a.====", "a." + "A" * 43 + "é", "a." + "A" * 40]
)
def test_what_is_no_cookie_is_no_session(found, cookie):
    team = found()
    with pytest.raises(NoSessionError):
        resume_session(cookie, team.gate)


def test_the_row_holds_an_opaque_id_a_week_and_ciphertext_alone(found):
    team = found()
    cookie = session(team)
    row = SessionRow.objects.get()
    assert {field.name for field in SessionRow._meta.fields} == {"id", "week", "sealed"}
    assert row.week == "2031-W14"
    assert cookie.startswith(row.id)
    assert team.id("lead").encode() not in bytes(row.sealed)
    assert len(row.sealed) in {97 + 512, 97 + 2048}


def test_a_session_ends_by_idleness_and_by_age(found):
    team = found()
    idle = session(team)
    team.clock.forward(minutes=20)
    with pytest.raises(IdleSessionError):
        resume_session(idle, team.gate)
    old = session(team)
    for _ in range(39):
        team.clock.forward(minutes=15)
        resume_session(old, team.gate)
    team.clock.forward(minutes=15)
    with pytest.raises(OldSessionError):
        resume_session(old, team.gate)
    assert not SessionRow.objects.exists()


def test_a_clock_that_went_back_is_said_and_changes_nothing(found):
    team = found()
    cookie = session(team)
    team.clock.forward(minutes=-3)
    before = bytes(SessionRow.objects.get().sealed)
    with pytest.raises(ClockWentBackError):
        resume_session(cookie, team.gate)
    assert bytes(SessionRow.objects.get().sealed) == before
    team.clock.forward(minutes=3)
    assert resume_session(cookie, team.gate)


def test_all_sessions_of_one_member_end_at_once_and_nobody_else_s(found):
    team = found("member")
    mine, again, theirs = session(team), session(team), session(team, "member")
    end_sessions(team.id("lead"))
    for cookie in (mine, again):
        with pytest.raises(NoSessionError):
            resume_session(cookie, team.gate)
    assert resume_session(theirs, team.gate)
    assert resume_session(session(team), team.gate), "a new log-in is welcome"


def test_ending_is_seen_by_every_process_on_the_same_disk(found):
    team = found()
    other = team.restarted()
    here, there = session(team), log_in(team.people["lead"].attempt(), other)
    end_all_sessions()
    for cookie, of in ((here, team.gate), (there, other)):
        with pytest.raises(NoSessionError):
            resume_session(cookie, of)


def test_logging_out_ends_one_session_and_twice_is_no_error(found):
    team = found()
    one, two = session(team), session(team)
    end_session(one)
    end_session(one)
    with pytest.raises(NoSessionError):
        resume_session(one, team.gate)
    assert resume_session(two, team.gate)


def test_a_session_of_a_member_who_is_not_there_any_more_opens_nothing(found):
    team = found("member")
    cookie = session(team, "member")
    Profile.objects.filter(pk=team.id("member")).delete()
    with pytest.raises(NoSessionError):
        resume_session(cookie, team.gate)


def test_rows_of_weeks_past_are_swept_without_keys(found):
    team = found()
    session(team)
    team.clock.forward(days=2)
    assert sweep_sessions(team.gate) == 0
    team.clock.forward(days=7)
    session(team)
    assert sweep_sessions(team.gate) == 1
    assert SessionRow.objects.count() == 1


class Sessions(RuleBasedStateMachine):
    """Log-ins, waits, endings and restarts in any order, beside an oracle in plain Python."""

    @initialize()
    def found(self):
        self.folder = Path(tempfile.mkdtemp(prefix="holdfast-sessions-"))
        stage.stand(self.folder)
        self.team = found_team("member")
        self.alive = {}

    @rule(name=st.sampled_from(["lead", "member"]))
    def log_in(self, name):
        now = self.team.clock.now
        self.alive[session(self.team, name)] = [name, now, now, True]

    @rule(minutes=st.sampled_from([1, 7, 13, 19, 21, 180]))
    def wait(self, minutes):
        self.team.clock.forward(minutes=minutes)

    @rule(name=st.sampled_from(["lead", "member"]))
    def lock(self, name):
        end_sessions(self.team.id(name))
        for known in self.alive.values():
            known[3] = known[3] and known[0] != name

    @rule()
    def restart(self):
        self.team.gate = gate(self.team.clock)
        for known in self.alive.values():
            known[3] = False

    @rule()
    def use_every_session(self):
        now = self.team.clock.now
        for cookie, known in self.alive.items():
            _, started, seen, alive = known
            lives = alive and now - seen < dt.timedelta(minutes=20)
            lives = lives and now - started < dt.timedelta(hours=10)
            try:
                resume_session(cookie, self.team.gate)
                opened = True
            except NoSessionError:
                opened = False
            assert opened == lives
            known[2], known[3] = (now, True) if opened else (seen, False)

    @invariant()
    def rows_are_never_more_than_sessions(self):
        if hasattr(self, "alive"):
            assert SessionRow.objects.count() <= len(self.alive)

    def teardown(self):
        stage.leave()
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)


Sessions.TestCase.settings = settings(max_examples=6, stateful_step_count=15, deadline=None)
TestSessions = Sessions.TestCase

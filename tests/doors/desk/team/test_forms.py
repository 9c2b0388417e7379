import datetime as dt
from zoneinfo import ZoneInfo

from holdfast.apps.intake.rules import Danger
from holdfast.apps.intake.team.interviews import MetKind
from holdfast.apps.intake.team.notices import By, NoticeKind, Quiet
from holdfast.apps.intake.team.records.settings import OwnNotices, TeamSettings
from holdfast.apps.intake.team.rota import Hours
from holdfast.doors.desk.team.forms import (
    DANGERS,
    MeetingForm,
    OnceForm,
    PrintForm,
    RequestForm,
    SettingsForm,
    ShareForm,
    ShiftForm,
    TheirsForm,
    ToldForm,
)

BERLIN = ZoneInfo("Europe/Berlin")


def test_settings_come_back_from_their_form_as_they_went_in() -> None:
    chosen = TeamSettings(zone="Asia/Tbilisi", hours=(Hours(0, 480, 720), Hours(6, 0, 1440)))
    form = SettingsForm(SettingsForm.of(chosen, 3))
    assert form.is_valid(), form.errors
    assert form.settings() == chosen
    assert form.cleaned_data["revision"] == 3
    assert set(DANGERS) == set(Danger)


def test_hours_and_lengths_that_are_none_are_said_beside_their_field() -> None:
    typed = SettingsForm.of(TeamSettings(), 0) | {"hours_2": "always", "promise_0": "soon"}
    form = SettingsForm(typed)
    assert not form.is_valid()
    assert set(form.errors) == {"hours_2", "promise_0"}
    assert [field.name for field in form.hours()] == [f"hours_{day}" for day in range(7)]
    assert len(form.promises()) == 6 and len(form.notices()) == 3


def test_where_one_is_told_comes_back_from_its_form() -> None:
    own = OwnNotices(
        member="m", by=By.NTFY, address="q3hf7sk2mwx9pl4z", kinds=(NoticeKind.DANGER,),
        quiet=Quiet(1380, 420, "Europe/Berlin"),
    )  # fmt: skip
    form = ToldForm(ToldForm.of(own, 2, "UTC"))
    assert form.is_valid(), form.errors
    assert form.own("m") == own


def test_quiet_hours_have_both_ends_or_none() -> None:
    typed = ToldForm.of(OwnNotices(member="m"), 0, "UTC")
    assert ToldForm(typed).is_valid()
    assert set(ToldForm(typed | {"quiet_from": "23:00"}).errors) == {"quiet_until"}


def test_a_shift_is_typed_in_the_team_s_zone_and_held_in_utc() -> None:
    typed = {"member": "m", "starts": "2031-07-01T22:00", "ends": "2031-07-02T06:00"}
    form = ShiftForm(typed, people=[("m", "mira")], zone=BERLIN)
    assert form.is_valid(), form.errors
    assert form.span().start == dt.datetime(2031, 7, 1, 20, tzinfo=dt.UTC)
    assert form.span().end - form.span().start == dt.timedelta(hours=8)


def test_a_time_that_does_not_exist_there_is_said() -> None:
    typed = {"member": "m", "starts": "2031-03-30T02:30", "ends": "2031-03-30T09:00"}
    form = ShiftForm(typed, people=[("m", "mira")], zone=BERLIN)
    assert set(form.errors) == {"starts"}


def test_somebody_else_s_id_is_no_choice() -> None:
    typed = {"member": "x", "starts": "2031-07-01T22:00", "ends": "2031-07-02T06:00"}
    assert set(ShiftForm(typed, people=[("m", "mira")], zone=BERLIN).errors) == {"member"}
    assert not ShareForm({"member": "x"}, people=[("m", "mira")]).is_valid()
    assert not TheirsForm({"testimony": "x"}, told=[("t", "Vesna")]).is_valid()
    assert not OnceForm({"statement": "x", "reason": "y"}, witnesses=[("q", "Ilya")]).is_valid()


def test_who_was_met_is_a_kind_and_an_opaque_id() -> None:
    people = [("case.abc", "case Heron"), ("testimony.def", "testimony of Vesna")]
    typed = {"who": "testimony.def", "on": "2031-04-02", "revision": 1}
    form = MeetingForm(typed, people=people)
    assert form.is_valid(), form.errors
    assert form.met() == (MetKind.TESTIMONY, "def")


def test_a_request_and_what_was_printed_hold_what_was_typed() -> None:
    typed = {"outlet": "Post", "name": "T", "reach": "", "asked": "x", "conversation": "c"}
    asked = RequestForm(typed, contacts=[("c", "Plum")])
    assert asked.is_valid()
    assert asked.asked_for().conversation == "c"
    assert set(RequestForm(typed, contacts=[]).errors) == {"conversation"}
    printed = PrintForm(
        {"name_used": " Ilya ", "outlet": "Post", "address": "", "on": "2031-04-05", "revision": 1}
    )
    assert printed.is_valid()
    assert (printed.printed().name_used, printed.printed().day) == ("Ilya", dt.date(2031, 4, 5))

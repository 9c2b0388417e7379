import datetime as dt

import pytest
from tests.apps.cast import at_work
from tests.apps.intake.cast import LineTeam
from tests.apps.intake.team_cast import nor

from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.queries.hand_over import hand_over, hand_overs, not_to_forget, untaken
from holdfast.apps.intake.records import Caller
from holdfast.apps.intake.rules import Tray, Way
from holdfast.apps.intake.services.calls import Call, log_call
from holdfast.apps.intake.services.conversations import close, move
from holdfast.apps.intake.services.hand_over import take_hand_over, write_hand_over
from holdfast.apps.intake.services.snoozing import put_off
from holdfast.apps.intake.team.records.rota import MustNot
from holdfast.apps.keyring.errors import NotGrantedError


def call(line: LineTeam):
    heard = Call(text="She whispers.", caller=Caller(name="Irma", reach="+999"))
    return log_call(actor=line.mira, call=heard, clock=line.clock)


def gathered(line: LineTeam) -> list[MustNot]:
    until = line.clock() + dt.timedelta(hours=12)
    return [one.kind for one in not_to_forget(actor=line.mira, until=until, clock=line.clock)]


def test_who_waits_in_danger_and_whom_we_promised_a_call_gather_by_themselves(
    line: LineTeam,
) -> None:
    line.write(way=Way.DANGER)
    line.write("Later, perhaps, with other words.", harm_within="later")
    line.take_in()
    call(line)
    assert gathered(line) == [MustNot.DANGER, MustNot.CALL_BACK]


def test_what_was_put_off_is_among_it_where_it_comes_back_in_the_next_shift(line: LineTeam) -> None:
    line.write(harm_within="later")
    line.take_in()
    one = line.only()
    for hours, kinds in ((13, []), (11, [MustNot.WAKES])):
        until = line.clock() + dt.timedelta(hours=hours)
        put_off(actor=line.mira, conversation=one, until=until, reason="asleep", clock=line.clock)
        assert gathered(line) == kinds


def test_what_is_put_away_or_a_flood_is_not_among_it(line: LineTeam) -> None:
    one, other = call(line), call(line)
    close(actor=line.mira, conversation=one)
    move(actor=line.mira, conversation=other, tray=Tray.QUARANTINE)
    assert gathered(line) == []


def test_neither_a_name_nor_a_number_is_gathered(line: LineTeam) -> None:
    call(line)
    (one,) = not_to_forget(actor=line.mira, until=line.clock(), clock=line.clock)
    assert "Irma" not in repr(one)
    assert "+999" not in repr(one)


def test_that_one_waits_is_known_to_the_team_and_its_words_to_the_line(line: LineTeam) -> None:
    card = write_hand_over(actor=line.mira, text="Call Teal.", pending=(), clock=line.clock)
    outsider = line.outsider()
    assert [one.id for one in untaken(outsider)] == [card]
    assert untaken(outsider)[0].words is None
    with pytest.raises(NotGrantedError):
        hand_over(outsider, card)
    assert hand_over(nor(line), card).words.text == "Call Teal."


def test_a_taken_one_is_kept_and_waits_no_more(line: LineTeam) -> None:
    card = write_hand_over(actor=line.mira, text="Call Teal.", pending=(), clock=line.clock)
    line.clock.forward(minutes=9)
    take_hand_over(actor=at_work(line.lead, Role.COORDINATOR), card=card, clock=line.clock)
    assert untaken(line.mira) == []
    (one,) = hand_overs(line.mira)
    assert (one.taken_by, one.taken_at) == (line.lead.member, line.clock())

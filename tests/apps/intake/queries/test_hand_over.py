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
from holdfast.apps.intake.team.records.rota import MustNot
from holdfast.apps.keyring.errors import NotGrantedError


def call(line: LineTeam, when: str = "after 22"):
    heard = Call(text="She whispers.", caller=Caller(name="Irma", reach="+999", call_back=when))
    return log_call(actor=line.mira, call=heard, clock=line.clock)


def gathered(line: LineTeam) -> list[tuple[MustNot, str]]:
    found = not_to_forget(actor=line.mira, clock=line.clock)
    return [(one.kind, one.says) for one in found]


def test_who_waits_in_danger_and_whom_we_promised_a_call_gather_by_themselves(
    line: LineTeam,
) -> None:
    line.write(way=Way.DANGER)
    line.write("Later, perhaps, with other words.", harm_within="later")
    line.take_in()
    call(line)
    assert gathered(line) == [(MustNot.DANGER, ""), (MustNot.CALL_BACK, "after 22")]


def test_what_is_put_away_or_a_flood_is_not_among_it(line: LineTeam) -> None:
    one, other = call(line), call(line, "at noon")
    close(actor=line.mira, conversation=one)
    move(actor=line.mira, conversation=other, tray=Tray.QUARANTINE)
    assert gathered(line) == []


def test_neither_a_name_nor_a_number_is_gathered(line: LineTeam) -> None:
    call(line)
    (one,) = not_to_forget(actor=line.mira, clock=line.clock)
    assert "Irma" not in repr(one) and "+999" not in repr(one)
    assert one.says == "after 22"


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

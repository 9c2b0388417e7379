import pytest
from tests.apps.intake.cast import LineTeam
from tests.apps.intake.team_cast import Mouth, founded_watch, nor, told_at

from holdfast.apps.intake.rules import Danger, Way
from holdfast.apps.intake.services.conversations import answer, judge_danger
from holdfast.apps.intake.services.notice_rounds import tell_of_line
from holdfast.apps.intake.services.telling import tell_watch
from holdfast.apps.intake.team.notices import SAYS, By, NoticeKind, Quiet
from holdfast.apps.watch.models import SlotRow
from holdfast.apps.watch.records import Letterbox

MIRA, NOR = "mira@mail.example", "nor@mail.example"
TOPIC = "q3hf7sk2mwx9pl4z"
WAITS, DANGER, OVERDUE = (
    SAYS[k] for k in (NoticeKind.WAITS, NoticeKind.DANGER, NoticeKind.OVERDUE)
)


@pytest.fixture
def box(line: LineTeam) -> Letterbox:
    told_at(line.mira, MIRA)
    return founded_watch(line)


def tell(line: LineTeam) -> None:
    assert tell_watch(actor=line.mira, clock=line.clock)


def go_round(line: LineTeam, box: Letterbox, mail: Mouth, **ways: Mouth) -> bool:
    named = {By.MAIL: mail, **{By(by): mouth for by, mouth in ways.items()}}
    return tell_of_line(box, named, now=line.clock())


def test_a_letter_is_told_with_nobody_logged_in_and_once(line: LineTeam, box: Letterbox) -> None:
    mail = Mouth()
    assert go_round(line, box, mail)
    assert mail.heard() == []
    line.write()
    assert go_round(line, box, mail)
    assert mail.heard() == [(MIRA, WAITS)]
    line.clock.forward(minutes=1)
    go_round(line, box, mail)
    assert mail.heard() == []


def test_danger_is_told_until_somebody_answers(line: LineTeam, box: Letterbox) -> None:
    mail = Mouth()
    line.write(way=Way.DANGER)
    go_round(line, box, mail)
    assert mail.heard() == [(MIRA, DANGER), (MIRA, WAITS)]
    line.take_in()
    tell(line)
    line.clock.forward(minutes=15)
    go_round(line, box, mail)
    assert mail.heard() == [(MIRA, DANGER)]
    line.clock.forward(minutes=15)
    go_round(line, box, mail)
    assert mail.heard() == [(MIRA, OVERDUE)]
    line.clock.forward(minutes=15)
    go_round(line, box, mail)
    assert mail.heard() == [(MIRA, DANGER)]
    answer(actor=line.mira, conversation=line.only(), text="Here.", clock=line.clock)
    tell(line)
    line.clock.forward(hours=30)
    assert go_round(line, box, mail)
    assert mail.heard() == []


def test_one_letter_in_danger_does_not_ring_all_night_and_a_second_rings_at_once(
    line: LineTeam, box: Letterbox
) -> None:
    mail = Mouth()
    line.write(way=Way.DANGER)
    for _ in range(8 * 60):
        go_round(line, box, mail)
        line.clock.forward(minutes=1)
    assert [text for _, text in mail.heard()].count(DANGER) == 6
    line.write("Somebody else, other words.", way=Way.DANGER)
    go_round(line, box, mail)
    assert (MIRA, DANGER) in mail.heard()


def test_danger_after_there_was_none_rings_after_the_least_pause(
    line: LineTeam, box: Letterbox
) -> None:
    mail = Mouth()
    line.write(harm_within="later")
    line.clock.forward(minutes=1)
    line.write("Somebody else, other words.", way=Way.DANGER)
    for _ in range(4):
        go_round(line, box, mail)
        line.clock.forward(minutes=30)
    line.take_in()
    one, other = (row.id for row in line.rows())
    answer(actor=line.mira, conversation=one, text="Here.", clock=line.clock)
    tell(line)
    go_round(line, box, mail)
    mail.heard()
    line.clock.forward(minutes=15)
    judge_danger(
        actor=line.mira, conversation=other, danger=Danger.NOW, reason="x", clock=line.clock
    )
    tell(line)
    go_round(line, box, mail)
    assert (MIRA, DANGER) in mail.heard()


def test_a_flood_sends_no_flood(line: LineTeam, box: Letterbox) -> None:
    mail = Mouth()
    for minute in range(40):
        line.write(f"Flood number {minute} with words of its own, {'x' * minute}", way=Way.DANGER)
        go_round(line, box, mail)
        line.clock.forward(minutes=1)
    said = [text for _, text in mail.heard()]
    assert (said.count(DANGER), said.count(WAITS)) == (3, 1)
    assert said.count(OVERDUE) == 1


def test_a_server_that_is_down_delays_and_loses_nothing_over_restarts(
    line: LineTeam, box: Letterbox
) -> None:
    mail = Mouth(is_closed=True)
    line.write()
    assert go_round(line, box, mail) is False
    again = Mouth()  # a new process: nothing is kept in memory
    line.clock.forward(hours=3)
    assert go_round(line, box, again)
    assert again.heard() == [(MIRA, WAITS)]


def test_killed_after_the_server_took_it_the_notice_is_sent_again_and_the_rest_too(
    line: LineTeam, box: Letterbox
) -> None:
    told_at(nor(line), NOR)
    tell(line)
    line.write()
    killed = Mouth(after=lambda: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        go_round(line, box, killed)
    assert len(killed.said) == 1
    mail = Mouth()
    go_round(line, box, mail)
    assert sorted(mail.heard()) == [(MIRA, WAITS), (NOR, WAITS)]


def test_one_refused_address_keeps_nobody_else_from_being_told_and_is_tried_again(
    line: LineTeam, box: Letterbox
) -> None:
    told_at(nor(line), NOR)
    tell(line)
    mail = Mouth(refuses={MIRA})
    line.write()
    assert go_round(line, box, mail) is False
    assert mail.heard() == [(NOR, WAITS)]
    mail.refuses = set()
    line.clock.forward(minutes=1)
    assert go_round(line, box, mail) is False
    line.clock.forward(minutes=5)
    assert go_round(line, box, mail)
    assert mail.heard() == [(MIRA, WAITS)]


def test_ntfy_and_mail_do_not_wait_for_each_other(line: LineTeam, box: Letterbox) -> None:
    told_at(nor(line), TOPIC, by=By.NTFY)
    tell(line)
    line.write()
    mail, ntfy = Mouth(is_closed=True), Mouth()
    assert go_round(line, box, mail, ntfy=ntfy) is False
    assert ntfy.heard() == [(TOPIC, WAITS)]
    mail.is_closed = False
    assert go_round(line, box, mail, ntfy=ntfy)
    assert (mail.heard(), ntfy.heard()) == ([(MIRA, WAITS)], [])


def test_a_way_that_site_toml_does_not_name_is_said_to_be_closed(
    line: LineTeam, box: Letterbox
) -> None:
    told_at(line.mira, TOPIC, by=By.NTFY)
    tell(line)
    line.write()
    assert go_round(line, box, Mouth()) is False


def test_quiet_hours_hold_what_waits_until_their_end(line: LineTeam, box: Letterbox) -> None:
    told_at(line.mira, MIRA, quiet=Quiet(8 * 60, 11 * 60, "UTC"))
    tell(line)
    mail = Mouth()
    line.write()
    assert go_round(line, box, mail)
    assert mail.heard() == []
    line.clock.forward(hours=2)  # eleven o'clock
    go_round(line, box, mail)
    assert mail.heard() == [(MIRA, WAITS)]


def test_killed_between_taking_in_and_the_look_the_letter_is_still_told(
    line: LineTeam, box: Letterbox
) -> None:
    line.write(way=Way.DANGER)
    line.take_in()  # and no `tell_watch` after it
    mail = Mouth()
    go_round(line, box, mail)
    assert (MIRA, DANGER) in mail.heard()


def test_what_was_told_is_forgotten_of_who_is_told_no_more(line: LineTeam, box: Letterbox) -> None:
    line.write()
    go_round(line, box, Mouth())
    before = {row.pk: len(bytes(row.sealed)) for row in SlotRow.objects.all()}
    told_at(line.mira, MIRA, kinds=())
    tell(line)
    mail = Mouth()
    assert go_round(line, box, mail)
    assert mail.heard() == []
    assert {row.pk: len(bytes(row.sealed)) for row in SlotRow.objects.all()} == before

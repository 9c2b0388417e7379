import re

from tests.doors.desk.casework import text
from tests.doors.desk.team.cast import TeamDesk

from holdfast.apps.intake.queries.inbox import inbox
from holdfast.apps.intake.rules import ConversationId
from holdfast.apps.intake.services.conversations import answer
from holdfast.doors.desk.team.load import Bar, bars


def answered(team: TeamDesk, minutes: int) -> None:
    team.brought_in(f"Words that nobody else wrote: {'abcdefgh'[minutes] * 30}")
    (row,) = inbox(actor=team.mira.actor, clock=team.desk.clock).rows
    team.desk.clock.forward(minutes=minutes)
    one = ConversationId(row.id)
    answer(actor=team.mira.actor, conversation=one, text="Here.", clock=team.desk.clock)


def test_bars_are_as_long_as_their_counts_and_few_are_not_drawn() -> None:
    assert bars([("a", 10), ("b", 5), ("c", None)]) == [
        Bar("a", "10", "200.0"), Bar("b", "5", "100.0"), Bar("c", "–", ""),
    ]  # fmt: skip
    assert bars([("a", None)]) == [Bar("a", "–", "")]


def test_waits_are_shown_to_the_coordinator_and_to_nobody_else(team: TeamDesk) -> None:
    for minutes in (1, 2, 3, 4, 5):
        answered(team, minutes)
    page = text(team.lead.get("/team/load/"))
    assert "Half of them, at most 3 min" in page
    assert "Nine in ten, at most 5 min" in page
    assert "about 100 %" in page
    assert team.mira.get("/team/load/").status_code == 403


def test_no_member_stands_on_the_page_and_no_small_number(team: TeamDesk) -> None:
    answered(team, 1)
    page = team.lead.get("/team/load/").content.decode()
    main = page.split("<main")[1]
    for name in ("mira", "nor"):
        assert team.alias(name) not in main
    assert "A dash" in main
    assert re.findall(r'<td class="end num">(\d+)</td>', main) == []
    assert "<rect" not in main

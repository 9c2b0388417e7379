import pytest
from tests.apps.intake.cast import LineTeam

from holdfast.apps.intake.queries import sampling
from holdfast.apps.intake.queries.sampling import Aside, aside
from holdfast.apps.intake.rules import Tray
from holdfast.apps.intake.services.conversations import move
from holdfast.apps.intake.services.mailboxes import Said, write_in
from holdfast.apps.intake.services.trays import skim
from holdfast.apps.keyring.errors import NotGrantedError


@pytest.fixture
def flood(line: LineTeam, monkeypatch: pytest.MonkeyPatch):
    """Six who lie in quarantine, of whom a day's sample is three."""
    monkeypatch.setattr(sampling, "SAMPLE", 3)
    contacts = [line.write(f"number {n}") for n in range(6)]
    line.take_in()
    for row in line.rows():
        move(actor=line.mira, conversation=row.id, tray=Tray.QUARANTINE)
    return contacts


def lying(line: LineTeam) -> Aside:
    return aside(actor=line.mira, tray=Tray.QUARANTINE, clock=line.clock)


def test_a_day_draws_one_sample_for_everybody(line: LineTeam, flood) -> None:
    mine = lying(line)
    theirs = aside(actor=line.lead, tray=Tray.QUARANTINE, clock=line.clock)
    assert mine == theirs
    assert (len(mine.sample), len(mine.rest), mine.all) == (3, 3, 6)


def test_days_draw_different_samples(line: LineTeam, flood) -> None:
    drawn = set()
    for _ in range(12):
        drawn |= {frozenset(one.id for one in lying(line).sample)}
        line.clock.forward(days=1)
    assert len(drawn) > 3


def test_what_was_looked_at_is_counted_and_stays(line: LineTeam, flood) -> None:
    sample = [one.id for one in lying(line).sample]
    assert skim(actor=line.mira, looked_at=sample, clock=line.clock) == 3
    found = lying(line)
    assert (found.all, found.looked_at, found.looked_at_today, found.sample_looked_at) == (
        6, 3, 3, 3,
    )  # fmt: skip
    line.clock.forward(days=1)
    assert (lying(line).looked_at, lying(line).looked_at_today) == (3, 0)


def test_who_writes_again_is_not_looked_at_any_more(line: LineTeam, flood) -> None:
    everybody = [one.id for one in (*lying(line).sample, *lying(line).rest)]
    skim(actor=line.mira, looked_at=everybody, clock=line.clock)
    line.clock.forward(minutes=1)
    write_in(flood[0].come_back(), Said(b"p" * 32, "I am real"), clock=line.clock)
    line.take_in()
    assert (lying(line).looked_at, lying(line).all) == (5, 6)


def test_only_who_answers_the_line_looks_through_it(line: LineTeam) -> None:
    with pytest.raises(NotGrantedError):
        aside(actor=line.outsider(), tray=Tray.HOSTILE)


def test_who_came_back_with_their_code_stands_before_those_who_did_not(
    line: LineTeam, flood
) -> None:
    line.clock.forward(minutes=1)
    sampled = {one.id for one in lying(line).sample}
    last = next(c for c in flood if c.box.id not in sampled)
    write_in(last.come_back(), Said(b"p" * 32, "I am real"), clock=line.clock)
    line.take_in()
    assert [one.came_back for one in lying(line).rest] == [True, False, False]
    assert lying(line).rest[0].id == last.box.id

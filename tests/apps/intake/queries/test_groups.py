import pytest
from tests.apps.intake.cast import LineTeam

from holdfast.apps.intake.queries.groups import as_one, read_group
from holdfast.apps.intake.queries.line import the_line
from holdfast.apps.intake.records import Conversation
from holdfast.apps.intake.rules import Danger
from holdfast.apps.intake.services.conversations import close, judge_danger
from holdfast.apps.intake.services.merging import merge
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.services.shredding import shred_unit


@pytest.fixture
def pair(line: LineTeam):
    """Two conversations of one person, merged; the head first."""
    line.write("first", harm_within="later", held_by="family")
    line.clock.forward(hours=1)
    line.write("second", harm_within="24 h", held_by="free")
    line.take_in()
    second, first = (row.id for row in line.rows())
    merge(actor=line.mira, conversation=second, into=first, clock=line.clock)
    return first, second


def test_whichever_part_is_named_the_group_is_the_same(line: LineTeam, pair) -> None:
    first, second = pair
    for one in pair:
        group = read_group(line.mira, one)
        assert [part.id for part in group.all] == [first, second]


def test_together_they_wait_longest_and_are_in_the_worst_danger(line: LineTeam, pair) -> None:
    value = read_group(line.mira, pair[0]).value
    assert value.danger is Danger.DAY
    assert value.waiting_since == value.opened_at
    assert value.preview == "second"
    assert value.answers["held by"] == ("free",)


def test_the_list_shows_one_for_both_and_puts_it_away_only_with_both(line: LineTeam, pair) -> None:
    (row,) = line.rows()
    assert (row.id, row.danger, row.preview) == (pair[0], Danger.DAY, "second")
    close(actor=line.mira, conversation=pair[0])
    assert line.rows() == ()
    found = list(find(line.mira, Conversation, scope=the_line(line.mira).scope))
    assert [one.value.is_closed for one in found] == [True, True]
    assert len(as_one(found)) == 1


def test_a_revision_grows_with_any_part(line: LineTeam, pair) -> None:
    before = read_group(line.mira, pair[0]).revision
    judge_danger(actor=line.mira, conversation=pair[1], danger=Danger.NOW)
    assert read_group(line.mira, pair[0]).revision > before


@pytest.mark.parametrize("gone", [0, 1])
def test_where_one_was_destroyed_the_other_stands_alone(line: LineTeam, pair, gone: int) -> None:
    kept = pair[1 - gone]
    shred_unit(line.mira, read_group(line.mira, pair[gone]).all[gone].unit)
    assert [part.id for part in read_group(line.mira, kept).all] == [kept]
    assert [row.id for row in line.rows()] == [kept]

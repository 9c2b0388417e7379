import pytest

from holdfast.apps.intake.errors import NoMailboxError
from holdfast.apps.intake.queries.inbox import Shelf, inbox
from holdfast.apps.intake.queries.replies import found_by, stretched
from holdfast.doors.cli.demonstration.story import line
from holdfast.doors.cli.demonstration.story.stage import Story


def test_who_writes_is_answered_and_reads_it_with_their_code(story: Story) -> None:
    assert line.somebody_writes(story)
    assert line.somebody_is_answered(story)
    (reply,) = found_by(stretched(story.codes[0], cost=story.cost)).replies
    assert reply.text.endswith("?")
    assert line.they_write_again(story)
    assert found_by(stretched(story.codes[0], cost=story.cost)).replies == ()
    row = inbox(actor=line.who_answers(story), clock=story.clock).rows[0]
    assert row.waiting_since == story.clock()


def test_who_called_has_no_mailbox_to_be_answered_in(story: Story) -> None:
    assert line.somebody_calls(story)
    with pytest.raises(NoMailboxError):
        line.somebody_is_answered(story)
    assert inbox(actor=story.at("Lark"), clock=story.clock).counts[Shelf.WAITING] == 1


def test_nobody_comes_back_before_anybody_wrote(story: Story) -> None:
    assert not line.they_write_again(story)
    assert not line.somebody_is_answered(story)

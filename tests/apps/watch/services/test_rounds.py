import pytest
from tests.apps.watch.cast import DUE, MARTEN, WREN, check_in, looked_after, minutes
from tests.apps.watch.mail import Mailroom

from holdfast.apps.watch.errors import PostClosedError
from holdfast.apps.watch.models import WatchRow
from holdfast.apps.watch.post import post_through
from holdfast.apps.watch.queries.rows import last_seen, steps
from holdfast.apps.watch.records import Letterbox
from holdfast.apps.watch.rules import Notice, Step
from holdfast.apps.watch.services.rounds import make_round, remember
from holdfast.apps.watch.services.watching import mark_safe, release, report_word

LATE = DUE + minutes(10)


def test_a_missed_check_in_climbs_its_ladder_and_each_is_told_once(
    box: Letterbox, mail: Mailroom
) -> None:
    row, post = looked_after(box), post_through(mail.server())
    for after in (-11, -1, 0, 1, 14, 15, 16, 500):
        make_round(box, post, now=LATE + minutes(after))
    assert mail.told() == [WREN, MARTEN]
    made = [(done.step, done.notice) for done in steps(box)[row]]
    assert made == [(Step.SENDING, 0), (Step.SENT, 0), (Step.SENDING, 1), (Step.SENT, 1)]


def test_who_checked_in_or_was_released_is_not_told_of(box: Letterbox, mail: Mailroom) -> None:
    safe, gone = looked_after(box), looked_after(box)
    mark_safe(safe, public=box.public)
    release(gone, box=box)
    made = make_round(box, post_through(mail.server()), now=LATE + minutes(600))
    assert (made.live, made.sent, mail.told()) == (1, 0, [])


def test_duress_tells_all_at_once_and_a_wrong_word_keeps_the_ladder(
    box: Letterbox, mail: Mailroom
) -> None:
    report_word(looked_after(box), "white heron", box=box)
    report_word(looked_after(box), "green heron", box=box)
    make_round(box, post_through(mail.server()), now=DUE - minutes(30))
    assert mail.told() == [WREN, MARTEN]


def test_after_a_long_silence_everything_is_told_the_longest_overdue_first(
    box: Letterbox, mail: Mailroom
) -> None:
    looked_after(box, check_in(DUE + minutes(60), ladder=(Notice(0, MARTEN),)))
    looked_after(box, check_in(DUE, ladder=(Notice(0, WREN),)))
    make_round(box, post_through(mail.server()), now=DUE + minutes(9000))
    assert mail.told() == [WREN, MARTEN]


def test_a_refused_address_is_tried_again_and_keeps_no_other_from_being_told(
    box: Letterbox, mail: Mailroom
) -> None:
    row, post = looked_after(box), post_through(mail.server())
    mail.refuses = {WREN}
    for after in (15, 16, 17):
        make_round(box, post, now=LATE + minutes(after))
    assert mail.told() == [MARTEN]
    assert [d.step for d in steps(box)[row]].count(Step.REFUSED) == 1
    mail.refuses = set()
    made = make_round(box, post, now=LATE + minutes(18))
    assert (made.sent, made.refused, mail.told()) == (1, 0, [MARTEN, WREN])


def test_a_closed_server_loses_nothing(box: Letterbox, mail: Mailroom) -> None:
    looked_after(box)
    mail.is_closed = True
    made = make_round(box, post_through(mail.server()), now=LATE + minutes(60))
    assert (made.sent, made.refused) == (0, 1)
    mail.is_closed = False
    make_round(box, post_through(mail.server()), now=LATE + minutes(61))
    assert mail.told() == [WREN, MARTEN]


def test_before_a_notice_is_handed_over_it_is_written_down_that_it_will_be(
    box: Letterbox, mail: Mailroom
) -> None:
    row = looked_after(box)

    def cut_off(address: str) -> None:
        assert [done.step for done in steps(box)[row]] == [Step.SENDING]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_round(box, cut_off, now=LATE)
    assert make_round(box, post_through(mail.server()), now=LATE).sent == 1
    assert mail.told() == [WREN]


def test_a_row_that_cannot_be_read_is_said_and_the_others_are_told(
    box: Letterbox, mail: Mailroom
) -> None:
    broken = looked_after(box)
    looked_after(box)
    WatchRow.objects.filter(pk=broken).update(sealed=b"HP1")
    made = make_round(box, post_through(mail.server()), now=LATE)
    assert (made.unreadable, made.sent) == (1, 1)


def test_the_moment_that_is_remembered_is_the_last(box: Letterbox) -> None:
    remember(DUE, box=box)
    remember(LATE, box=box)
    assert last_seen(box) == LATE


def test_a_server_that_closes_half_way_is_tried_in_the_next_round(box: Letterbox) -> None:
    looked_after(box)
    tried = []

    def closed(address: str) -> None:
        tried.append(address)
        raise PostClosedError

    make_round(box, closed, now=LATE + minutes(60))
    assert tried == [WREN]

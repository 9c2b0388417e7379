import datetime as dt
from pathlib import Path

import pytest
from tests.apps import stage
from tests.apps.accounts.cast import HandClock
from tests.apps.watch.cast import DUE, WREN, looked_after, minutes
from tests.apps.watch.mail import Mailroom

from holdfast.apps.watch.errors import AlreadyWatchingError, PostClosedError
from holdfast.apps.watch.heartbeat import FILE, Condition, sign_of_life
from holdfast.apps.watch.models import WatchRow
from holdfast.apps.watch.post import Post, post_through
from holdfast.apps.watch.queries.rows import last_seen
from holdfast.apps.watch.records import Letterbox
from holdfast.apps.watch.services.rounds import make_round, remember
from holdfast.apps.watch.services.standing_guard import alone, guard_once, stand_guard
from holdfast.apps.watch.services.watching import fill_up, release
from holdfast.apps.watch.timekeeping import Reckoner, begin

LATE = DUE + minutes(10)


def reckoner(clock: HandClock) -> Reckoner:
    return begin(wall=clock, seen_at=None, elapsed=lambda: 0.0)


def condition(site: Path) -> Condition:
    return sign_of_life(site).condition


def test_rounds_go_on_until_it_is_told_to_stop(site: Path, box: Letterbox, mail: Mailroom) -> None:
    looked_after(box)
    clock, rounds = HandClock(DUE), []

    def pause(seconds: float) -> bool:
        rounds.append(seconds)
        clock.forward(minutes=5)
        return len(rounds) < 4

    stand_guard(box, post_through(mail.server()), clock=clock, every_seconds=30, pause=pause)
    assert rounds == [30, 30, 30, 30]
    assert mail.told() == [WREN]
    assert condition(site) is Condition.WATCHING


def test_each_round_leaves_a_sign_of_life_that_says_how_it_fares(
    site: Path, box: Letterbox, mail: Mailroom
) -> None:
    row, post, clock = looked_after(box), post_through(mail.server()), HandClock(LATE)
    mail.is_closed = True
    guard_once(box, post, reckoner(clock), every_seconds=30)
    assert condition(site) is Condition.CANNOT_SEND
    mail.is_closed = False
    now = reckoner(clock)
    guard_once(box, post, now, every_seconds=30)
    assert condition(site) is Condition.WATCHING
    clock.forward(hours=-3)
    guard_once(box, post, now, every_seconds=30)
    assert condition(site) is Condition.CLOCK_BACK
    WatchRow.objects.filter(pk=row).update(sealed=b"HP1")
    guard_once(box, post, now, every_seconds=30)
    assert condition(site) is Condition.UNREADABLE


def test_a_round_that_fails_leaves_no_sign_and_does_not_end_the_watch(
    site: Path, box: Letterbox, mail: Mailroom
) -> None:
    looked_after(box)
    clock, post = HandClock(LATE), post_through(mail.server())
    store = site / "watch" / "watch.sqlite3"
    stage.leave()
    away = store.rename(store.with_suffix(".away"))
    assert guard_once(box, post, reckoner(clock), every_seconds=30) is None
    assert not (site / FILE).exists()
    stage.leave()
    away.rename(store)
    assert guard_once(box, post, reckoner(clock), every_seconds=30) is not None
    assert mail.told() == [WREN]


def test_two_never_watch_one_site(site: Path, box: Letterbox, mail: Mailroom) -> None:
    post = post_through(mail.server())
    fill_up(box)
    with alone(), pytest.raises(AlreadyWatchingError):
        stand_guard(box, post, clock=HandClock(), every_seconds=1, pause=lambda _: False)
    stand_guard(box, post, clock=HandClock(), every_seconds=1, pause=lambda _: False)
    assert condition(site) is Condition.WATCHING


@pytest.mark.parametrize("taken", [1, 16])
def test_rows_that_somebody_took_away_are_not_passed_over(
    site: Path, box: Letterbox, mail: Mailroom, taken: int
) -> None:
    row = looked_after(box)
    others = WatchRow.objects.exclude(pk=row).values_list("pk", flat=True)[: taken - 1]
    WatchRow.objects.filter(pk__in=[row, *others]).delete()
    guard_once(box, post_through(mail.server()), reckoner(HandClock(LATE)), every_seconds=30)
    assert condition(site) is Condition.ROWS_MISSING
    assert not sign_of_life(site).is_watching


def jumped(box: Letterbox, post: Post, clock: HandClock, hours: float) -> None:
    """A watch that looks once, has its clock set, and looks again a quarter of an hour later."""
    elapsed = [0.0]
    now = begin(wall=clock, seen_at=last_seen(box), elapsed=lambda: elapsed[0])
    guard_once(box, post, now, every_seconds=30)
    clock.forward(hours=hours)
    elapsed[0] += 900
    guard_once(box, post, now, every_seconds=30)


@pytest.mark.parametrize("hours", [-9000, -24, -1, 0.25, 5, 9000])
def test_a_clock_that_jumps_never_makes_a_missed_check_in_silent(
    box: Letterbox, mail: Mailroom, hours: float
) -> None:
    looked_after(box)
    jumped(box, post_through(mail.server()), HandClock(LATE - minutes(1)), hours)
    assert mail.told()[0] == WREN


def test_after_a_reboot_with_the_clock_set_back_time_goes_on(
    box: Letterbox, mail: Mailroom
) -> None:
    looked_after(box)
    remember(LATE - minutes(1), box=box)
    clock, elapsed = HandClock(LATE - minutes(60 * 24 * 400)), [0.0]
    now = begin(wall=clock, seen_at=last_seen(box), elapsed=lambda: elapsed[0])
    elapsed[0] = 61
    guard_once(box, post_through(mail.server()), now, every_seconds=30)
    assert mail.told() == [WREN]


def test_setting_the_clock_forward_for_a_moment_makes_nothing_early_afterwards(
    box: Letterbox, mail: Mailroom
) -> None:
    clock, post = HandClock(DUE - minutes(600)), post_through(mail.server())
    now = reckoner(clock)
    clock.forward(hours=5000)
    guard_once(box, post, now, every_seconds=30)
    clock.forward(hours=-5000)
    row = looked_after(box)
    restarted = begin(wall=clock, seen_at=last_seen(box), elapsed=lambda: 0.0)
    assert make_round(box, post, now=restarted.now()).sent == 0
    release(row, box=box)


@pytest.mark.parametrize("error", [PostClosedError(), TypeError("Wren"), OverflowError("Wren")])
def test_what_else_is_told_fails_without_ending_the_watch_and_check_ins_go_first(
    site: Path,
    box: Letterbox,
    mail: Mailroom,
    error: Exception,
    caplog: pytest.LogCaptureFixture,
) -> None:
    looked_after(box)
    seen: list[list[str]] = []

    def broken(_: dt.datetime) -> bool:
        seen.append(mail.told())
        raise error

    post, now = post_through(mail.server()), reckoner(HandClock(LATE))
    made = guard_once(box, post, now, every_seconds=30, also=broken)
    assert made is not None
    assert seen == [[WREN]]
    assert type(error).__name__ in caplog.text
    assert "Wren" not in caplog.text
    assert condition(site) is Condition.LINE_UNTOLD
    guard_once(box, post, now, every_seconds=30, also=lambda _: True)
    assert condition(site) is Condition.WATCHING


def test_notices_of_the_line_that_do_not_go_out_are_not_said_to_be_check_ins(
    site: Path, box: Letterbox, mail: Mailroom
) -> None:
    fill_up(box)
    guard_once(
        box, post_through(mail.server()), reckoner(HandClock(DUE)), every_seconds=30,
        also=lambda _: False,
    )  # fmt: skip
    assert condition(site) is Condition.LINE_UNTOLD
    assert sign_of_life(site).is_watching

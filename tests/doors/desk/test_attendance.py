import datetime as dt
from types import SimpleNamespace

from tests.apps import stage

stage.prepare()

from tests.apps.accounts.cast import HandClock, gate  # noqa: E402

from holdfast.doors.desk.attendance import MOST_SAYS, Attendance, Doing  # noqa: E402


def actor(member: str) -> SimpleNamespace:
    return SimpleNamespace(member=member, memory=None)


def test_keys_are_found_by_the_cookie_they_came_with_and_by_no_other() -> None:
    attendance = Attendance(gate(HandClock()))
    seat = attendance.arrive("cookie", actor("a"))
    assert attendance.seat("cookie") is seat
    assert attendance.seat("another") is None


def test_keys_go_when_the_member_leaves() -> None:
    attendance = Attendance(gate(HandClock()))
    attendance.arrive("cookie", actor("a"))
    attendance.leave("cookie")
    assert attendance.seat("cookie") is None and len(attendance) == 0


def test_all_sessions_of_one_member_are_dismissed_and_nobody_elses() -> None:
    attendance = Attendance(gate(HandClock()))
    for cookie, member in (("1", "a"), ("2", "a"), ("3", "b")):
        attendance.arrive(cookie, actor(member))
    attendance.dismiss("a")
    assert [attendance.seat(cookie) is None for cookie in "123"] == [True, True, False]


def test_unused_keys_are_dropped_when_anybody_comes_by() -> None:
    clock = HandClock()
    attendance = Attendance(gate(clock))
    attendance.arrive("idle", actor("a"))
    clock.forward(minutes=19)
    attendance.arrive("busy", actor("b"))
    clock.now += dt.timedelta(minutes=2)
    assert attendance.seat("busy") is not None
    assert len(attendance) == 1


def test_who_was_away_longest_makes_room() -> None:
    attendance = Attendance(gate(HandClock()), most=2)
    attendance.arrive("1", actor("a"))
    attendance.arrive("2", actor("b"))
    attendance.seat("1")
    attendance.arrive("3", actor("c"))
    assert [attendance.seat(cookie) is None for cookie in "123"] == [False, True, False]


def test_a_sentence_is_shown_once_and_only_the_last_few_are_kept() -> None:
    seat = Attendance(gate(HandClock())).arrive("cookie", actor("a"))
    for n in range(MOST_SAYS + 3):
        seat.say(str(n))
    assert seat.said() == [str(n) for n in range(3, MOST_SAYS + 3)]
    assert seat.said() == []


def remembering(member: str, size: int) -> SimpleNamespace:
    memory = SimpleNamespace(size_bytes=size, forgot=0)

    def forget() -> None:
        memory.size_bytes, memory.forgot = 0, memory.forgot + 1

    memory.forget = forget
    return SimpleNamespace(member=member, memory=memory)


def test_what_a_session_remembers_goes_when_it_goes() -> None:
    clock = HandClock()
    attendance = Attendance(gate(clock), most=2)
    actors = [remembering(name, 10) for name in "abcd"]
    for actor_ in actors[:3]:
        attendance.arrive(actor_.member, actor_)  # the third makes the first give its seat up
    assert [a.memory.forgot for a in actors] == [1, 0, 0, 0]
    attendance.leave("b")
    attendance.dismiss("c")
    assert [a.memory.forgot for a in actors] == [1, 1, 1, 0]
    attendance.arrive("d", actors[3])
    clock.forward(hours=1)
    assert attendance.seat("d") is None
    assert actors[3].memory.forgot == 1


def test_all_sessions_together_remember_no_more_than_they_may() -> None:
    attendance = Attendance(gate(HandClock()), most_bytes=25)
    actors = [remembering(name, 10) for name in "abc"]
    for actor_ in actors:
        attendance.arrive(actor_.member, actor_)
    assert attendance.seat("c") is not None
    assert [a.memory.forgot for a in actors] == [1, 0, 0]
    actors[0].memory.size_bytes = 40  # they came back, and hold too much all by themselves
    assert attendance.seat("a") is not None
    assert [a.memory.forgot for a in actors] == [1, 1, 1]


def two_at_work(clock: HandClock):
    attendance = Attendance(gate(clock))
    return attendance, attendance.arrive("1", actor("a")), attendance.arrive("2", actor("b"))


def test_who_has_a_page_open_is_told_to_others_and_not_to_themselves() -> None:
    attendance, mira, nor = two_at_work(HandClock())
    attendance.open_page(mira, "here")
    attendance.open_page(nor, "elsewhere")
    assert attendance.company(mira, "here") == []
    (found,) = attendance.company(nor, "here")
    assert (found.member, found.doing) == ("a", Doing.READING)


def test_who_writes_is_said_to_write_until_they_close_the_page() -> None:
    attendance, mira, nor = two_at_work(HandClock())
    attendance.open_page(mira, "here", Doing.WRITING)
    attendance.open_page(mira, "here")
    assert [one.doing for one in attendance.company(nor, "here")] == [Doing.WRITING]
    attendance.close_page(mira, "here")
    assert attendance.company(nor, "here") == []


def test_what_somebody_has_open_is_forgotten_within_minutes_and_with_the_session() -> None:
    clock = HandClock()
    attendance, mira, nor = two_at_work(clock)
    attendance.open_page(mira, "here", Doing.WRITING)
    clock.forward(minutes=5)
    assert attendance.company(nor, "here") == []
    attendance.open_page(mira, "there")
    assert set(mira.places) == {"there"}
    attendance.leave("1")
    assert attendance.company(nor, "there") == []


def test_a_member_in_two_browsers_is_one() -> None:
    attendance, mira, nor = two_at_work(HandClock())
    again = attendance.arrive("3", actor("a"))
    attendance.open_page(mira, "here")
    attendance.open_page(again, "here", Doing.WRITING)
    assert [one.doing for one in attendance.company(nor, "here")] == [Doing.WRITING]

import pytest

from holdfast.doors.source.pacing import STEP_SECONDS, Evened


class Hand:
    """A clock that sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept = 0.0

    def __call__(self) -> float:
        return self.now

    def work(self, seconds: float) -> None:
        self.now += seconds

    def sleep(self, seconds: float) -> None:
        self.slept += seconds
        self.now += seconds


@pytest.mark.parametrize("worked", [0.0001, 0.002, 0.049])
def test_work_that_differs_ends_at_the_same_step(worked: float) -> None:
    hand = Hand()
    evened = Evened(now=hand, sleep=hand.sleep)
    with evened.counted():
        hand.work(worked)
    evened.wait()
    assert hand.now == pytest.approx(STEP_SECONDS)


def test_what_is_done_between_two_counted_blocks_adds_itself_and_nothing_else() -> None:
    hand = Hand()
    evened = Evened(now=hand, sleep=hand.sleep)
    with evened.counted():
        hand.work(0.01)
    hand.work(3)  # a code is stretched
    with evened.counted():
        hand.work(0.02)
    evened.wait()
    assert hand.now == pytest.approx(3 + STEP_SECONDS)
    assert hand.slept == pytest.approx(STEP_SECONDS - 0.03)


def test_work_longer_than_a_step_takes_whole_steps_and_waiting_twice_adds_none() -> None:
    hand = Hand()
    evened = Evened(now=hand, sleep=hand.sleep)
    with evened.counted():
        hand.work(STEP_SECONDS * 2.5)
    evened.wait()
    evened.wait()
    assert hand.now == pytest.approx(STEP_SECONDS * 3)


def test_a_block_that_fails_counts_too() -> None:
    hand = Hand()
    evened = Evened(now=hand, sleep=hand.sleep)
    with pytest.raises(ValueError), evened.counted():
        hand.work(0.01)
        raise ValueError
    assert evened.spent == pytest.approx(0.01)

"""What stands on the pages of a mailbox, and how large they are."""

from __future__ import annotations

from tests.apps.intake.cast import LineTeam
from tests.doors.source.stage import Browser

from holdfast.apps.intake.queries.conversations import conversation
from holdfast.apps.intake.services.conversations import answer
from holdfast.doors.source.pages import ANSWER_SIZE, SIZES

WORDS = "They found my phone. I can write but not speak."


def heard(line: LineTeam):
    line.take_in()
    return conversation(actor=line.mira, conversation=line.rows()[0].id)


def test_right_wrong_and_malformed_codes_bring_pages_of_one_size(
    line: LineTeam, browser: Browser
) -> None:
    code = browser.write(WORDS)
    found = heard(line)
    answer(actor=line.mira, conversation=found.id, text="Is there a door? " * 40)
    wrong = "0" + code[1:-1] + str((int(code[-1]) + 1) % 10)
    sizes = {len(browser.come_back(typed)) for typed in (code, wrong, "x", "", "one " * 8)}
    assert {len(page.encode()) for page in [browser.page]} == {ANSWER_SIZE}
    assert len(sizes) <= 2  # in characters; in bytes they are one, as below
    for typed in (code, wrong, "x", "", "one " * 8):
        browser.come_back(typed)
        assert len(browser.answer.content) == ANSWER_SIZE
        assert browser.answer.status_code == 200


def test_long_answers_come_some_at_a_time_and_none_is_lost(
    line: LineTeam, browser: Browser
) -> None:
    code = browser.write(WORDS)
    found = heard(line)
    for number in range(6):
        line.clock.forward(minutes=1)
        text = f"{number} " + "ж" * 5000
        answer(actor=line.mira, conversation=found.id, text=text, clock=line.clock)
    browser.come_back(code)
    seen = []
    while "/box" in browser.page and "ж" in browser.page:
        seen += [n for n in range(6) if f"{n} ж" in browser.page]
        assert len(browser.answer.content) <= SIZES[-1]
        browser.send("/box", act="read")
    assert seen == list(range(6))

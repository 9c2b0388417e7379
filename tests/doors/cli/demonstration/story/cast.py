"""What the tests of the story's events begin with."""

from __future__ import annotations

from collections.abc import Callable

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.casework.queries.cases import cases
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.doors.cli.demonstration.story import line
from holdfast.doors.cli.demonstration.story.cases import a_case_is_opened
from holdfast.doors.cli.demonstration.story.stage import Story
from holdfast.kernel.errors import HoldfastError

TRIES = 40


def until_it_happens(event: Callable[[], bool], *refusals: type[HoldfastError]) -> None:
    """An event, until it happens once."""
    for _ in range(TRIES):
        try:
            if event():
                return
        except refusals:
            continue
    raise AssertionError("it never happened")


def a_case(story: Story) -> CaseId:
    """Somebody writes, and a case is opened for them."""
    known = {one.id for one in cases(story.at("Crane"), clock=story.clock)}
    line.somebody_writes(story)
    until_it_happens(lambda: a_case_is_opened(story), NotPermittedError)
    found = {one.id for one in cases(story.at("Crane"), clock=story.clock)} - known
    (case,) = found
    return case

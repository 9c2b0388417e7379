"""The worked example of the method's page is run as it stands there."""

import doctest
from pathlib import Path

from holdfast.doors.cli.estimate import estimate

PAGE = Path(__file__).parents[3] / "docs" / "methods" / "estimation.md"


def test_the_worked_example_gives_what_it_says():
    results = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert results.attempted > 10
    assert results.failed == 0


def test_every_option_of_the_command_is_in_the_guide():
    guide = (PAGE.parents[1] / "guide" / "estimate.md").read_text()
    for parameter in estimate.params:
        for name in parameter.opts:
            if name.startswith("-"):
                assert f"`{name}" in guide

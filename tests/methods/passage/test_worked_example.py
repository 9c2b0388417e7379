import doctest
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "methods" / "passage.md"


def test_the_example_in_the_documentation_says_what_really_comes_out() -> None:
    outcome = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert outcome.failed == 0
    assert outcome.attempted > 10

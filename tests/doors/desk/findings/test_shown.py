from collections.abc import Iterator

import pytest
from tests.apps import stage
from tests.apps.archive.cast import open_archive
from tests.apps.keyring.cast import found_team
from tests.apps.review.cast import Bench, open_bench
from tests.apps.review.reports import DETAINED
from tests.doors.desk.stage import DESK_SETTINGS  # noqa: F401  (sets Django up)

from holdfast.apps.review.rules import Standing, StatementVerdict, Verdict
from holdfast.doors.desk.findings.shown import (
    count_words,
    drawing,
    judgement_words,
    shown_quotation,
    shown_row,
    statement_words,
    things,
)


@pytest.fixture
def bench() -> Iterator[Bench]:
    with stage.folder() as folder:
        stage.stand(folder / "site")
        yield open_bench(open_archive(found_team()))
        stage.leave()


def test_dots_and_words_say_the_same(bench: Bench) -> None:
    row = shown_row(bench.finding(DETAINED).row)
    assert (row.solid, row.hollow) == ("●●●", "○○○")
    assert row.reach == "3 reports, 3 origins (2–3), not yet reviewed"
    assert (row.machine, row.judgement) == ("", "")
    assert count_words(bench.finding(DETAINED).row.origins) == "3 origins (2–3)"


def test_a_statement_of_nobody_says_so(bench: Bench) -> None:
    view = bench.finding(DETAINED)
    nobody = next(shown for shown in view.said if shown.id == "q6")
    assert shown_quotation(nobody).chain == ("nobody named", "Morning Post")
    man = shown_quotation(next(shown for shown in view.said if shown.id == "q4"))
    assert man.chain == ("another man (not named)", "Channel Nine")
    assert man.notes == "allegation · quoted · first hand · Channel Nine, 5 April 2031"


def test_a_judgement_says_how_many_made_it() -> None:
    assert judgement_words(Standing()) == ("", "")
    assert judgement_words(Standing(None, 2)) == ("danger", "reviewers differ")
    assert judgement_words(Standing(Verdict.HOLDS, 1)) == (
        "ok",
        "holds (one reviewer, no second yet)",
    )
    assert statement_words(Standing(StatementVerdict.NOT_SAID, 2)) == (
        "warn",
        "does not say this, not counted (two reviewers)",
    )


def test_figures_stand_in_a_table_and_are_drawn_once_a_thing(bench: Bench) -> None:
    view = bench.finding(DETAINED)
    shown = things(view)
    assert [(thing.counts, thing.place) for thing in shown] == [("detained, persons", "1")]
    assert [row.bounds for row in shown[0].rows] == ["at least 101", "at least 200"]
    drawn = drawing(view, "1")
    assert drawn is not None
    assert "at least 200" in drawn.alt
    assert drawing(view, "2") is None
    assert drawing(bench.finding(), "1") is None

import csv
import json
from pathlib import Path

import pytest
from tests.methods.linkage.sample import many_lists, small_lists

from holdfast.methods.linkage.continuity import read_previous
from holdfast.methods.linkage.decisions import Answer, Decision, read_decisions
from holdfast.methods.linkage.errors import OutputError
from holdfast.methods.linkage.link import Linkage, Order, link
from holdfast.methods.linkage.output import (
    check_output,
    deliver,
    names_of,
    row_numbers,
    summary,
    write_decisions,
)
from holdfast.methods.linkage.settings import LinkSettings

_WORDS = ("orlaev", "orlajev", "zalina", "tervan", "акhмед", "ахмед", "мехмаев", "barqawi", "1987")


@pytest.fixture(scope="module")
def made() -> Linkage:
    return link(small_lists(), LinkSettings(prior=0.05), Order(draws=3))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_stands_in_linked_csv_once(made: Linkage, tmp_path: Path) -> None:
    deliver(made, tmp_path / "out")
    rows = _rows(tmp_path / "out" / "linked.csv")
    assert [(row["list"], int(row["row"])) for row in rows] == row_numbers(made)
    assert rows[0]["cluster"] == rows[4]["cluster"] == rows[7]["cluster"]


def test_no_file_repeats_a_name_or_a_date(made: Linkage, tmp_path: Path) -> None:
    deliver(made, tmp_path / "out")
    for path in (tmp_path / "out").iterdir():
        text = path.read_text("utf-8").lower()
        assert not [word for word in _WORDS if word in text], path.name


def test_names_are_repeated_only_if_asked_for(made: Linkage, tmp_path: Path) -> None:
    deliver(made, tmp_path / "out", names=names_of(made.scored.lists))
    assert _rows(tmp_path / "out" / "linked.csv")[0]["name"] == "Akhmed Ruslanovich Orlaev"
    assert _rows(tmp_path / "out" / "linked.csv")[4]["name"] == "Ahmed Ruslan Orlajev"
    assert "left_name" in _rows(tmp_path / "out" / "pairs.csv")[0]


def test_pairs_carry_probability_and_reasons(made: Linkage, tmp_path: Path) -> None:
    deliver(made, tmp_path / "out")
    pairs = _rows(tmp_path / "out" / "pairs.csv")
    linked = [row for row in pairs if row["linked"] == "1"]
    assert linked
    assert all(0 <= float(row["probability"]) <= 1 for row in pairs)
    assert any("family name" in row["reasons"] for row in linked)


def test_the_table_and_the_draws_are_capture_tables(made: Linkage, tmp_path: Path) -> None:
    deliver(made, tmp_path / "out")
    table = _rows(tmp_path / "out" / "table.csv")
    assert list(table[0]) == ["watch", "hospital", "board", "count"]
    assert sum(int(row["count"]) for row in table) == sum(made.table.values())
    draws = [
        json.loads(line) for line in (tmp_path / "out" / "draws.jsonl").read_text().splitlines()
    ]
    assert len(draws) == 3
    assert all(set(draw) == {"lists", "counts"} for draw in draws)
    assert all(len(history) == 3 for draw in draws for history in draw["counts"])


def test_the_folder_is_its_owners_alone(made: Linkage, tmp_path: Path) -> None:
    deliver(made, tmp_path / "out")
    assert (tmp_path / "out").stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "out").iterdir())
    assert not list((tmp_path / "out").glob(".*"))


def test_a_folder_of_something_else_is_not_touched(made: Linkage, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(OutputError, match="not a linkage"):
        check_output(tmp_path)
    check_output(tmp_path / "new")
    deliver(made, tmp_path / "new")
    check_output(tmp_path / "new")


def test_an_output_that_cannot_be_written_is_said(made: Linkage, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot be written"):
        deliver(made, tmp_path / "file" / "out")


def test_a_write_that_is_interrupted_leaves_the_old_file_and_no_part(
    made: Linkage, tmp_path: Path, monkeypatch
) -> None:
    deliver(made, tmp_path)
    before = (tmp_path / "linked.csv").read_text()

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        deliver(made, tmp_path, names=names_of(made.scored.lists))
    assert (tmp_path / "linked.csv").read_text() == before
    assert not list(tmp_path.glob(".*.part"))


def test_the_output_can_be_continued_from(made: Linkage, tmp_path: Path) -> None:
    deliver(made, tmp_path / "out")
    again = link(
        small_lists(),
        LinkSettings(prior=0.05),
        Order(draws=0, previous=read_previous(tmp_path / "out")),
    )
    assert again.continuity.identifiers == made.continuity.identifiers
    assert summary(again)["identifiers"]["new"] == 0


def test_the_summary_tells_what_review_found_in_each_band(made: Linkage) -> None:
    at = int(made.pairs["probability"].to_numpy().argmax())
    keys = [made.scored.keys[int(made.pairs[side].iloc[at])] for side in ("left", "right")]
    decision = Decision(*sorted(keys), "AB", Answer.SAME)
    again = link(small_lists(), LinkSettings(prior=0.05), Order(draws=0, decisions=[decision]))
    bands = summary(again)["review"]
    assert [(band["judged"], band["same"]) for band in bands] == [(1, 1)]
    assert 0.2 < bands[0]["share"]["low"] < 0.21
    assert summary(made)["review"] == []


def test_decisions_are_kept_by_themselves(tmp_path: Path) -> None:
    decisions = [Decision("r1", "r2", "AB", Answer.SAME)]
    write_decisions(decisions, tmp_path / "out")
    assert read_decisions(tmp_path / "out" / "decisions.csv") == decisions
    check_output(tmp_path / "out")


def test_the_summary_tells_how_strangers_resemble_each_other() -> None:
    lists, _ = many_lists(300)
    told = summary(link(lists, LinkSettings(), Order(draws=0)))["strangers"]
    assert sum(kind["share"] for kind in told) == pytest.approx(1.0)
    for kind in told:
        assert {"given", "family", "born"} <= set(kind["levels"])
        assert all(sum(shares) == pytest.approx(1.0) for shares in kind["levels"].values())

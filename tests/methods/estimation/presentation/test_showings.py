"""What the chains showed: every number, each with its verdict."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from holdfast.methods.estimation.presentation.showings import showings_section
from holdfast.methods.estimation.report import EstimateEntry, StratumEntry
from holdfast.rendering.tree import Figure, Section, Table

from . import sample
from .sample import document, found, section, words


def figures(name):
    return {figure.name: figure for figure in found(section(document(name), "shown"), Figure)}


def test_every_method_that_has_a_number_has_its_pictures():
    assert set(figures("refused")) == {
        "intervals", "moves-latent-class", "moves-decomposable", "posterior", "traces",
    }  # fmt: skip


def test_refused_numbers_are_marked_in_words_and_in_the_table():
    made = figures("refused")
    alt = made["intervals"].alt
    assert "Independence: 3,011, from 2,893 to 3,140 (refused)" in alt
    assert "Decomposable graphs: 9,100, from 4,210 without an upper bound (refused)" in alt
    assert "Log-linear models: no number" in alt
    assert made["intervals"].table.rows[1][3] == ("4,210 or more",)
    assert "not to be quoted" in made["moves-decomposable"].caption
    assert "not to be quoted" in made["posterior"].caption
    assert "not to be quoted" not in figures("usable")["posterior"].caption


def test_every_variation_stands_beside_the_interval_it_varies():
    table = figures("usable")["moves-decomposable"].table
    assert table.rows[0][0] == ("the interval itself",)
    assert len(table.rows) == 1 + len(sample.rows(sample.usable().outcomes[1], sample.TABLE))
    assert table.rows[-1][2:] == (("none",), ("none",), ("No maximum.",))


def test_convergence_stands_beside_the_chains():
    said = words(section(document("usable"), "shown"))
    found_ = sample.usable().outcomes[0].convergence
    assert f"{found_.rhat:.4f} (at most 1.01)" in said
    assert f"{found_.ess_bulk:,.0f} (at least 400)" in said


def test_several_answers_are_listed_with_their_shares():
    tables = found(section(document("refused"), "shown"), Table)
    modes = next(t for t in tables if t.caption == "Several answers")
    assert len(modes.rows) == 2 and modes.rows[0][1] == ("50%",)


def test_without_variations_that_is_said():
    study = replace(sample.apart(), sensitivity=())
    assert "No variation was run" in words(showings_section(study, study.report()))


def test_strata_carry_no_verdict_and_say_so():
    study = replace(sample.apart(), sensitivity=())
    entry = EstimateEntry(median=10.0, low=8.0, high=15.0)
    strata = (StratumEntry(name="شمال", seen=6, alone=entry, pooled=entry, rhat=1.002),)
    part = showings_section(study, msgspec.structs.replace(study.report(), strata=strata))
    picture = next(f for f in found(part, Figure) if f.name == "strata")
    assert "stratum 1, alone: 10, from 8 to 15 (no verdict)" in picture.alt
    assert "No verdict is passed on single strata" in words(part)
    assert picture.table.rows[0][2:] == (("10 (8 to 15)",), ("10 (8 to 15)",), ("1.002",))


def test_a_study_without_methods_has_a_part_all_the_same():
    study = sample.stopped()
    assert isinstance(showings_section(study, study.report()), Section)

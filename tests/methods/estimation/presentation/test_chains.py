"""Chains: each in its own strip, the whole as a hill, tables from all draws."""

from __future__ import annotations

import numpy as np

from holdfast.methods.estimation.presentation.chains import (
    MOST_STRIPS,
    density_figure,
    trace_figure,
)

from .sample import chains

TRACES = chains()[:3]


def test_each_chain_has_its_row():
    made = trace_figure(TRACES)
    assert [row[0] for row in made.table.rows] == [("chain 1",), ("chain 2",), ("chain 3",)]
    middle = f"{np.median(TRACES[1]):,.0f}"
    assert made.table.rows[1][1] == (middle,)
    assert "3 chains" in made.alt


def test_chains_beyond_the_strips_stand_in_the_table_and_are_said():
    many = np.tile(TRACES[:1, :50], (MOST_STRIPS + 3, 1))
    made = trace_figure(many)
    assert f"the first {MOST_STRIPS} of {MOST_STRIPS + 3} chains" in made.caption
    assert len(made.table.rows) == MOST_STRIPS + 3


def test_the_same_draws_give_the_same_picture_and_a_refused_one_is_hollow():
    draws = TRACES.ravel()
    first, second = (density_figure(draws, TRACES, is_refused=False) for _ in range(2))
    hollow = density_figure(draws, TRACES, is_refused=True)
    assert first == second
    assert hollow.light != first.light
    assert "not to be quoted" in hollow.caption and "not to be quoted" in hollow.alt


def test_quantiles_are_those_of_all_draws():
    made = density_figure(np.arange(1.0, 1002.0), None, is_refused=False)
    assert [row[1] for row in made.table.rows] == [("26",), ("251",), ("501",), ("751",), ("976",)]


def test_draws_that_do_not_move_can_be_drawn():
    still = np.full((2, 40), 300.0)
    assert trace_figure(still).light.startswith(b"\x89PNG")
    assert density_figure(still.ravel(), still, is_refused=False).light.startswith(b"\x89PNG")

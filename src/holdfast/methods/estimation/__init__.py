"""How many there are, those on no list included: capture-recapture on several lists.

Start with `read_table` and `study_table`; the single methods are `latent_class`, `decomposable`,
`log_linear`, `stepwise` and `independence`. Each gives an `Outcome`; `judge` turns it into a
`Verdict` in words. `docs/methods/estimation.md` has a worked example and the formulas.

Needs the `analysis` extra: without it, importing this package raises `AnalysisMissingError`.
"""

from __future__ import annotations

from .compiled import AnalysisMissingError
from .decomposable import DecomposableSettings, decomposable, grid_posterior
from .description import Description, DescriptionError, ListDescription, read_description
from .diagnostics import Convergence, Mode, bulk_ess, convergence, find_modes, rhat, tail_ess
from .graphs import chordal_graphs
from .hierarchical import hierarchical_models
from .latent_class import Draws, LatentClassSettings, latent_class, sample_latent_class
from .log_linear import independence, log_linear, ranked_models, stepwise
from .outcome import Concern, Doubt, Interval, Method, Outcome, SettingsError
from .pooled import pool
from .reading import read_draws, read_strata, read_table
from .report import Report, to_json
from .sensitivity import SensitivityRow, sensitivity_of
from .simulation import SCENARIOS, Population, simulate
from .strata import Strata, estimate_strata
from .study import Options, Study, study_linkages, study_table
from .table import CaptureTable, TableError, sum_of, table_of
from .verdict import Standing, Verdict, judge

__all__ = [
    "SCENARIOS",
    "AnalysisMissingError",
    "CaptureTable",
    "Concern",
    "Convergence",
    "DecomposableSettings",
    "Description",
    "DescriptionError",
    "Doubt",
    "Draws",
    "Interval",
    "LatentClassSettings",
    "ListDescription",
    "Method",
    "Mode",
    "Options",
    "Outcome",
    "Population",
    "Report",
    "SensitivityRow",
    "SettingsError",
    "Standing",
    "Strata",
    "Study",
    "TableError",
    "Verdict",
    "bulk_ess",
    "chordal_graphs",
    "convergence",
    "decomposable",
    "estimate_strata",
    "find_modes",
    "grid_posterior",
    "hierarchical_models",
    "independence",
    "judge",
    "latent_class",
    "log_linear",
    "pool",
    "ranked_models",
    "read_description",
    "read_draws",
    "read_strata",
    "read_table",
    "rhat",
    "sample_latent_class",
    "sensitivity_of",
    "simulate",
    "stepwise",
    "study_linkages",
    "study_table",
    "sum_of",
    "table_of",
    "tail_ess",
    "to_json",
]

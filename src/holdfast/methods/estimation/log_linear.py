"""Log-linear estimates: the model chosen by BIC, the stepwise one, and independence.

Invariants:
- The headline is the maximum likelihood estimate of the chosen model, not of an average.
- Where the chosen model has no estimate there is no number, even if a worse model has one.
- Models within two BIC of the best are named when they say something else: the choice decides.

Sources: Fienberg (1972, Biometrika 59:591-603); BIC with log n as in Rcapture (Baillargeon and
Rivest 2007, J. Stat. Softw. 19(5)); stepwise: Chan, Silverman and Vincent (2021, J. Am. Stat.
Assoc. 116:1297-1306), Poisson tail of a pair's overlap under 0.02; bootstrap: Buckland and
Garthwaite (1991, Biometrics 47:255-268), resampling people, the unseen included.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2, poisson

from .diagnostics import Mode, mode_name
from .hierarchical import (
    MOST_ENUMERATED,
    Model,
    can_hold,
    column,
    design,
    hierarchical_models,
    histories,
    main_effects,
    name_of,
)
from .outcome import Concern, Doubt, Interval, Method, Outcome, Setting, whole_mode
from .poisson_fit import Fit, fit_exactly, fit_members
from .table import CaptureTable

Floats = NDArray[np.float64]

MOST_LISTS = 8
MOST_INDEPENDENT_LISTS = 10
STEP_THRESHOLD = 0.02
_ROUNDS = 30
_CLOSE_BIC = 2.0
_CONTENDER_BIC = 6.0
_MOST_CONTENDERS = 25
_DISAGREEMENT = 1.25
_MISFIT = 0.001
REPLICATES = 400


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model with its BIC (constants left out) and what it says is the population."""

    model: Model
    bic: float
    population: float


def log_linear(table: CaptureTable, *, seed: int, replicates: int = REPLICATES) -> Outcome:
    """The hierarchical model of the least BIC, with a bootstrap interval.

    Up to five lists every hierarchical model is tried; up to eight, interactions join one by one;
    beyond, the outcome has no number and says so.
    """
    started = time.perf_counter()
    if table.width > MOST_LISTS:
        sentence = f"Log-linear models are fitted for up to {MOST_LISTS} lists."
        return _without(Method.LOG_LINEAR, {}, Doubt(Concern.LIMIT, sentence))
    ranked = ranked_models(table)
    best = ranked[0]
    fit = fit_exactly(design(table.width, best.model), table.full()[1:])
    settings = _settings(table, best.model, fit, "least BIC among hierarchical models")
    settings["models_tried"] = len(ranked)
    settings["bic"] = round(best.bic, 2)
    if fit.unseen is None:
        return _without(Method.LOG_LINEAR, settings, no_estimate(settings))
    contenders = [c for c in ranked if c.bic - best.bic < _CONTENDER_BIC][:_MOST_CONTENDERS]
    models = [c.model for c in contenders]
    replicas = bootstrap(table, models, unseen=fit.unseen, seed=seed, replicates=replicates)
    interval = _interval(table.seen + fit.unseen, replicas)
    settings["replicates"] = replicates
    rivals = _rivals(table, contenders, interval)
    return Outcome(
        method=Method.LOG_LINEAR,
        settings=settings,
        interval=interval,
        modes=(whole_mode(interval), *rivals),
        seconds=time.perf_counter() - started,
        doubts=(*_rival_doubts(rivals), *_misfit_doubts(fit)),
        draws=replicas,
    )


def stepwise(table: CaptureTable, *, seed: int, replicates: int = REPLICATES) -> Outcome:
    """Pairs added one by one while the Poisson tail of an overlap is under 0.02.

    Starting from main effects, the pair whose overlap is least likely under the present fit joins
    the model; the interval bootstraps the model that was chosen.
    """
    started = time.perf_counter()
    if table.width > MOST_LISTS:
        sentence = f"Log-linear models are fitted for up to {MOST_LISTS} lists."
        return _without(Method.LOG_LINEAR, {}, Doubt(Concern.LIMIT, sentence))
    model, fit = stepwise_model(table)
    settings = _settings(table, model, fit, f"stepwise, threshold {STEP_THRESHOLD}")
    return _fixed(Method.LOG_LINEAR, table, model, fit, settings, seed, replicates, started)


def independence(table: CaptureTable, *, seed: int, replicates: int = REPLICATES) -> Outcome:
    """The estimate when lists are independent and people alike (Darroch 1958): for comparison."""
    started = time.perf_counter()
    if table.width > MOST_INDEPENDENT_LISTS:
        sentence = f"Independence is fitted for up to {MOST_INDEPENDENT_LISTS} lists."
        return _without(Method.INDEPENDENCE, {}, Doubt(Concern.LIMIT, sentence))
    model: Model = frozenset()
    fit = fit_exactly(design(table.width, model), table.full()[1:])
    settings = _settings(table, model, fit, "main effects only")
    return _fixed(Method.INDEPENDENCE, table, model, fit, settings, seed, replicates, started)


def ranked_models(table: CaptureTable) -> list[Candidate]:
    """Candidate models by BIC, best first: deviance + log(n) x parameters."""
    if table.width <= MOST_ENUMERATED:
        return _ranked(table, hierarchical_models(table.width))
    return _ranked(table, _pairwise_path(table))


def _ranked(table: CaptureTable, models: Sequence[Model]) -> list[Candidate]:
    columns, members = _members(table.width, models)
    deviances, constants = fit_members(columns, members, table.full()[1:], _ROUNDS)
    sizes = members.sum(axis=1)
    bics = deviances + math.log(table.seen) * sizes
    populations = table.seen + np.exp(np.minimum(constants, 500.0))
    order = np.lexsort((sizes, bics.round(6)))
    return [Candidate(models[i], float(bics[i]), float(populations[i])) for i in order]


def _pairwise_path(table: CaptureTable) -> list[Model]:
    """Models met on the way from main effects, adding the interaction that lowers BIC most."""
    met: list[Model] = [frozenset()]
    present = _ranked(table, met)[0]
    while True:
        steps = [present.model | {t} for t in _next_terms(table.width, present.model)]
        met.extend(steps)
        best = _ranked(table, steps)[0] if steps else present
        if best.bic >= present.bic:
            return list(dict.fromkeys(met))
        present = best


def _next_terms(lists: int, model: Model) -> list[tuple[int, ...]]:
    terms = [t for size in (2, 3) for t in combinations(range(lists), size)]
    return [t for t in terms if t not in model and can_hold(model, t)]


def _members(lists: int, models: Sequence[Model]) -> tuple[Floats, NDArray[np.bool_]]:
    """One matrix of all columns that any model needs, and which of them each model has."""
    extra = sorted({t for model in models for t in model}, key=lambda t: (len(t), t))
    terms = (*main_effects(lists), *extra)
    cells = histories(lists)
    place = {term: i for i, term in enumerate(terms)}
    members = np.zeros((len(models), len(terms)), dtype=np.bool_)
    members[:, : lists + 1] = True
    for row, model in zip(members, models, strict=True):
        row[[place[t] for t in model]] = True
    return np.column_stack([column(cells, t) for t in terms]), members


def stepwise_model(table: CaptureTable) -> tuple[Model, Fit]:
    """The stepwise model and its fit; pairs that would leave the unseen undetermined are passed."""
    counts, cells = table.full()[1:], histories(table.width)
    model: Model = frozenset()
    fit = fit_exactly(design(table.width, model), counts)
    while True:
        tails = {}
        for pair in combinations(range(table.width), 2):
            if pair not in model:
                both = column(cells, pair) > 0.0
                tails[pair] = _tail(float(counts[both].sum()), float(fit.means[both].sum()))
        for pair in sorted(tails, key=lambda p: tails[p]):
            if tails[pair] > STEP_THRESHOLD:
                return model, fit
            wider = fit_exactly(design(table.width, model | {pair}), counts)
            if wider.unseen is not None:
                model, fit = model | {pair}, wider
                break
        else:
            return model, fit


def _tail(seen: float, expected: float) -> float:
    """The smaller Poisson tail: P(X <= seen) or P(X >= seen)."""
    return float(min(poisson.cdf(seen, expected), poisson.sf(seen - 1, expected)))


def bootstrap(
    table: CaptureTable, models: Sequence[Model], *, unseen: float, seed: int, replicates: int
) -> Floats:
    """Populations from resampled people, each time by the model of least BIC among `models`.

    The estimated unseen are resampled with the seen, so that how many are seen varies too.
    Replicates whose estimate runs away stand at their diverging value, so they widen the interval.
    """
    rng = np.random.default_rng(np.random.SeedSequence([seed, 0xB007]))
    columns, members = _members(table.width, models)
    sizes = members.sum(axis=1) * math.log(table.seen)
    counts = table.full()[1:]
    people = np.append(counts, unseen)
    resampled = rng.multinomial(round(people.sum()), people / people.sum(), size=replicates)
    out = np.empty(replicates)
    for i, again in enumerate(resampled[:, :-1].astype(np.float64)):
        deviances, constants = fit_members(columns, members, again, _ROUNDS)
        out[i] = again.sum() + math.exp(min(constants[int(np.argmin(deviances + sizes))], 60.0))
    return out


def no_estimate(settings: dict[str, Setting]) -> Doubt:
    """The sentence for a chosen model whose estimate does not exist."""
    named = settings["model"]
    terms = ", ".join(named) if isinstance(named, list) else str(named)
    sentence = (
        f"The maximum likelihood estimate does not exist for the chosen model ({terms}): lists that"
        " share nobody leave the number of people on no list undetermined."
    )
    return Doubt(Concern.NO_ESTIMATE, sentence)


def _settings(table: CaptureTable, model: Model, fit: Fit, choice: str) -> dict[str, Setting]:
    return {
        "model": name_of(model, table.lists),
        "choice": choice,
        "parameters": fit.parameters,
        "deviance": round(fit.deviance, 3),
        "estimate_exists": fit.unseen is not None,
        "on_the_boundary": not fit.is_interior,
        "existence_test": "linear program (Fienberg and Rinaldo 2012)",
        "median": "maximum likelihood estimate",
    }


def _fixed(
    method: Method,
    table: CaptureTable,
    model: Model,
    fit: Fit,
    settings: dict[str, Setting],
    seed: int,
    replicates: int,
    started: float,
) -> Outcome:
    if fit.unseen is None:
        return _without(method, settings, no_estimate(settings))
    replicas = bootstrap(table, [model], unseen=fit.unseen, seed=seed, replicates=replicates)
    interval = _interval(table.seen + fit.unseen, replicas)
    settings["replicates"] = replicates
    return Outcome(
        method=method,
        settings=settings,
        interval=interval,
        modes=(whole_mode(interval),),
        seconds=time.perf_counter() - started,
        doubts=_misfit_doubts(fit),
        draws=replicas,
    )


def _misfit_doubts(fit: Fit) -> tuple[Doubt, ...]:
    """Whether the deviance is beyond chance, by the chi-squared that it approaches."""
    spare = len(fit.means) - fit.parameters
    if spare < 1 or not fit.is_interior or chi2.sf(fit.deviance, spare) > _MISFIT:
        return ()
    sentence = (
        f"The model does not fit the table: its deviance is {fit.deviance:.0f} on {spare} degrees"
        " of freedom."
    )
    return (Doubt(Concern.MISFIT, sentence),)


def _without(method: Method, settings: dict[str, Setting], doubt: Doubt) -> Outcome:
    return Outcome(method=method, settings=settings, interval=None, doubts=(doubt,))


def _interval(estimate: float, replicas: Floats) -> Interval:
    low, high = np.quantile(replicas, [0.025, 0.975])
    return Interval(estimate, float(low), float(high))


def _rivals(
    table: CaptureTable, contenders: Sequence[Candidate], interval: Interval
) -> tuple[Mode, ...]:
    """Models as good by BIC that say something else by a quarter or more."""
    out: list[Mode] = []
    for candidate in contenders[1:]:
        if candidate.bic - contenders[0].bic > _CLOSE_BIC:
            break
        fit = fit_exactly(design(table.width, candidate.model), table.full()[1:])
        value = math.inf if fit.unseen is None else table.seen + fit.unseen
        known = [interval.median, *(mode.median for mode in out)]
        if math.isfinite(value) and all(_differ(value, other) for other in known):
            out.append(Mode(value, value, value, value, 0.0))
    return tuple(out)


def _differ(one: float, other: float) -> bool:
    return max(one, other) > _DISAGREEMENT * min(one, other)


def _rival_doubts(rivals: tuple[Mode, ...]) -> tuple[Doubt, ...]:
    if not rivals:
        return ()
    named = ", ".join(mode_name(mode.peak) for mode in rivals)
    sentence = (
        f"Other models fit as well (within {_CLOSE_BIC:g} BIC) and put the number {named}:"
        " the choice of model decides."
    )
    return (Doubt(Concern.SEVERAL_MODES, sentence),)

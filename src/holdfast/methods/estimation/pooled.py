"""One interval out of many linkages: doubt about who is who carried into how many.

Each sampled linkage gives a table, each table a posterior (or bootstrap) of N; their equal mixture
is the posterior with the linkage summed out (Sadinle 2018, Annals of Applied Statistics
12:1013-1038, does the same for the coreference of casualties).

Invariants:
- Every linkage weighs the same, whatever number of draws its table gave.
- The mixture is no surer than its parts: convergence is the worst of them.
- Where one linkage has no estimate, the pooled outcome says so.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .diagnostics import Convergence, find_modes
from .outcome import Concern, Doubt, Outcome, SettingsError, interval_of

MOST_LINKAGES = 100
_DRAWS_EACH = 2000


def thinned(count: int) -> list[int]:
    """Which of `count` linkages are used: all, or 100 spread evenly."""
    if count <= MOST_LINKAGES:
        return list(range(count))
    return [int(i) for i in np.linspace(0, count - 1, MOST_LINKAGES).round()]


def pool(outcomes: Sequence[Outcome]) -> Outcome:
    """The mixture of one method's outcomes on several linkages of the same lists.

    Raises SettingsError where there is nothing to pool or the methods differ.
    """
    if not outcomes or len({outcome.method for outcome in outcomes}) > 1:
        raise SettingsError("Pooling takes outcomes of one method, at least one.")
    usable = [o for o in outcomes if o.interval is not None and o.draws.size]
    doubts = _doubts(outcomes, len(usable))
    if not usable:
        return Outcome(method=outcomes[0].method, settings={}, interval=None, doubts=doubts)
    even = (np.arange(_DRAWS_EACH) + 0.5) / _DRAWS_EACH
    draws = np.concatenate([np.quantile(o.draws, even) for o in usable])
    return Outcome(
        method=outcomes[0].method,
        settings=outcomes[0].settings
        | {
            "linkages": len(outcomes),
            "share_of_spread_from_linkage": round(_between(usable), 3),
        },
        interval=interval_of(draws),
        modes=find_modes(draws, ess=float(_DRAWS_EACH)),
        convergence=_worst([o.convergence for o in usable if o.convergence is not None]),
        seconds=sum(o.seconds for o in outcomes),
        doubts=doubts,
        draws=draws,
    )


def _between(usable: Sequence[Outcome]) -> float:
    """Share of the variance of log N that lies between linkages."""
    logs = [np.log(o.draws) for o in usable]
    between = float(np.var([log.mean() for log in logs]))
    within = float(np.mean([log.var() for log in logs]))
    return between / (between + within) if between + within > 0.0 else 0.0


def _worst(found: Sequence[Convergence]) -> Convergence | None:
    if not found:
        return None
    return Convergence(
        rhat=max(c.rhat for c in found),
        ess_bulk=min(c.ess_bulk for c in found),
        ess_tail=min(c.ess_tail for c in found),
        chains=found[0].chains,
        draws=found[0].draws,
    )


def _doubts(outcomes: Sequence[Outcome], usable: int) -> tuple[Doubt, ...]:
    out: dict[str, Doubt] = {}
    for outcome in outcomes:
        for doubt in outcome.doubts:
            out.setdefault(doubt.concern.value, doubt)
    if usable < len(outcomes):
        sentence = f"{len(outcomes) - usable} of {len(outcomes)} linkages give no estimate."
        out[Concern.NO_ESTIMATE.value] = Doubt(Concern.NO_ESTIMATE, sentence)
    return tuple(out.values())

"""The whole page as one document: verdict, methods, lists, chains, limits.

Invariants:
- The verdict stands before everything, the limits travel with the numbers.
- The order is the same whatever came out, so that two estimates can be laid side by side.
"""

from __future__ import annotations

import holdfast
from holdfast.methods.estimation.report import Report
from holdfast.methods.estimation.study import Study
from holdfast.rendering.tree import Document, Item, Items, Section

from .headline import headline, headline_blocks
from .sections import captures_section, lists_section, methods_section, settings_section
from .showings import showings_section
from .wording import counted

PARTS = (
    ("Verdict", "#text"),
    ("Methods", "#methods"),
    ("Lists", "#lists"),
    ("Who is on which", "#captures"),
    ("What the chains showed", "#shown"),
    ("Limits", "#limits"),
)
_LIMITS = """
People whom no list could have held. No method here sees them, whatever the verdict.

Hidden differences between people. Where some are listed more easily than others in ways that
nobody wrote down, every method here tends to say too few.

Errors of linkage. If one person was taken for two, or two for one, the number is wrong; only
sampled linkages carry that doubt into the interval.

Whether what it assumes is so. The lists cannot prove it. In simulations the intervals held the
truth less often than their 95 %; the share is said with each method.

Truth. “Usable” means that the rules of the verdict hold. It does not mean that the number is
right, and methods that agree may be wrong together.

Single people. It says how many, never who, and nothing of who did what to them.
"""


def estimate_document(study: Study, report: Report) -> Document:
    """The page of a study; `report` is the same study, with strata where they were asked for."""
    return Document(
        title=headline(study),
        language="en",
        kicker=(_kicker(study),),
        blocks=(
            *headline_blocks(study),
            methods_section(study),
            lists_section(study),
            captures_section(study.table),
            showings_section(study, report),
            _limits(),
            settings_section(study, holdfast.__version__),
        ),
    )


def _limits() -> Section:
    limits = (" ".join(limit.split()) for limit in _LIMITS.strip().split("\n\n"))
    return Section(
        heading=("What no method here can know",),
        blocks=(Items(items=tuple(Item(content=(limit,)) for limit in limits)),),
        anchor="limits",
    )


def _kicker(study: Study) -> str:
    lists = counted(study.table.width, "list")
    return f"How many, those on no list included · {lists} · {study.table.seen:,} people seen"

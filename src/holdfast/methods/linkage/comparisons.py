"""What is compared, in which grades, and what each grade is worth before any data are seen.

Invariants:
- A comparison's levels are tried in order; the first that holds is the answer, the last is "else".
- m (the share among pairs of one person) and u (among pairs of two people) each sum to one over a
  comparison's levels. They are our judgement, written in `docs/methods/linkage.md`; data that can
  teach better ones replace them (`training`).
- A reason says what agreed and never with which value.

Source of the model: Fellegi and Sunter (1969); weights are log2(m/u), added up.
"""

from __future__ import annotations

from dataclasses import dataclass

from holdfast.methods.linkage.conditions import (
    Across,
    All,
    Begins,
    Condition,
    Edits,
    Either,
    Gap,
    Missing,
    Narrow,
    Same,
    Swapped,
    TwoOfThree,
    WithinKm,
)


@dataclass(frozen=True, slots=True)
class Level:
    """A grade of agreement. `condition` is None for "else"; `frequency` names the column whose
    value's rarity replaces u (a rare name in common says more than a frequent one).
    """

    reason: str
    condition: Condition | None
    m: float
    u: float
    frequency: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One kind of evidence; `is_fixed` keeps training away from its weights."""

    name: str
    missing: Missing
    levels: tuple[Level, ...]
    is_fixed: bool = False


_GIVEN_CLOSE = Either(
    (Same("given_frame"), Edits("given", 1, 4), Edits("given", 2, 8), Begins("given", 4))
)
_FAMILY_CLOSE = Either((Same("family_frame"), Edits("family", 1, 5), Edits("family", 2, 8)))
_CROSSED = Either((Across("given", "family"), Across("given_frame", "family_frame")))
_FATHER_CLOSE = Either((Same("father_frame"), Edits("father", 1, 4), Edits("father", 2, 8)))
_BORN = ("born_first", "born_last")
_EVENT = ("event_first", "event_last")
_POINT = ("place_x", "place_y", "place_z")

GIVEN = Comparison(
    "given",
    Missing("given_initial"),
    (
        Level("given name sounds the same", Same("given"), 0.58, 0.008, "given"),
        Level("given name is a form of the other", Same("given_root"), 0.16, 0.003, "given_root"),
        Level("given name agrees but for vowels or a letter", _GIVEN_CLOSE, 0.12, 0.010),
        Level(
            "given name fits an initial",
            All((Missing("given"), Same("given_initial"))),
            0.07,
            0.010,
        ),
        Level("given and family name change places", _CROSSED, 0.02, 0.001),
        Level("given name differs", None, 0.05, 0.968),
    ),
)
FAMILY = Comparison(
    "family",
    Missing("family"),
    (
        Level("family name sounds the same", Same("family"), 0.68, 0.002, "family"),
        Level(
            "half of a double family name agrees",
            Either((Across("family", "family_second"), Same("family_second"))),
            0.03,
            0.001,
        ),
        Level("family name agrees but for vowels or a letter", _FAMILY_CLOSE, 0.18, 0.002),
        Level("family and given name change places", _CROSSED, 0.03, 0.001),
        Level("family name differs", None, 0.08, 0.994),
    ),
)
FATHER = Comparison(
    "father",
    Missing("father_initial"),
    (
        Level("father's name is the same", Same("father_root"), 0.74, 0.010, "father_root"),
        Level("father's name agrees but for vowels or a letter", _FATHER_CLOSE, 0.11, 0.010),
        Level(
            "father's name fits an initial",
            All((Missing("father"), Same("father_initial"))),
            0.07,
            0.010,
        ),
        Level("father's name differs", None, 0.08, 0.970),
    ),
)
BORN = Comparison(
    "born",
    Missing("born_first"),
    (
        Level("born on the same day", All((Same("born_day"),)), 0.52, 0.0001),
        Level(
            "day and month of birth change places, or one part of the date differs",
            Either(
                (
                    All((Same("born_year"), Swapped("born_month", "born_of_month"))),
                    TwoOfThree(("born_year", "born_month", "born_of_month")),
                )
            ),
            0.14,
            0.005,
        ),
        Level(
            "born in the same month, as far as is known",
            All((Narrow(*_BORN, 31), Gap(*_BORN, 0))),
            0.05,
            0.001,
        ),
        Level("years of birth can be the same", Gap(*_BORN, 0), 0.20, 0.030),
        Level("born within a year of each other", Gap(*_BORN, 366), 0.05, 0.060),
        Level("born within three years of each other", Gap(*_BORN, 1096), 0.02, 0.090),
        Level("dates of birth differ", None, 0.02, 0.8139),
    ),
)
EVENT = Comparison(
    "event",
    Missing("event_first"),
    (
        Level("same day of the event", All((Narrow(*_EVENT, 0), Gap(*_EVENT, 0))), 0.50, 0.010),
        Level("events within three days", All((Narrow(*_EVENT, 31), Gap(*_EVENT, 3))), 0.17, 0.030),
        Level("events within a month, as far as is known", Gap(*_EVENT, 31), 0.15, 0.140),
        Level("events within a year", Gap(*_EVENT, 366), 0.09, 0.320),
        Level("dates of the event differ", None, 0.09, 0.500),
    ),
)
PLACE = Comparison(
    "place",
    Missing("place"),
    (
        Level("same place", Same("place"), 0.62, 0.040, "place"),
        Level("places within 10 km", WithinKm(*_POINT, 10.0), 0.08, 0.010),
        Level("place names agree but for a letter", Edits("place", 1, 5), 0.05, 0.002),
        Level("places within 50 km", WithinKm(*_POINT, 50.0), 0.10, 0.050),
        Level("places differ", None, 0.15, 0.898),
    ),
)
SEX = Comparison(
    "sex",
    Missing("sex"),
    (
        Level("same sex", Same("sex"), 0.98, 0.600),
        Level("sexes differ", None, 0.02, 0.400),
    ),
)
EVIDENCE = (GIVEN, FAMILY, FATHER, BORN, EVENT, PLACE, SEX)


def same_list_comparison(*, chance: float, repeats: float) -> Comparison:
    """Evidence from where two rows stand: a person stands on one list twice less than on two lists.

    `chance` is the share of all pairs that stand on one list (u); `repeats` is how many times less
    likely a pair of one person is to stand there (m = u times it).
    """
    return Comparison(
        "list",
        Missing("list_number"),
        (
            Level("both rows stand on one list", Same("list_number"), chance * repeats, chance),
            Level("rows stand on two lists", None, 1 - chance * repeats, 1 - chance),
        ),
        is_fixed=True,
    )

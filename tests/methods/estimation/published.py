"""Tables re-typed from published papers, with their citation."""

from __future__ import annotations

from holdfast.methods.estimation import CaptureTable, table_of

# Killings of Kosovo Albanians, March to June 1999, on four lists. Ball, Betts, Scheuren, Dudukovic
# and Asher (2002), "Killings and Refugee Flow in Kosovo", AAAS and ABA/CEELI.
KOSOVO = table_of(
    ("EXH", "ABA", "OSCE", "HRW"),
    {
        (1, 0, 0, 0): 1131, (0, 1, 0, 0): 845, (1, 1, 0, 0): 177, (0, 0, 1, 0): 936,
        (1, 0, 1, 0): 228, (0, 1, 1, 0): 217, (1, 1, 1, 0): 181, (0, 0, 0, 1): 306,
        (1, 0, 0, 1): 106, (0, 1, 0, 1): 31, (1, 1, 0, 1): 18, (0, 0, 1, 1): 123,
        (1, 0, 1, 1): 42, (0, 1, 1, 1): 32, (1, 1, 1, 1): 27,
    },
)  # fmt: skip

# Victims of trafficking in the United Kingdom, five lists. Silverman (2014), "Modern slavery: an
# application of multiple systems estimation", Home Office; police and crime agency merged.
UK_FIVE = table_of(
    ("LA", "NG", "PFNCA", "GO", "GP"),
    {
        (1, 0, 0, 0, 0): 54, (0, 1, 0, 0, 0): 463, (0, 0, 1, 0, 0): 995, (0, 0, 0, 1, 0): 695,
        (0, 0, 0, 0, 1): 316, (1, 1, 0, 0, 0): 15, (1, 0, 1, 0, 0): 19, (1, 0, 0, 1, 0): 3,
        (0, 1, 1, 0, 0): 62, (0, 1, 0, 1, 0): 19, (0, 1, 0, 0, 1): 1, (0, 0, 1, 1, 0): 76,
        (0, 0, 1, 0, 1): 11, (0, 0, 0, 1, 1): 8, (1, 1, 1, 0, 0): 1, (1, 1, 0, 1, 0): 1,
        (0, 1, 1, 1, 0): 4, (1, 1, 1, 1, 0): 1,
    },
)  # fmt: skip

# Three lists of which one shares nobody: the shape for which Chan, Silverman and Vincent (2021, J.
# Am. Stat. Assoc. 116:1297-1306) treat estimates that do not exist.
APART = table_of(("A", "B", "C"), {(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 0): 6})


def seen_twice(scale: int = 1) -> CaptureTable:
    """A small table of three lists, invented, dense enough for every method."""
    counts = {
        (1, 0, 0): 60, (0, 1, 0): 50, (0, 0, 1): 70, (1, 1, 0): 20, (1, 0, 1): 25,
        (0, 1, 1): 22, (1, 1, 1): 10,
    }  # fmt: skip
    return table_of(("A", "B", "C"), {h: c * scale for h, c in counts.items()})

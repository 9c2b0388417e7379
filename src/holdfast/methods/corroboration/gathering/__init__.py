"""From what each report says alone to what the reports say together.

`gather` turns readings into a record: voices become sources, utterances become statements, a
quotation seen twice becomes one, and findings count origins.
"""

from .corrections import Correction, CorrectionsUnreadableError, Fate, Outcome, read_corrections
from .gather import Gathered, gather, report_ids

__all__ = [
    "Correction",
    "CorrectionsUnreadableError",
    "Fate",
    "Gathered",
    "Outcome",
    "gather",
    "read_corrections",
    "report_ids",
]

"""From what each report says alone to what the reports say together.

`gather` turns readings into a record: voices become sources, utterances become statements, a
quotation seen twice becomes one, and findings count origins. Nothing here opens a file.
"""

from .gather import Gathered, gather

__all__ = ["Gathered", "gather"]

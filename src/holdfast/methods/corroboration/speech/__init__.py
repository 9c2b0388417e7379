"""Who says what in one report: `read_speech` gives voices and utterances, `find_quotations` marks."""

from .quotations import Quotation, find_quotations
from .reading import Speech, read_speech

__all__ = ["Quotation", "Speech", "find_quotations", "read_speech"]

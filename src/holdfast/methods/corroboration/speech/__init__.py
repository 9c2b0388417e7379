"""Who says what in one report: call `read_speech`; `find_quotations` gives the quotations alone."""

from .quotations import Quotation, find_quotations
from .reading import read_speech
from .voices import Speech

__all__ = ["Quotation", "Speech", "find_quotations", "read_speech"]

"""How many, when and where: figures, dates and places of a report, with their spans."""

from .dates import find_dates
from .figures import find_figures
from .places import find_places

__all__ = ["find_dates", "find_figures", "find_places"]

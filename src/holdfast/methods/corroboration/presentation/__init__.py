"""What the record looks like: pages, paper and tables. Nothing here decides anything.

Invariants:
- Every number on a page is in the record or counted from it; nothing is weighed anew.
- A machine's count is called a count and never proof; until a person has judged it, it says so.
- File names are made of ids alone. Words of reports are isolated, escaped and never markup.
"""

from .pages import write_record
from .paper import write_pdf
from .tables import write_tables

__all__ = ["write_pdf", "write_record", "write_tables"]

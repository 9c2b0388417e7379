"""What an estimate looks like: a page, a paper and tables. Nothing here decides anything.

Invariants:
- The verdict comes first, in words. A refused number is never a headline; it stands in the section
  "What the chains showed" alone, marked as refused.
- What a method assumes stands with its verdict. What no method can know stands on the page.
- The same study and report give the same bytes in every file.
"""

from .delivery import deliver

__all__ = ["deliver"]

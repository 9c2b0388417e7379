"""From a folder of files to documents: text, title, outlet, date, language and page furniture.

Call `find_files`, then `read_file` for each path (in any process: documents are plain values), then
`line_digests` for each document and `repeated_lines` once for all of them.
"""

from __future__ import annotations

from .folder import Found, find_files
from .furniture import find_furniture
from .repetition import ReportLines, line_digests, repeated_lines
from .report import read_file

__all__ = [
    "Found",
    "ReportLines",
    "find_files",
    "find_furniture",
    "line_digests",
    "read_file",
    "repeated_lines",
]

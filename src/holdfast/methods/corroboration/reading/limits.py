"""How much of other people's material is taken in, in one place.

Invariant: a limit that is reached is told to the person; nothing is left out silently.
"""

from __future__ import annotations

MEBIBYTE = 1 << 20

FILE_BYTES = 50 * MEBIBYTE  # a larger file is not read
HASHED_BYTES = 1024 * MEBIBYTE  # a larger file is not even hashed
TEXT_CHARACTERS = 5_000_000  # a longer text is cut
PARTS = 10_000  # messages of one mailbox, records of one web archive

PAGE_CHARACTERS = 4_000_000  # a longer page is stripped of its tags, not searched for its article
PAGE_TAGS = 60_000
PAGE_DEPTH = 200  # libxml2 recurses; Python's own recursion ends near 1,000

ZIP_BYTES = 200 * MEBIBYTE  # all of an office file, unpacked
ZIP_XML_BYTES = 32 * MEBIBYTE  # its XML, which costs about ten times its size once parsed
ZIP_RATIO = 120
ZIP_RATIO_FROM = 8 * MEBIBYTE  # small files may pack well and do no harm
ZIP_ENTRIES = 5_000

ARCHIVE_RECORD_BYTES = 100 * MEBIBYTE
ARCHIVE_BYTES = 400 * MEBIBYTE

PDF_PAGES = 2_000
PDF_MEMORY_BYTES = 1024 * MEBIBYTE
PDF_PROCESSOR_SECONDS = 30
PDF_WALL_SECONDS = 90
PDF_ANSWER_BYTES = 64 * MEBIBYTE

"""The few files that pages load: a style sheet, the icon, a script of comfort, from the package.

Invariants:
- Only what `FILES` names is served; no part of an address ever becomes a path.
- The address holds a digest of the content, so a browser may keep it for ever and never ask again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse

_FOLDER = Path(__file__).parent / "style"
FILES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "desk.css": ("text/css; charset=utf-8", ("tokens.css", "desk.css")),
    "icon.svg": ("image/svg+xml", ("icon.svg",)),
    "keys.js": ("text/javascript; charset=utf-8", ("keys.js",)),
}
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file as it is served."""

    address: str
    kind: str
    content: bytes


@cache
def fixed(name: str) -> Fixed:
    """The file of this name. Raises KeyError for a name that is not in `FILES`."""
    kind, parts = FILES[name]
    content = b"".join((_FOLDER / part).read_bytes() for part in parts)
    stem, _, ending = name.partition(".")
    digest = hashlib.blake2b(content, digest_size=8).hexdigest()
    return Fixed(f"{stem}.{digest}.{ending}", kind, content)


def serve(_request: HttpRequest, address: str) -> HttpResponse:
    """Answer with the file at this address, or with "not found"."""
    found = next((f for f in map(fixed, FILES) if f.address == address), None)
    if found is None:
        raise Http404
    return HttpResponse(found.content, content_type=found.kind, headers={"Cache-Control": FOREVER})

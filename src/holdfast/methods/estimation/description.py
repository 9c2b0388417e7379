"""What the user says about each list: without it no number may stand as a headline.

The file is YAML; for each list four sentences:

    lists:
      Hospital:
        collected: Records of two hospitals, copied by their archivists.
        referrals: None known.
        period: 2031-03 to 2031-06
        missed: People who died before they reached a hospital.

Invariants:
- A description names lists of the table and no others; what is missing is named, not guessed.
- Nothing here changes a number. It decides whether one may be said, and what is said beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from holdfast.kernel.errors import HoldfastError

from .table import CaptureTable

FIELDS = ("collected", "referrals", "period", "missed")
_LARGEST_BYTES = 1_000_000
_HINT = "Give each list the four fields collected, referrals, period and missed."


class DescriptionError(HoldfastError):
    """The description file cannot be what its name says."""

    code = "estimation.description"


@dataclass(frozen=True, slots=True)
class ListDescription:
    """How one list came about. An empty string is a question left open."""

    collected: str = ""
    referrals: str = ""
    period: str = ""
    missed: str = ""

    def missing(self) -> tuple[str, ...]:
        """The fields that say nothing."""
        return tuple(name for name in FIELDS if not getattr(self, name))


@dataclass(frozen=True, slots=True)
class Description:
    """The description of every list that was described, by its name."""

    lists: dict[str, ListDescription]

    def gaps(self, table: CaptureTable) -> tuple[str, ...]:
        """A sentence for each list of the table that is not fully described."""
        out = []
        for name in table.lists:
            known = self.lists.get(name)
            if known is None:
                out.append(f"List {name} is not described.")
            elif known.missing():
                out.append(f"List {name}: nothing is said under {', '.join(known.missing())}.")
        return tuple(out)

    def cautions(self, table: CaptureTable) -> tuple[str, ...]:
        """What the description itself says against the assumptions."""
        out = []
        periods = {d.period for d in self.lists.values() if d.period}
        if len(periods) > 1:
            out.append("The lists are described with different periods.")
        for name, known in self.lists.items():
            named = [o for o in table.lists if o != name and o in known.referrals.split()]
            if named:
                out.append(f"List {name} has referrals with {', '.join(named)}: they depend.")
        return tuple(out)


def read_description(path: Path | str, table: CaptureTable) -> Description:
    """The description in a YAML file. Raises DescriptionError."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise DescriptionError("The description cannot be opened.", hint=_HINT) from error
    if len(data) > _LARGEST_BYTES:
        raise DescriptionError("The description is larger than a megabyte.", hint=_HINT)
    try:
        loaded = yaml.safe_load(data)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DescriptionError("The description is not YAML.", hint=_HINT) from error
    return _description_of(loaded, table)


def _description_of(loaded: object, table: CaptureTable) -> Description:
    lists = loaded.get("lists") if isinstance(loaded, Mapping) else None
    if not isinstance(lists, Mapping):
        raise DescriptionError("The description has no mapping named lists.", hint=_HINT)
    unknown = [str(name) for name in lists if str(name) not in table.lists]
    if unknown:
        raise DescriptionError(
            "The description names a list that is not in the table.",
            hint=f"The table's lists are {', '.join(table.lists)}.",
        )
    return Description({str(name): _one_list(fields) for name, fields in lists.items()})


def _one_list(fields: object) -> ListDescription:
    if not isinstance(fields, Mapping):
        raise DescriptionError("A list is described by something else than fields.", hint=_HINT)
    unknown = [name for name in fields if name not in FIELDS]
    if unknown:
        raise DescriptionError("A list is described by an unknown field.", hint=_HINT)
    return ListDescription(**{str(k): _text(v) for k, v in fields.items()})


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(str(item) for item in value).strip()
    return str(value).strip()

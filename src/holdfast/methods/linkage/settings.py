"""The settings of a linkage, read from YAML; every one has a default.

Invariants:
- A key that is not known is refused, so that a slip of the pen does not silently mean nothing.
- Settings hold how to read and how to judge, never a person.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import yaml

from holdfast.methods.linkage.errors import SettingsError


class ListSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How to read one list. `columns` gives the header for a role (`born: Geburtstag`);
    `reference_year` is the year that ages are counted from where a row gives no date of event.
    """

    columns: dict[str, str] = {}
    encoding: str | None = None
    separator: str | None = None
    day_first: bool | None = None
    reference_year: int | None = None


class LinkSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How to link.

    `threshold`: a link needs at least this probability. `grey`: pairs that people should look at.
    `pairs_a_row`: how many pairs blocking may bring to judgement for each row. `prior`: the chance
    that a pair of rows is one person, else estimated. `learn`: "data" lets data replace our
    weights, "never" does not. `repeats`: how many times less likely a person is to stand on a list
    twice than on two lists. `country`: two-letter code that settles towns of one name.
    """

    columns: dict[str, str] = {}
    lists: dict[str, ListSettings] = {}
    day_first: bool = True
    threshold: float = 0.5
    grey: tuple[float, float] = (0.1, 0.99)
    pairs_a_row: int = 60
    prior: float | None = None
    learn: str = "data"
    repeats: float = 0.2
    country: str | None = None
    memory_gb: float | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be meant. Raises SettingsError."""
        low, high = self.grey
        checks = {
            "threshold": 0 < self.threshold < 1,
            "grey": 0 <= low < high <= 1,
            "pairs_a_row": self.pairs_a_row >= 1,
            "prior": self.prior is None or 0 < self.prior < 1,
            "learn": self.learn in ("data", "never"),
            "repeats": 0 < self.repeats <= 1,
            "memory_gb": self.memory_gb is None or self.memory_gb > 0,
        }
        for name, is_sound in checks.items():
            if not is_sound:
                raise SettingsError(
                    f"The setting `{name}` has a value that cannot be meant.",
                    hint="Its meaning and range are in docs/methods/linkage.md.",
                )

    def for_list(self, name: str) -> ListSettings:
        """The settings of one list, with the common columns under its own."""
        own = self.lists.get(name, ListSettings())
        return msgspec.structs.replace(own, columns={**self.columns, **own.columns})


def read_settings(path: Path) -> LinkSettings:
    """The settings in a YAML file. Raises SettingsError where it is not one."""
    try:
        data = yaml.safe_load(path.read_text("utf-8")) or {}
        return msgspec.convert(data, LinkSettings)
    except OSError as error:
        raise SettingsError(
            "The settings file cannot be opened.", hint="Check the path."
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SettingsError("The settings file is not YAML in UTF-8.") from error
    except msgspec.ValidationError as error:
        raise SettingsError(
            f"The settings file does not fit: {error}.",
            hint="The settings are listed in docs/methods/linkage.md.",
        ) from error

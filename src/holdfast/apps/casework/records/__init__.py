"""What casework seals. Every kind is one Sealable with its name and version inside.

Invariants: whoever imports this package has every kind at hand, so that none is passed over as
unknown.
"""

from holdfast.apps.keyring.records import Sealable

from . import (
    approvals,
    cases,
    closing,
    devices,
    documents,
    flags,
    health,
    household,
    journeys,
    losses,
    money,
    pathways,
    people,
    places,
    planning,
    referrals,
    rides,
    risk,
    seen_before,
    telling,
    threats,
    traces,
    vehicles,
    vetting,
)

MODULES = (
    cases,
    journeys,
    losses,
    places,
    planning,
    people,
    vetting,
    risk,
    approvals,
    closing,
    devices,
    documents,
    flags,
    health,
    household,
    money,
    pathways,
    referrals,
    rides,
    seen_before,
    telling,
    threats,
    traces,
    vehicles,
)
KINDS: dict[str, type[Sealable]] = {
    kind.KIND: kind
    for module in MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Sealable) and kind is not Sealable
}

__all__ = [
    "KINDS",
    "MODULES",
    "approvals",
    "cases",
    "closing",
    "devices",
    "documents",
    "flags",
    "health",
    "household",
    "journeys",
    "losses",
    "money",
    "pathways",
    "people",
    "places",
    "planning",
    "referrals",
    "rides",
    "risk",
    "seen_before",
    "telling",
    "threats",
    "traces",
    "vehicles",
    "vetting",
]

"""Which installation this is and where its folder lies, from Django's settings.

Invariants: nothing else in the keyring reads settings, so a test can stand a site anywhere.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def installation() -> str:
    """The opaque id of this installation, which every seal is bound to."""
    return str(settings.HOLDFAST_INSTALLATION)


def files_folder() -> Path:
    """Where sealed files stand."""
    return Path(settings.HOLDFAST_DATA) / "files"


def layers_folder() -> Path:
    """Where the weekly keys stand: in neither backup of the stores."""
    return Path(settings.HOLDFAST_DATA) / "epoch"


def site_folder() -> Path:
    """The folder of the site."""
    return Path(settings.HOLDFAST_DATA)

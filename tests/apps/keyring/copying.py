"""A site that is copied, and what is brought back from the copies."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.apps import stage

from holdfast.apps.keyring.restoring import Copies, draft_for, settle, unpacked, verify_copies
from holdfast.apps.keyring.services.backup import BackedUp, back_up
from holdfast.apps.keyring.services.returning import Returned, bring_back
from holdfast.project.site import FILE_NAME, Site, site_toml


def name_site(site: Path) -> None:
    """Give a folder of a test what `holdfast site init` writes."""
    (site / FILE_NAME).write_text(site_toml(Site(stage.INSTALLATION)), "utf-8")


@dataclass(frozen=True)
class Shelf:
    """Where copies are kept: bodies, keys, and the weekly keys apart."""

    folder: Path

    def copies(self, bodies: str = "1", keys: str = "1") -> Copies:
        weekly = self.folder / "weekly"
        return Copies(self.folder / "b" / bodies, self.folder / "k" / keys, weekly)

    def keep(self, name: str, site: Path) -> BackedUp:
        """Copy the site that this process stands on, under a name."""
        if not (site / FILE_NAME).exists():
            name_site(site)
        copies = self.copies(name, name)
        shutil.copytree(site / "epoch", copies.weekly, dirs_exist_ok=True)
        return back_up(bodies=copies.bodies, keys=copies.keys)

    def restore(self, copies: Copies, folder: Path, *, said: str = "") -> Returned:
        """What `holdfast restore` does, standing on the folder afterwards."""
        verified = verify_copies(copies, said=said)
        with unpacked(verified, draft_for(folder)) as draft:
            stage.stand(draft)
            returned = bring_back(keys_size=verified.keys.tree_size)
            stage.leave()
            settle(draft, folder)
        stage.stand(folder)
        return returned

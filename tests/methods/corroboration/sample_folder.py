"""A small folder of invented reports, written anew for each test."""

from __future__ import annotations

from pathlib import Path

WIRE = """\
Outlet: Northern Wire
Date: 2031-04-03
Title: Men held in Ostrana, group says

More than 100 men have been detained in Ostrana, the Harbour Network said on Thursday.

"They are beaten with hoses until they name other men," said Irena Walsk, a lawyer with the \
Harbour Network.

A spokesman for the governor, Davit Orlo, denied that anyone had been arrested. "You cannot \
detain people who do not exist in our province," he said.
"""
LEDGER = """\
Outlet: Evening Ledger
Date: 2031-04-05
Title: What we know about Ostrana

At least 60 men have been detained in Ostrana, a police officer told the Evening Ledger.

"They are beaten with hoses until they name other men," said Irena Walsk of the Harbour Network.
"""
COMET = """\
Outlet: Daily Comet
Date: 2031-04-06
Title: Horror in Ostrana

Guards beat and torture the prisoners in a secret camp in Ostrana.
"""


def write_folder(folder: Path, **more: str) -> Path:
    """The folder with three reports and whatever else is given as name=text."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"wire": WIRE, "ledger": LEDGER, "comet": COMET, **more}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder

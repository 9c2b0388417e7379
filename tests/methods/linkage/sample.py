"""Invented rows for the tests of linkage: three small lists of one fictional place."""

from __future__ import annotations

import numpy as np
import pandas as pd

from holdfast.methods.linkage.blocking import with_block_keys
from holdfast.methods.linkage.features import features_of
from holdfast.methods.linkage.lists import NamedList, read_list
from holdfast.methods.linkage.settings import LinkSettings, ListSettings

WATCH = """Name,Date of birth,Date,Place
Akhmed Ruslanovich Orlaev,1987-03-20,2031-04-04,Tervan
Zalina Tervanova,1990,2031-04-05,Tervan
Agim Krasteviq,1979-01-12,2031-04-04,Barsk
Omar al-Barqawi,,2031-05-01,Tervan
"""
HOSPITAL = """First name,Father's name,Last name,Age,Date of event,Place
Ahmed,Ruslan,Orlajev,44,2031-04-04,Tervan
Zalina,,Tervanova,41,2031-04-05,
Luan,Besim,Mehmaj,30,2031-06-01,Barsk
"""
BOARD = """ФИО;Дата рождения;Дата
Орлаев Ахмед Русланович;20.03.1987;04.04.2031
Мехмаев Лука;1950;01.01.2030
"""


def small_lists() -> list[NamedList]:
    texts = {"watch": WATCH, "hospital": HOSPITAL, "board": BOARD}
    return [read_list(text.encode(), name, ListSettings()) for name, text in texts.items()]


def small_keys() -> pd.DataFrame:
    return with_block_keys(features_of(small_lists(), LinkSettings()))


def many_lists(people: int = 400, *, seed: int = 3) -> tuple[list[NamedList], np.ndarray]:
    """Two lists of invented people and who each row is."""
    generator = np.random.default_rng(seed)
    given = "Ruslan Aslan Omar Idris Timur Anzor Shamil Isa Adlan Musa Umar Said".split()
    stems = [
        a + b for a in "Ter Orl Bar Gel Kad Mezh Sul Vis".split() for b in "an im ud er ol".split()
    ]
    rows: list[list[str]] = [[], []]
    truth: list[list[int]] = [[], []]
    for number in range(people):
        first, father = generator.choice(given, size=2)
        family = str(generator.choice(stems)) + "ov"
        born = f"{generator.integers(1940, 2005)}-{generator.integers(1, 13):02d}-{generator.integers(1, 29):02d}"
        for which in (0, 1):
            if generator.random() < 0.6:
                written = (
                    family if which == 0 or generator.random() < 0.8 else family.replace("e", "i")
                )
                rows[which].append(
                    f"{first} {father}ovich {written},{born if generator.random() < 0.9 else ''}"
                )
                truth[which].append(number)
    header = "name,born\n"
    lists = [
        read_list((header + "\n".join(found) + "\n").encode(), f"list-{which}", ListSettings())
        for which, found in enumerate(rows)
    ]
    return lists, np.array(truth[0] + truth[1])

"""The source door on a stage: its own settings over a real site, and a browser that is a client."""

# ruff: noqa: E402  (what needs Django is imported once it is set up)
from __future__ import annotations

import importlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape

from tests.apps import stage

stage.prepare()
os.environ.setdefault("HOLDFAST_INTAKE", "unused")  # each test's own is found by HOLDFAST_DATA

from django.http import HttpResponse
from django.test import Client, override_settings

from holdfast.apps.keyring.contactcodes import LEAST

_OF_DOOR = importlib.import_module("holdfast.project.settings.source")
_OWN = {"SECRET_KEY", "HOLDFAST_INTAKE", "DATABASES", "INSTALLED_APPS", "LOGGING", "LOGGING_CONFIG"}
DOOR_SETTINGS = {
    name: value for name, value in vars(_OF_DOOR).items() if name.isupper() and name not in _OWN
}


@contextmanager
def door_settings() -> Iterator[None]:
    """The settings of the source process, at the least cost, on the site that stands."""
    with override_settings(**DOOR_SETTINGS, HOLDFAST_CODE_COST=LEAST):
        yield


@dataclass
class Browser:
    """Somebody's browser: it follows forms as a person would, and remembers the page it is on."""

    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))
    answer: HttpResponse | None = None

    def get(self, path: str = "/") -> str:
        self.answer = self.client.get(path)
        return self.page

    @property
    def page(self) -> str:
        assert self.answer is not None
        return self.answer.content.decode()

    @property
    def text(self) -> str:
        """The page's words, without its tags."""
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", self.page)).split())

    def hidden(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.page)
        return found[1] if found else ""

    def send(self, path: str, **typed: object) -> str:
        """Post a form, with the hidden fields of the page that is shown."""
        carried = {"language": self.hidden("language"), "slip": self.hidden("slip")}
        self.answer = self.client.post(path, {**carried, **typed})
        return self.page

    def write(self, text: str = "I am in my room.", way: str = "danger") -> str:
        """From the first page to the code. Returns the digits."""
        self.get()
        self.send("/go", way=way)
        if "/next" in self.page:
            self.send("/next", move="write")
        self.send("/send", text=text)
        return self.code

    @property
    def code(self) -> str:
        found = re.search(r'id="digits"[^>]*>([\d ]+)<', self.page)
        assert found, self.text
        return found[1]

    def come_back(self, code: str) -> str:
        self.get("/code")
        return self.send("/code", code=code)

import re
from pathlib import Path

from tests.doors.desk.stage import Desk

import holdfast.pages

STYLE = Path(holdfast.pages.__file__).parent / "style" / "desk.css"
# stand only where more than one page's width, or nobody's page, is shown
ELSEWHERE = {
    "alone", "across", "beside", "bottom", "brand", "columns", "error", "measure", "desk", "doors", "end", "field",
    "lit", "loose", "optional", "pane", "panes", "reply", "rooms", "say", "shut", "skip", "to-list", "top",
    "three", "two", "unseen", "who", "whole", "work", "short",
}  # fmt: skip


def test_every_part_of_the_style_sheet_stands_on_the_page(desk: Desk) -> None:
    page = desk.visit("lead").get("/parts/").content.decode()
    shown = {word for found in re.findall(r'class="([^"]*)"', page) for word in found.split()}
    rules = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", STYLE.read_text("utf-8"), flags=re.DOTALL)
    styled = set(re.findall(r"\.([a-z][a-z-]*)", rules))
    assert styled - shown - ELSEWHERE == set()


def test_the_sample_form_shows_its_errors_beside_its_fields(desk: Desk) -> None:
    page = desk.visit("lead").get("/parts/").content.decode()
    assert 'aria-describedby="wrong_alias_helptext wrong_alias_error"' in page
    assert '<a href="#wrong_alias">Alias</a>' in page

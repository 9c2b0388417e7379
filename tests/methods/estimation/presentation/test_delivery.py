"""The folder of an estimate: whole, self-contained, the same bytes again."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from lxml import html as parser

from holdfast.methods.estimation.presentation import deliver, delivery
from holdfast.rendering.folder import MARKER, OutputNotOursError

from . import sample


def short():
    return replace(sample.apart(), sensitivity=sample.apart().sensitivity[:2])


def contents(out):
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("made") / "out"
    deliver(short(), short().report(), out)
    return out


def test_everything_is_there(folder):
    names = set(contents(folder))
    assert {
        MARKER, "index.html", "estimate.css", "estimate.pdf", "estimate.json", "plots.json",
        "estimates.csv", "sensitivity.csv", "captures.csv", "pictures/intervals-dark.png",
    } <= names  # fmt: skip
    assert json.loads((folder / "estimate.json").read_bytes())["format"] == "holdfast-estimate/1"


def test_the_same_study_gives_the_same_bytes(folder, tmp_path):
    deliver(short(), short().report(), tmp_path / "again")
    assert contents(tmp_path / "again") == contents(folder)


def test_the_page_has_no_script_and_loads_nothing_that_is_not_beside_it(folder):
    page = parser.document_fromstring((folder / "index.html").read_bytes())
    assert not page.xpath("//script | //*[@style] | //@onclick")
    wanted = page.xpath("//img/@src | //source/@srcset | //link/@href | //main//a/@href")
    for target in wanted:
        assert (folder / target).is_file(), target
    assert all(page.xpath("//img/@alt"))
    assert "url(" not in (folder / "estimate.css").read_text()


def test_the_paper_claims_both_standards(folder):
    data = (folder / "estimate.pdf").read_bytes()
    assert re.search(rb"pdfaid:part>2", data) and re.search(rb"pdfuaid:part>1", data)


def test_a_folder_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(OutputNotOursError):
        deliver(sample.stopped(), sample.stopped().report(), tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["letters.txt"]


def test_a_paper_that_fails_leaves_no_half_folder(tmp_path, monkeypatch):
    def broken(_):
        raise OSError

    monkeypatch.setattr(delivery, "render_pdf", broken)
    with pytest.raises(OSError):
        deliver(sample.stopped(), sample.stopped().report(), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_study_stopped_at_once_has_a_folder_too(tmp_path):
    deliver(sample.stopped(), sample.stopped().report(), tmp_path / "out")
    assert "Stopped before any method" in (tmp_path / "out" / "index.html").read_text("utf-8")

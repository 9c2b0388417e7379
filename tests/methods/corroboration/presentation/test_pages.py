"""The record as a folder: whole, relative, reproducible, streamed."""

from __future__ import annotations

import re
import time
from urllib.parse import urldefrag

import msgspec
import pytest
from lxml import html as parser
from tests.methods.corroboration.presentation.sample import arabic, many, russian, tervenia

from holdfast.methods.corroboration.presentation import pages
from holdfast.methods.corroboration.presentation.pages import STYLESHEET, write_record
from holdfast.methods.corroboration.presentation.shelf import BrokenRecordError

PLAIN_NAME = re.compile(
    r"[a-z]+(-\d+)?(\.html|\.css)?|[rn][0-9a-f]{12}(-\d+)?\.html"
    r"|(n[0-9a-f]{12}|conflict-\d+)-\d+-(light|dark)\.png"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    out = tmp_path_factory.mktemp("record")
    write_record(*tervenia(), out)
    return out


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    out = tmp_path_factory.mktemp("large")
    write_record(*many(110), out)
    return out


def html_files(out):
    return sorted(out.rglob("*.html"))


def tree(path):
    return parser.document_fromstring(path.read_text("utf-8"))


def test_every_page_is_there(site):
    record, _ = tervenia()
    names = {path.relative_to(site).as_posix() for path in html_files(site)}
    assert {
        "index.html",
        "about.html",
        "figures.html",
        "sources/list.html",
        "reports/list.html",
    } <= names
    assert {f"findings/{finding.id}.html" for finding in record.findings} <= names
    assert {f"reports/{report.id}.html" for report in record.reports} <= names
    assert len(names) == 5 + 3 + 4


@pytest.mark.parametrize("which", ["site", "large"])
def test_every_link_is_relative_and_leads_to_what_is_there(which, request):
    out = request.getfixturevalue(which)
    anchors = {path.resolve(): set(tree(path).xpath("//@id")) for path in html_files(out)}
    checked = 0
    for path in html_files(out):
        for target in tree(path).xpath("//a/@href | //img/@src | //source/@srcset | //link/@href"):
            file, anchor = urldefrag(target)
            assert "://" not in target and not target.startswith("/")
            found = (path.parent / file).resolve() if file else path.resolve()
            assert found.exists(), f"{path.name} -> {target}"
            assert not anchor or anchor in anchors[found], f"{path.name} -> {target}"
            checked += 1
    assert checked > 150


def test_nothing_runs_and_nothing_is_loaded_from_elsewhere(site):
    for path in html_files(site):
        text = path.read_text("utf-8")
        assert not re.search(r"<script|\son\w+=|\sstyle=|https?://|url\(|@import", text), path.name
    css = (site / STYLESHEET).read_text("utf-8")
    assert not re.search(r"https?://|url\(|@import", css)


def test_file_names_come_from_ids_alone(site):
    for path in site.rglob("*"):
        assert PLAIN_NAME.fullmatch(path.name), path.name


@pytest.mark.parametrize("sample", [tervenia, arabic, russian])
def test_the_same_record_gives_the_same_bytes(sample, tmp_path):
    for name in ("a", "b"):
        write_record(*sample(), tmp_path / name)
    first, second = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*.*")
        }
        for name in ("a", "b")
    )
    assert first == second and len(first) > 8


def test_every_finding_is_in_the_table_with_its_reports_and_origins(site):
    rows = [
        " ".join(row.text_content().split())
        for row in tree(site / "index.html").xpath("//tbody/tr")
    ]
    assert "3 reports, 3 origins (2–4), not yet reviewed" in rows[0]
    assert "denied once, told twice" in rows[0] and "about 100" in rows[0]


def test_the_caution_stands_on_every_page(site):
    for path in html_files(site):
        assert "never proof" in path.read_text("utf-8")


def test_the_index_does_not_list_reports_and_long_lists_are_split(large):
    assert not tree(large / "index.html").xpath("//a[starts-with(@href, 'reports/r')]")
    assert (large / "reports" / "list-2.html").exists()
    assert tree(large / "reports" / "list.html").xpath("count(//tbody/tr)") == 100
    finding = next((large / "findings").glob("*-2.html"))
    assert tree(finding).xpath("//nav[@class='pager']//*[@aria-current]/text()") == ["Page 2"]


def test_a_text_that_would_be_markup_stays_text(tmp_path):
    record, texts = tervenia()
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }}"
    first = record.reports[0]
    report = msgspec.structs.replace(first, title=evil, outlet=evil, path=evil, problems=(evil,))
    source = msgspec.structs.replace(record.sources[0], name=evil, aliases=(evil,))
    changed = msgspec.structs.replace(
        record, reports=(report, *record.reports[1:]), sources=(source, *record.sources[1:])
    )
    write_record(changed, {**texts, report.id: evil + texts[report.id]}, tmp_path)
    for path in html_files(tmp_path):
        page = tree(path)
        assert not page.xpath("//script") and not page.xpath("//*[@onerror]")
        assert "49" not in page.xpath("string(//h1)")
    assert evil in tree(tmp_path / "reports" / f"{report.id}.html").xpath("string(//h1)")


def test_report_titles_and_words_turn_with_their_script(tmp_path):
    record, texts = arabic()
    write_record(record, texts, tmp_path)
    page = tree(tmp_path / "reports" / f"{record.reports[0].id}.html")
    assert page.xpath("//h1/@dir") == ["auto"] and page.xpath("//h1/@lang") == ["ar"]
    assert set(page.xpath("//div[contains(@class, 'extract')]/p/@dir")) == {"auto"}


def test_a_broken_record_writes_nothing(tmp_path):
    record, texts = tervenia()
    broken = msgspec.structs.replace(record, sources=())
    with pytest.raises(BrokenRecordError):
        write_record(broken, texts, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_progress_is_told_page_by_page_up_to_all(tmp_path):
    told = []
    total = write_record(
        *tervenia(), tmp_path, on_progress=lambda done, of: told.append((done, of))
    )
    assert told == [(n, total) for n in range(1, total + 1)]
    assert total == len(html_files(tmp_path))


def test_a_report_whose_text_is_missing_still_has_a_page(tmp_path):
    record, _ = tervenia()
    write_record(record, {}, tmp_path)
    page = tree(tmp_path / "reports" / f"{record.reports[0].id}.html")
    assert "no text of this report" in page.text_content()


def test_pages_are_made_one_by_one(tmp_path):
    record, texts = many(12)
    asked = []

    class Texts(dict):
        def get(self, key, default=None):
            asked.append(key)
            return texts.get(key, default)

    stream = pages._reports(
        pages.shelve(record), Texts(), pages.SiteLinks("../", {s.id: 0 for s in record.sources})
    )
    next(stream)
    assert asked == [record.reports[0].id]
    next(stream)
    assert asked == [report.id for report in record.reports[:2]]


def test_report_pages_cost_a_few_milliseconds_each(tmp_path):
    record, texts = many(60)
    write_record(record, texts, tmp_path)
    shelf = pages.shelve(record)
    links = pages.SiteLinks("../", pages.source_pages(shelf))
    best = min(_seconds(shelf, texts, links, tmp_path) for _ in range(3))
    assert best / 60 < 0.012  # about 0.0013 on an idle core; the machine may be busy


def _seconds(shelf, texts, links, out):
    started = time.process_time()
    for page in pages._reports(shelf, texts, links):
        pages._write(out, page, "Record")
    return time.process_time() - started

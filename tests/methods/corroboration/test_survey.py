from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.methods.corroboration.sample_folder import COMET, LEDGER, write_folder

from holdfast.kernel.errors import HoldfastError
from holdfast.methods.corroboration.record import StatementKind, to_json
from holdfast.methods.corroboration.survey import problem_counts, survey


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "reports")


def test_the_same_quotation_in_two_reports_is_one_statement(folder: Path) -> None:
    record = survey(folder).record
    quotations = [s for s in record.statements if "hoses" in s.text]
    assert len(quotations) == 2
    assert {s.same_as for s in quotations} == {
        None,
        min(quotations, key=lambda s: s.same_as or "").id,
    }


def test_a_finding_counts_the_body_once_and_names_what_counts_for_nothing(folder: Path) -> None:
    record = survey(folder).record
    names = {source.id: source.name for source in record.sources}
    beating = next(f for f in record.findings if f.act == "beating")
    assert [names[s] for s in beating.origins.sources] == ["Harbour Network"]
    assert any(names[n.source or ""] == "Daily Comet" for n in beating.origins.not_counted)


def test_a_denial_stands_against_the_detentions(folder: Path) -> None:
    record = survey(folder).record
    detention = next(f for f in record.findings if f.act == "detention")
    kinds = {s.id: s.kind for s in record.statements}
    assert detention.against
    assert {kinds[s] for s in detention.against} == {StatementKind.DENIAL}


def test_the_same_folder_gives_the_same_bytes_wherever_it_lies(
    folder: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere" / "other"
    shutil.copytree(folder, elsewhere)
    assert to_json(survey(folder).record) == to_json(survey(elsewhere).record)


def test_no_input_is_changed(folder: Path) -> None:
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    survey(folder)
    after = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    assert after == before


def test_a_second_copy_of_a_file_is_listed_and_adds_nothing(folder: Path) -> None:
    alone = survey(folder).record
    write_folder(folder, wirecopy=(folder / "wire.txt").read_text())
    record = survey(folder).record
    copy = next(r for r in record.reports if r.path == "wirecopy.txt")
    assert "same file as wire.txt" in copy.problems[0]
    assert len(record.reports) == 4
    assert len({r.id for r in record.reports}) == 4
    assert [s.id for s in record.statements] == [s.id for s in alone.statements]
    assert problem_counts(record)[copy.problems[0]] == 1


def test_a_correction_beside_the_reports_is_applied(folder: Path) -> None:
    before = survey(folder).record
    statement = before.statements[0]
    (folder / "corrections.csv").write_text(
        f"id,field,value,who,why\n{statement.id},kind,appeal,AB,read it\n"
    )
    made = survey(folder)
    changed = next(s for s in made.record.statements if s.id == statement.id)
    assert (changed.kind, changed.judged) == (StatementKind.APPEAL, True)
    assert len(made.outcomes) == 1


def test_the_readers_own_act_is_found(folder: Path) -> None:
    (folder / "lexicon.yaml").write_text(
        "format: holdfast-lexicon/1\n"
        "language: en\n"
        "acts:\n"
        "  hose: {codes: ['hf:hose'], role: harm}\n"
        "terms:\n"
        "  hose: {title: Hoses used, words: [hoses]}\n"
    )
    record = survey(folder).record
    assert any(f.title == "Hoses used" for f in record.findings)


def test_a_line_that_every_page_of_an_outlet_carries_is_no_evidence(folder: Path) -> None:
    footer = "Our reporters were arrested for telling you the truth: support our site."
    pages = {
        f"page{n}": COMET.replace("prisoners", f"prisoners {n}")
        + f"\nNews number {n}.\n\n{footer}\n"
        for n in range(4)
    }
    record = survey(write_folder(folder, **pages)).record
    assert not any("reporters were arrested" in s.text for s in record.statements)


def test_spans_refer_to_the_file_as_it_is(folder: Path) -> None:
    made = survey(folder)
    for report in made.record.reports:
        text = (folder / report.path).read_bytes().decode("utf-8")
        assert made.texts[report.id] == text
    for statement in made.record.statements:
        text = made.texts[statement.report]
        assert " … ".join(text[s:e] for s, e in statement.spans) == statement.text


def test_progress_names_its_stages(folder: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    survey(folder, on_progress=lambda *step: seen.append(step))
    assert ("Reading", 3, 3) in seen
    assert seen[-1] == ("Comparing", 2, 2)


def test_an_empty_folder_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(HoldfastError) as refused:
        survey(tmp_path)
    assert refused.value.hint


def test_the_output_inside_the_folder_is_no_input(folder: Path) -> None:
    out = folder / "record"
    out.mkdir()
    (out / "statement.txt").write_text(LEDGER)
    assert len(survey(folder, out=out).record.reports) == 3

from __future__ import annotations

from pathlib import Path

import pytest
from tests.methods.corroboration.sample_folder import write_folder

from holdfast.methods.corroboration import delivery
from holdfast.methods.corroboration.delivery import deliver, deliver_data
from holdfast.methods.corroboration.record import from_json
from holdfast.methods.corroboration.survey import survey

PAGE = "<html><head><title>Post</title></head><body><article><p>{}</p></article></body></html>"


def quiet(stage: str, done: int, total: int) -> None:
    pass


def test_everything_the_guide_names_is_written_and_twice_the_same(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "reports")
    made = survey(folder)
    for name in ("one", "two"):
        deliver(made, tmp_path / name, on_progress=quiet)
    files = sorted(
        p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*") if p.is_file()
    )
    assert {"index.html", "record.pdf", "record.json", "statements.csv"} <= {str(f) for f in files}
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_json_can_be_read_back(tmp_path: Path) -> None:
    made = survey(write_folder(tmp_path / "reports"))
    deliver_data(made, tmp_path / "out")
    assert from_json((tmp_path / "out" / "record.json").read_bytes()) == made.record
    assert not (tmp_path / "out" / "index.html").exists()


def test_extracted_text_is_kept_for_its_spans(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "reports")
    words = "Ten men were detained in Selm, the Harbour Network said. " * 5
    (folder / "page.html").write_text(PAGE.format(words))
    made = survey(folder)
    deliver_data(made, tmp_path / "out")
    (text,) = (tmp_path / "out" / "texts").iterdir()
    assert text.read_text() == made.texts[text.stem]


def test_a_failure_while_writing_leaves_the_old_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = survey(write_folder(tmp_path / "reports"))
    deliver_data(made, tmp_path / "out")

    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(delivery, "write_record", fail)
    with pytest.raises(KeyboardInterrupt):
        deliver(made, tmp_path / "out", on_progress=quiet)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "reports"]
    assert (tmp_path / "out" / "record.json").exists()

from pathlib import Path

from tests.methods.corroboration.sample_folder import write_folder

from holdfast.methods.corroboration.crew import fingerprint_of, read_one, read_reports
from holdfast.methods.corroboration.document import Document
from holdfast.methods.corroboration.meaning import load_lexicon
from holdfast.methods.corroboration.packing import unpack_reading


def test_two_processes_read_as_one_does(tmp_path: Path) -> None:
    more = {f"copy{n:03d}": f"Report {n}. Some {n + 2} men were held." for n in range(70)}
    folder = write_folder(tmp_path, **more)
    files = sorted(path.name for path in folder.iterdir())
    alone = list(read_reports(folder, files, lexicon_file=None, workers=1))
    together = list(read_reports(folder, files, lexicon_file=None, workers=2))
    assert together == alone
    assert [reports[0].reading.document.path for reports in alone] == files


def test_a_file_that_cannot_be_read_is_a_report_without_evidence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (report,) = read_one(tmp_path, "a.txt", load_lexicon())
    assert report.reading.document.problems
    assert unpack_reading(report.reading).utterances == ()
    assert report.words is None


def test_a_fingerprint_holds_no_words() -> None:
    document = Document(path="a", sha256="0", text="Ilya was held.", is_plain=True, language="en")
    packed = fingerprint_of(document)
    assert b"Ilya" not in packed.numbers + packed.words_digest
    assert len(packed.numbers) == 3 * 4

from tests.apps.archive.cast import Archive
from tests.apps.review.cast import DETAINED, TORTURED, open_bench

from holdfast.apps.publication.findings import sentences_of


def test_a_finding_is_told_with_its_count_its_words_and_what_denies_it(archive: Archive) -> None:
    view = open_bench(archive).finding(DETAINED)
    said = sentences_of(view, released=())
    assert "independent origins" in said[0]
    assert "judged by nobody yet" in said[0]
    assert "\u201cTwo hundred are held in a camp.\u201d (Morning Post, 2031-04-07)" in said
    assert any(text.startswith("Denied: \u201cThere are no such people.") for text in said)


def test_of_testimony_only_that_it_speaks_and_only_where_it_is_released(archive: Archive) -> None:
    bench = open_bench(archive)
    bench.add_testimony()
    view = bench.finding(TORTURED)
    shown = " ".join(sentences_of(view, released=[archive.id]))
    hidden = " ".join(sentences_of(view, released=[]))
    assert "One person who gave testimony" in shown
    assert "testimony" not in hidden
    assert "turned a handle" not in shown + hidden
    assert "Vesna" not in shown + hidden


def test_the_same_words_in_several_reports_are_told_once(archive: Archive) -> None:
    said = sentences_of(open_bench(archive).finding(TORTURED), released=())
    wires = [text for text in said if "wires" in text]
    assert len(wires) == 1
    assert "and 1 more" in wires[0]

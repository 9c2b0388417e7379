from __future__ import annotations

import pytest

from holdfast.methods.corroboration.passages import matches as matches_room
from holdfast.methods.corroboration.passages import regions as regions_room
from holdfast.methods.corroboration.passages.corpus import Corpus, lay_out
from holdfast.methods.corroboration.passages.fingerprint import ReportText, fingerprint
from holdfast.methods.corroboration.passages.matches import find_matches, index_grams
from holdfast.methods.corroboration.passages.regions import Region, chained, find_regions


def _words(name: str, count: int) -> list[str]:
    return [f"{name}{number}" for number in range(count)]


def _regions(*texts: list[str]) -> tuple[Corpus, list[Region]]:
    corpus = lay_out(
        fingerprint(ReportText(report=f"{n:05d}", text=" ".join(text)))
        for n, text in enumerate(texts)
    )
    index = index_grams(corpus.words)
    chains = chained(corpus, find_matches(corpus, index))
    return corpus, find_regions(corpus, chains, gram_count=index.count)


def test_shared_words_between_others_are_one_region() -> None:
    shared = _words("s", 20)
    _, regions = _regions(
        [*_words("a", 30), *shared, *_words("b", 9)], [*_words("c", 7), *shared, *_words("d", 30)]
    )
    assert [(r.a_end - r.a, r.b_end - r.b, r.similarity) for r in regions] == [(20, 20, 1.0)]


def test_edits_lower_the_similarity_by_their_share() -> None:
    shared = _words("s", 20)
    edited = [*shared[:7], "other", *shared[8:13], *shared[14:]]
    _, regions = _regions([*_words("a", 9), *shared], [*_words("c", 9), *edited])
    assert [r.length for r in regions] == [20]
    assert regions[0].similarity == 0.9


def test_fewer_words_than_about_a_dozen_are_no_region() -> None:
    shared = _words("s", 10)
    _, regions = _regions([*_words("a", 9), *shared], [*_words("c", 9), *shared])
    assert regions == []


def test_two_sides_within_one_text_do_not_overlap() -> None:
    shared = _words("s", 15)
    _, regions = _regions([*shared, *shared, *shared])
    assert regions
    assert all(r.a_end <= r.b for r in regions)


def test_each_side_stays_within_its_text() -> None:
    corpus, regions = _regions(
        _words("s", 30), [*_words("s", 30), "end"], ["head", *_words("s", 30)]
    )
    for region in regions:
        for start, end in ((region.a, region.a_end), (region.b, region.b_end)):
            text = int(corpus.starts.searchsorted(start, side="right")) - 1
            assert corpus.starts[text] <= start < end <= corpus.ends[text]


def test_stock_phrase_of_very_many_reports_is_no_region_and_a_long_text_still_is() -> None:
    phrase, text = _words("p", 12), _words("t", 60)
    _, regions = _regions(*([*_words(f"a{n}x", 6), *phrase] for n in range(400)))
    assert regions == []
    _, regions = _regions(*([*_words(f"a{n}x", 6), *text] for n in range(400)))
    assert len(regions) >= 399


def test_passage_put_into_a_copy_leaves_two_regions_and_none_across() -> None:
    first, second = _words("f", 40), _words("s", 40)
    _, regions = _regions([*first, *second], [*first, *_words("x", 30), *second])
    assert sorted(r.length for r in regions) == [40, 40]


def test_work_done_piece_by_piece_gives_the_same_regions(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = _words("s", 40)
    edited = [*shared[:12], "other", *shared[13:]]
    texts = [[*_words(name, 9), *words] for name in "abcd" for words in (shared, edited)]
    whole = _regions(*texts)[1]
    monkeypatch.setattr(matches_room, "_RUNS_AT_ONCE", 1)
    monkeypatch.setattr(regions_room, "_PAIRS_AT_ONCE", 1)
    monkeypatch.setattr(regions_room, "_WORDS_AT_ONCE", 1)
    assert len(whole) > 8
    assert _regions(*texts)[1] == whole


def test_one_changed_word_among_equal_lengths_is_seen() -> None:
    shared = _words("s", 20)
    edited = [*shared[:10], "other", *shared[11:]]
    _, regions = _regions([*_words("a", 5), *shared], [*_words("b", 5), *edited])
    assert [region.similarity for region in regions] == [0.95]


def test_a_phrase_all_over_one_long_text_is_compared_nearby_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def compared(repetitions: int) -> int:
        calls: list[None] = []
        is_same = regions_room._is_same_stretch
        with monkeypatch.context() as patch:
            patch.setattr(
                regions_room,
                "_is_same_stretch",
                lambda one, other: bool(calls.append(None)) or is_same(one, other),
            )
            shared = _words("s", 20)
            text = [w for n in range(repetitions) for w in (*shared, *_words(f"own{n}x", 15))]
            assert _regions(text)[1]
        return len(calls)

    assert compared(80) < 3 * compared(40)


def test_chains_are_the_same_in_many_steps_as_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [[*_words(f"own{n}-", 5), *_words("s", 12), *_words(f"end{n}-", 3)] for n in range(9)]
    at_once = _regions(*texts)[1]
    monkeypatch.setattr(regions_room, "_MATCHES_AT_ONCE", 2)
    assert _regions(*texts)[1] == at_once
    assert len(at_once) >= 8

from __future__ import annotations

import itertools
import time

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.methods.corroboration.passages.fingerprint import ReportText, fingerprint
from holdfast.methods.corroboration.passages.search import find_passages, join
from holdfast.methods.corroboration.spans import Span

DENIAL = (
    "If there had been such men in Orlest, their own fathers would have sent them where nobody "
    "comes back from"
)
FIRST = f"The mayor’s spokesman answered on Monday. “{DENIAL},” he told the agency by telephone."
SECOND = f"Asked about the brickworks, the mayor's man said: «{DENIAL.upper()}», and hung up."


def _reports(*texts: str) -> list[ReportText]:
    return [ReportText(report=f"r{n}", text=text) for n, text in enumerate(texts)]


def _filler(chance: np.random.Generator, words: int) -> str:
    return " ".join(f"w{int(n)}" for n in chance.integers(0, 3_000, words))


def test_quotation_in_two_reports_is_found_with_exact_spans() -> None:
    (passage,) = find_passages(_reports(FIRST, SECOND))
    texts = {"r0": FIRST, "r1": SECOND}
    assert [s.span.of(texts[s.report]) for s in passage.spans] == [DENIAL, DENIAL.upper()]
    assert passage.similarity == 1.0
    assert not passage.within_report


def test_paragraph_repeated_within_one_report_is_found() -> None:
    text = f"{DENIAL}.\n\nNothing else was said that day in the town.\n\n{DENIAL}."
    (passage,) = find_passages(_reports(text))
    assert passage.within_report
    assert [s.span.of(text) for s in passage.spans] == [DENIAL, DENIAL]


def test_soft_hyphens_and_ligatures_do_not_hide_a_passage() -> None:
    plain = "officers first confined the five officials in the office of the brickworks at Orlest"
    dressed = plain.replace("ff", "ﬀ").replace("fi", "ﬁ").replace("brickworks", "brick\u00adworks")
    (passage,) = find_passages(_reports(f"Before. {plain}.", f"Something else: {dressed}!"))
    assert passage.similarity == 1.0


def test_furniture_is_no_evidence() -> None:
    notice = "By reading on you agree that this site keeps what you read for ten years"
    texts = [f"{notice}. Report number {n} speaks of other things." for n in (1, 2)]
    assert len(find_passages(_reports(*texts))) == 1
    excluded = [
        ReportText(report=f"r{n}", text=text, excluded=(Span(0, len(notice)),))
        for n, text in enumerate(texts)
    ]
    assert find_passages(excluded) == ()


def test_caption_in_the_middle_does_not_cut_a_passage() -> None:
    half = len("If there had been such men in Orlest, ")
    cut = f"{DENIAL[:half]}Photo: the brickworks from above {DENIAL[half:]}"
    caption = Span(half, cut.index("their own"))
    reports = [
        ReportText(report="r0", text=FIRST),
        ReportText(report="r1", text=cut, excluded=(caption,)),
    ]
    (passage,) = find_passages(reports)
    assert passage.spans[1].span == Span(0, len(cut))


def test_reprint_cut_to_a_third_is_found_whole() -> None:
    text = _filler(np.random.default_rng(3), 450)
    third = " ".join(text.split()[150:300])
    (passage,) = find_passages(_reports(text, f"From our agency. {third} More follows."))
    assert passage.spans[0].span.of(text) == third


def test_edited_copies_are_found() -> None:
    chance = np.random.default_rng(11)
    found = 0
    for _ in range(40):
        words = _filler(chance, int(chance.integers(14, 50))).split()
        edited = [f"x{n}" if chance.random() < 0.12 else word for n, word in enumerate(words)]
        one, other = _filler(chance, 80), _filler(chance, 80)
        found += bool(
            find_passages(_reports(f"{one} {' '.join(words)}", f"{' '.join(edited)} {other}"))
        )
    assert found >= 36


def test_unrelated_reports_share_nothing() -> None:
    chance = np.random.default_rng(5)
    assert find_passages(_reports(*(_filler(chance, 400) for _ in range(30)))) == ()


def test_whole_duplicates_are_one_passage_of_many_spans() -> None:
    passages = find_passages(_reports(*[FIRST] * 50, SECOND))
    assert [len(p.spans) for p in passages] == [50, 51]
    assert not passages[0].within_report


def test_ids_survive_another_order_and_another_report() -> None:
    reports = _reports(FIRST, SECOND)
    (passage,) = find_passages(reports)
    assert find_passages(reports[::-1]) == (passage,)
    more = find_passages([*reports, ReportText(report="z", text="A third report of other things.")])
    assert more == (passage,)
    assert passage.id[0] == "p"


def test_join_of_fingerprints_is_the_same_search() -> None:
    reports = _reports(FIRST, SECOND)
    assert join(fingerprint(r) for r in reports) == find_passages(reports)


def test_progress_counts_the_reports() -> None:
    seen: list[tuple[int, int]] = []
    find_passages(
        _reports(FIRST, SECOND), on_progress=lambda done, total: seen.append((done, total))
    )
    assert seen == [(1, 2), (2, 2)]


def test_nothing_to_read_gives_no_passage() -> None:
    assert find_passages([]) == ()
    assert find_passages(_reports("", "", " … ", "word")) == ()


def test_one_word_repeated_without_end_does_not_stall() -> None:
    start = time.process_time()
    find_passages(_reports("la " * 60_000, "lo la " + "la " * 50_000))
    assert time.process_time() - start < 10


def test_passages_that_begin_at_one_place_have_ids_of_their_own() -> None:
    lengths = (80, 64, 51, 41, 33, 26)
    words = [f"v{n}" for n in range(80)]
    others = [f"end{n} of a report like no other{n}" for n in range(len(lengths))]
    texts = [f"{' '.join(words[:n])} {end}" for n, end in zip(lengths, others, strict=True)]
    passages = find_passages(_reports(*texts))
    assert len(passages) > 1
    assert len({p.id for p in passages}) == len(passages)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000))
def test_passages_are_sorted_with_unique_ids_and_disjoint_spans(seed: int) -> None:
    chance = np.random.default_rng(seed)
    pool = [" ".join(f"{n}w{k}" for k in range(int(chance.integers(8, 40)))) for n in range(6)]
    texts = [" ".join(pool[int(n)] for n in chance.integers(0, 6, 5)) for _ in range(5)]
    passages = find_passages(_reports(*texts))
    assert passages == find_passages(_reports(*texts)[::-1])
    assert len({p.id for p in passages}) == len(passages)
    for passage in passages:
        assert len(passage.spans) > 1
        places = [(s.report, *s.span) for s in passage.spans]
        assert places == sorted(places)
        for one, other in itertools.pairwise(places):
            assert one[0] != other[0] or one[2] <= other[1]

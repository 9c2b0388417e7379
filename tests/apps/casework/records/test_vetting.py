from holdfast.apps.casework.records.vetting import Claim, Review
from holdfast.apps.casework.rules.vetting import Method, Result, Standing, Step


def test_a_claim_stands_as_the_words_about_it_say() -> None:
    said = Review("ben", "2031-W14", Step.AGREE)
    claim = Claim(
        says="Lives in the north", method=Method.LIVE_CALL, result=Result.STORY_CONSISTENT,
        by="ana", week="2031-W14", reviews=(said,),
    )  # fmt: skip
    assert claim.standing is Standing.COUNTS
    assert repr(claim) == "<casework.claim>"

"""The kinds of statement and their order of precedence."""

from __future__ import annotations

import pytest

from .marked import meaning_of


@pytest.mark.parametrize(
    ("text", "who", "kind"),
    [
        # denial before all else
        ("The army <denied:deny> [[that 40 people were killed]].", "official", "denial"),
        ("<said:say> [[no one was beaten]]", "official", "denial"),
        ("<said:say> [[no one was beaten]]", "witness", "assertion"),
        ("<said:say> [[we reject these claims]]", "organisation", "denial"),
        (
            "<said:say> [[they beat us and it is all lies]]",
            "organisation",
            "allegation",
        ),
        ("<said:say> [[detainees are fed and nobody is tortured]]", "official", "denial"),
        ("<said:say> [[we had nothing to do with the killings]]", "official", "denial"),
        ("<said:say> [[he could not confirm the arrests]]", "official", "assertion"),
        ("<said:say> [[if such people existed, we would know]]", "official", "denial"),
        # confirmation before appeal and figure
        (
            "They <confirmed:confirm> [[that 40 were killed]].",
            "organisation",
            "confirmation",
        ),
        ("They <confirmed:confirm> [[that the match was on]].", "organisation", "assertion"),
        # appeal where every harm is in the demand
        ("<said:say> [[stop the killing of our monks]]", "organisation", "appeal"),
        ("<said:say> [[They beat us daily. The world must act.]]", "witness", "allegation"),
        # figure
        ("<said:say> [[over 40 people were killed]]", "organisation", "figure"),
        ("<said:say> [[police arrested more than 300 people]]", "organisation", "figure"),
        ("<said:say> [[police arrested him in 2031]]", "organisation", "allegation"),
        ("<said:say> [[the death toll has reached 12]]", "organisation", "figure"),
        ("<said:say> [[they held me in a cell for 40 days]]", "witness", "allegation"),
        # the outlet's own voice
        ("Police detained a baker.", None, "assertion"),
        ("Police reportedly detained a baker.", None, "allegation"),
        ("The river rose again.", None, "assertion"),
    ],
)
def test_the_first_rule_that_fits_gives_the_kind(text: str, who: str | None, kind: str) -> None:
    assert meaning_of(text, who=who).kind == kind

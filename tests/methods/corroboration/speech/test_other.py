"""Languages whose verbs are not known."""

from holdfast.methods.corroboration.speech.other import read_quotations

from .reports import prose, said


def test_name_before_a_colon_is_the_speaker() -> None:
    text = "Jonas Brenn: „Sie haben uns geschlagen.“ Danach war es still."
    assert said(text, "de") == [("Jonas Brenn", "direct", "Sie haben uns geschlagen.")]


def test_nothing_else_is_guessed() -> None:
    text = "« Ils nous ont battus toute la nuit. » Ada Brenn pleurait."
    members, drafts = read_quotations(prose(text, "fr"))
    assert members == []
    assert [d.speaker for d in drafts] == [None]

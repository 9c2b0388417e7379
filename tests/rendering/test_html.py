"""HTML of a tree: escaped, without script, the same bytes each time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as parser

from holdfast.rendering.html import Frame, Step, pictures, render_html, stylesheet, visible
from holdfast.rendering.inspection import DocumentError
from holdfast.rendering.tree import (
    BigNumber,
    BigNumbers,
    Cite,
    Definition,
    Definitions,
    Direction,
    Document,
    Drawn,
    Emphasis,
    Extract,
    Figure,
    Isolate,
    Item,
    Items,
    Link,
    Mark,
    Note,
    Paragraph,
    Quote,
    Section,
    Split,
    Strip,
    StripBar,
    Strong,
    Table,
    Tag,
)

FRAME = Frame(stylesheet="record.css", site="Site")
EVIL = [
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "{{ 7*7 }}{% raw %}",
    "</title></style></textarea><svg/onload=alert(1)>",
    "&lt;b&gt; &#60;b&#62;",
]


def document(*blocks, **more):
    return Document(title=more.pop("title", "A title"), language="en", blocks=blocks, **more)


def page(*blocks, frame=FRAME, **more):
    return parser.document_fromstring(render_html(document(*blocks, **more), frame))


def full(text):
    """A document with the text in every place that takes one."""
    inline = (
        text, Strong(content=(text,)), Emphasis(content=(text,)),
        Mark(content=(text,), number="1", target="#a"),
        Link(content=(text,), target="#a"), Cite(label=text), Isolate(text=text, language="en"),
        Tag(text=text), Drawn(text=text),
    )  # fmt: skip
    table = Table(caption=text, header=(text, text), rows=((inline, inline),))
    return document(
        Paragraph(content=inline),
        Quote(content=inline, before=text, after=text, chain=(inline,), notes=inline),
        Extract(paragraphs=(inline,)), table,
        Figure(name="p", light=b"x", alt=text or "-", caption=text, table=table),
        Items(items=(Item(content=inline, details=(inline,)),)),
        Definitions(items=(Definition(term=text, content=inline),)),
        BigNumbers(items=(BigNumber(number=text, label=text),)), Note(content=inline),
        Split(main=(Paragraph(content=inline),), aside=(Paragraph(content=inline),)),
        Section(heading=inline, anchor="a", blocks=()), title=text, kicker=inline,
    )  # fmt: skip


ALLOWED = set(
    "html head meta title link body a header nav ul li main ol span p h1 h2 h3 h4 h5 h6 strong em "
    "mark cite bdi br svg line rect path figure blockquote figcaption table caption thead tbody tr "
    "th td picture source img section div dl dt dd b footer".split()
)


@pytest.mark.parametrize("text", EVIL)
def test_text_never_becomes_markup(text):
    tree = parser.document_fromstring(render_html(full(f"x{text}"), FRAME))
    assert {element.tag for element in tree.iter()} <= ALLOWED
    for element in tree.iter():
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
    assert tree.findtext(".//title").startswith(f"x{text}")
    assert tree.xpath("string(//main/p[last()])") is not None
    assert tree.xpath("//bdi")[0].text == f"x{text}"


@settings(deadline=None, max_examples=30)
@given(st.text(min_size=1, max_size=40).filter(str.strip))
def test_any_text_reads_back_as_it_was(text):
    tree = page(Paragraph(content=(Isolate(text=text),)))
    shown = tree.xpath("//bdi")[0].text or ""
    expected = visible(text).replace("\r\n", "\n").replace("\r", "\n")
    assert shown.replace("\r", "\n") == expected or shown == visible(text)


def test_control_characters_are_shown_one_for_one():
    assert visible("a\x00b\x1bc\td\n") == "a\ufffdb\ufffdc\td\n"


def test_a_page_has_one_title_a_language_a_direction_and_a_skip_link():
    tree = page(Paragraph(content=("x",)), direction=Direction.RTL)
    assert tree.get("lang") == "en" and tree.get("dir") == "rtl"
    assert len(tree.xpath("//h1")) == 1
    assert tree.xpath("//body/*[1]/@href") == ["#text"]
    assert tree.xpath("//main/@id") == ["text"]


def test_sections_give_headings_without_a_gap():
    deep = Section(heading=("c",), blocks=())
    for name in "ba":
        deep = Section(heading=(name,), blocks=(deep,))
    levels = [e.tag for e in page(deep).iter() if re.fullmatch(r"h[1-6]", str(e.tag))]
    assert levels == ["h1", "h2", "h3", "h4"]


def test_a_page_loads_nothing_but_its_style_sheet_and_its_pictures():
    table = Table(caption="t", header=("a",), rows=((("b",),),))
    figure = Figure(name="p", light=b"l", dark=b"d", alt="a dog", caption="c", table=table)
    frame = Frame(stylesheet="../record.css", site="Site", pictures="../charts/")
    tree = page(figure, frame=frame)
    loaded = tree.xpath("//link/@href | //img/@src | //source/@srcset | //script/@src")
    assert sorted(loaded) == ["../charts/p-dark.png", "../charts/p-light.png", "../record.css"]
    assert tree.xpath("//img/@alt") == ["a dog"]
    assert tree.xpath("//source/@media") == ["screen and (prefers-color-scheme: dark)"]
    policy = tree.xpath("//meta[@http-equiv]/@content")[0]
    assert "default-src 'none'" in policy and "script" not in policy


def test_words_of_others_carry_language_and_direction():
    quote = Quote(content=("قال",), direction=Direction.RTL, language="ar")
    tree = page(
        quote, Extract(paragraphs=(("x",),), language="ru"), Paragraph(content=(Isolate(text="y"),))
    )
    assert tree.xpath("//blockquote/@dir") == ["rtl"] and tree.xpath("//blockquote/@lang") == ["ar"]
    assert tree.xpath("//div[contains(@class, 'extract')]/@lang") == ["ru"]
    assert tree.xpath("//bdi/@dir") == ["auto"]


def test_a_strip_and_dots_are_hidden_from_readers_who_cannot_see_them():
    strip = Strip(bars=(StripBar(start=0.1, end=0.5, opens_right=True),))
    tree = page(Paragraph(content=(strip, Drawn(text="●○"), "1 report")))
    assert tree.xpath("//svg/@aria-hidden") == ["true"]
    assert tree.xpath("//span[@class='dots']/@aria-hidden") == ["true"]
    assert len(tree.xpath("//path[@class='tip']")) == 1


def test_the_table_keeps_its_roles_when_it_turns_into_cards():
    tree = page(Table(caption="t", header=("a", "b"), rows=((("1",), ("2",)),)))
    assert tree.xpath("//td/@data-label") == ["b"]
    assert tree.xpath("//th[@scope='row']/@role") == ["rowheader"]


def test_the_menu_says_where_one_is():
    menu = (Step("Here"), Step("Part", "part.html", is_current=True), Step("Else", "else.html"))
    frame = Frame(stylesheet="s.css", site="Site", menu=menu)
    tree = page(frame=frame)
    assert tree.xpath("//header//a/@aria-current") == ["page", "true"]


def test_a_broken_tree_gives_no_page():
    with pytest.raises(DocumentError):
        render_html(document(Paragraph(content=(Link(content=("x",), target="#gone"),))), FRAME)


def test_pictures_come_in_both_schemes():
    table = Table(caption="t", header=("a",), rows=())
    figure = Figure(name="p", light=b"l", dark=b"d", alt="a", caption="c", table=table)
    assert pictures(document(figure)) == {"p-light.png": b"l", "p-dark.png": b"d"}


def test_the_same_tree_gives_the_same_page():
    assert render_html(full("x"), FRAME) == render_html(full("x"), FRAME)


def test_the_style_sheet_loads_nothing_and_uses_logical_properties():
    css = stylesheet()
    assert "url(" not in css and "@import" not in css
    physical = re.findall(
        r"(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)", css
    )
    assert physical == []


def test_inks_keep_contrast_on_their_grounds_in_both_schemes():
    light, dark = schemes(stylesheet())
    for colours in (light, dark):
        for ink, ground in PAIRS:
            ratio = contrast(colours[ink], colours[ground])
            assert ratio >= 4.5, f"{ink} on {ground}: {ratio:.2f}"


PAIRS = [
    (ink, ground) for ink in ("ink", "ink-2", "ink-3", "accent") for ground in ("paper", "sheet")
] + [
    ("ink-2", "well"), ("ink", "mark"), ("ink", "mark-deep"), ("on-accent", "accent"),
    ("accent", "accent-soft"),
    ("danger", "danger-soft"), ("warn", "warn-soft"), ("ok", "ok-soft"), ("ink", "warn-soft"),
    ("paper", "ink"),
]  # fmt: skip


def schemes(css):
    light = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", css.split("@media screen")[0]))
    dark_part = css.split("prefers-color-scheme: dark")[1].split("@media")[0]
    return light, light | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark_part))


def contrast(first, second):
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

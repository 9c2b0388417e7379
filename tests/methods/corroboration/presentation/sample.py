"""Invented records to render: Tervenia in spring 2031, an Arabic and a Russian one, and many.

Everything here is made up: the country, the people, the outlets, the words.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from holdfast.kernel.identifiers import derived_id
from holdfast.methods.corroboration.record import (
    FORMAT,
    Conflict,
    DateMention,
    Figure,
    Finding,
    Form,
    MadeWith,
    Modality,
    NotCounted,
    Origins,
    Party,
    Passage,
    PlaceMention,
    Record,
    Relation,
    Report,
    Source,
    SourceKind,
    SpanInReport,
    Statement,
    StatementKind,
)
from holdfast.methods.corroboration.spans import Span


@dataclass
class Builder:
    """Collects parts by the words of the texts, so that spans need no counting."""

    texts: dict[str, str] = field(default_factory=dict)
    reports: list[Report] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)

    def report(self, path, outlet, title, published, text, *, language="en", problems=()):
        digest = hashlib.sha256(text.encode()).hexdigest()
        name = derived_id("r", digest, path)
        self.texts[name] = text
        self.reports.append(
            Report(
                id=name, path=path, sha256=digest, characters=len(text), language=language,
                title=title, outlet=outlet, published=published, problems=tuple(problems),
            )
        )  # fmt: skip
        return name

    def source(self, name, kind, **more):
        found = derived_id("o", name)
        self.sources.append(Source(id=found, name=name, kind=SourceKind(kind), **more))
        return found

    def statement(
        self, report, *words, speaker=None, told_to=None, chain=(), origin=None, same_as=None,
        kind="allegation", form="direct", acts=(), negated=False, modality="stated",
        confirmed_by=(), judged=False,
    ):  # fmt: skip
        spans = tuple(self.span(report, each) for each in words)
        name = derived_id("s", report, spans[0].start, spans[-1].end)
        self.statements.append(
            Statement(
                id=name, report=report, spans=spans, text=" ".join(words),
                kind=StatementKind(kind), negated=negated, modality=Modality(modality),
                form=Form(form), speaker=Party(source=speaker) if speaker else None,
                told_to=Party(source=told_to) if told_to else None, chain=tuple(chain),
                origin=origin, same_as=same_as, confirmed_by=tuple(confirmed_by),
                acts=tuple(acts), judged=judged,
            )
        )  # fmt: skip
        return name

    def figure(
        self, report, words, low=None, high=None, value=None, *, approximate=False,
        counts="detained", unit="persons", statement=None,
    ):  # fmt: skip
        span = self.span(report, words)
        name = derived_id("f", report, span.start)
        self.figures.append(
            Figure(
                id=name, report=report, statement=statement, span=span, text=words, low=low,
                high=high, value=value, approximate=approximate, counts=counts, unit=unit,
            )
        )  # fmt: skip
        return name

    def finding(
        self, act, title, statements, *, against=(), origins=(), least=None, most=None,
        not_counted=(), figures=(), reviewed=False,
    ):  # fmt: skip
        of = {s.id: s.report for s in self.statements}
        count = len(origins)
        self.findings.append(
            Finding(
                id=derived_id("n", act), act=act, title=title, statements=tuple(statements),
                against=tuple(against), reports=len({of[s] for s in statements}),
                origins=Origins(
                    count=count, min=count if least is None else least,
                    max=count if most is None else most, sources=tuple(origins),
                    not_counted=tuple(NotCounted(source=s, why=w) for s, w in not_counted),
                    reviewed=reviewed,
                ),
                figures=tuple(figures),
            )
        )  # fmt: skip

    def span(self, report, words):
        start = self.texts[report].index(words)
        return Span(start, start + len(words))

    def record(self):
        return Record(
            format=FORMAT, made_with=MadeWith(holdfast="0.1.0", lexicon="sha256-of-a-lexicon"),
            reports=tuple(self.reports), sources=tuple(self.sources),
            statements=tuple(self.statements), figures=tuple(self.figures),
            dates=tuple(self.dates), places=tuple(self.places), passages=tuple(self.passages),
            findings=tuple(self.findings), conflicts=tuple(self.conflicts),
        )  # fmt: skip


MORNING = """Men taken from their homes in Tervenia

The first of them came out in April. He asked us not to print his name, and we call him Ilya.

“They fixed wires to my hands and turned the handle,” Ilya told Channel Nine. “You jump high above the floor.” He was held for eleven days in a former barracks at Port Selm.

The Harbour Network says that about 100 men have been detained since March. At least three have died, it says.

A spokesman for the governor said the reports were “an invention from the first word to the last”.
"""
EVENING = """Harbour Network: more than 100 detained

People “are beaten and shocked, and some do not come out”, a coordinator of the Harbour Network told Public Radio on Tuesday.

The network has counted more than 100 detained men. Four of them are dead, the coordinator said.

The governor’s spokesman called it “an invention from the first word to the last”.
"""
AGENCY = """TERVENIA - Detentions reported (Selm Wire)

“They fixed wires to my hands and turned the handle,” a man told Channel Nine, according to the Morning Post. “You jump high above the floor.”

The men are said to be held at Port Selm. Several families were told to “wash the shame away themselves”.

Officials deny everything.
"""
COURIER = """The knock on the door

A second man, who spoke to the Courier on condition of anonymity, saw fifteen to 30 prisoners in one cellar. “We slept standing,” he said, “and they read our telephones aloud.”

An aunt of one of them said her brother was ordered to “wash the shame away himself”. She has left the country.

It is known that dozens are still inside.
"""


def tervenia():
    """The record most tests use: four reports, one denial told twice, figures in conflict."""
    b = Builder()
    post = b.report("morning-post.txt", "Morning Post", "Men taken from their homes in Tervenia",
                    "2031-04-03", MORNING)  # fmt: skip
    news = b.report("evening.html", "Evening News", "Harbour Network: more than 100 detained",
                    "2031-04-05", EVENING)  # fmt: skip
    wire = b.report("wire.txt", "Selm Wire", "Detentions reported", "2031-04", AGENCY,
                    problems=["The file has no date; the month was taken from its name."])  # fmt: skip
    courier = b.report("courier.pdf", "Courier", "The knock on the door", "2031-05-11", COURIER)
    o_post, o_news = b.source("Morning Post", "outlet"), b.source("Evening News", "outlet")
    o_wire, o_courier = b.source("Selm Wire", "outlet"), b.source("Courier", "outlet")
    nine, radio = b.source("Channel Nine", "outlet"), b.source("Public Radio", "outlet")
    ilya = b.source("Ilya", "witness", pseudonym=True, aliases=("a man",))
    harbour = b.source("Harbour Network", "organisation", aliases=("the network",))
    coordinator = b.source("a coordinator", "organisation", anonymous=True, member_of=harbour)
    second = b.source("a second man", "witness", anonymous=True)
    aunt = b.source("an aunt", "witness", anonymous=True)
    governor = b.source("the governor’s spokesman", "official")

    wires = b.statement(
        post, "They fixed wires to my hands and turned the handle,", "You jump high above the floor.",
        speaker=ilya, told_to=nine, chain=(o_post, nine, ilya), origin=ilya, acts=("torture",),
    )  # fmt: skip
    wires_again = b.statement(
        wire, "They fixed wires to my hands and turned the handle,", "You jump high above the floor.",
        speaker=ilya, told_to=nine, chain=(o_wire, o_post, nine, ilya), origin=ilya,
        same_as=wires, acts=("torture",),
    )  # fmt: skip
    held = b.statement(post, "He was held for eleven days in a former barracks at Port Selm",
                       chain=(o_post,), origin=o_post, form="unattributed", kind="assertion",
                       acts=("detention",))  # fmt: skip
    about = b.statement(post, "about 100 men have been detained since March", speaker=harbour,
                        chain=(o_post, harbour), origin=harbour, form="indirect",
                        acts=("detention",))  # fmt: skip
    beaten = b.statement(news, "are beaten and shocked, and some do not come out",
                         speaker=coordinator, told_to=radio, chain=(o_news, radio, coordinator),
                         origin=harbour, form="mixed", acts=("torture", "detention"))  # fmt: skip
    over = b.statement(news, "The network has counted more than 100 detained men",
                       speaker=harbour, chain=(o_news, harbour), origin=harbour, form="indirect",
                       kind="figure", acts=("detention",))  # fmt: skip
    cellar = b.statement(courier, "saw fifteen to 30 prisoners in one cellar", speaker=second,
                         told_to=o_courier, chain=(o_courier, second), origin=second,
                         form="indirect", acts=("detention",))  # fmt: skip
    slept = b.statement(courier, "We slept standing,", "and they read our telephones aloud.",
                        speaker=second, chain=(o_courier, second), origin=second,
                        acts=("detention",), judged=True)  # fmt: skip
    shame = b.statement(courier, "wash the shame away himself", speaker=aunt,
                        chain=(o_courier, aunt), origin=aunt, form="mixed", modality="reported",
                        acts=("incitement",), confirmed_by=(harbour,))  # fmt: skip
    families = b.statement(wire, "Several families were told to “wash the shame away themselves”",
                           chain=(o_wire,), form="mixed", modality="reported",
                           acts=("incitement",))  # fmt: skip
    dozens = b.statement(courier, "dozens are still inside", chain=(o_courier,), origin=None,
                         form="unattributed", kind="assertion", acts=("detention",))  # fmt: skip
    deny = b.statement(post, "an invention from the first word to the last", speaker=governor,
                       chain=(o_post, governor), origin=governor, kind="denial", negated=True,
                       form="mixed", acts=("detention", "torture"))  # fmt: skip
    deny_again = b.statement(news, "an invention from the first word to the last",
                             speaker=governor, chain=(o_news, governor), origin=governor,
                             kind="denial", negated=True, form="mixed", same_as=deny,
                             acts=("detention", "torture"))  # fmt: skip

    f_about = b.figure(post, "about 100", value=100, approximate=True, statement=about)
    f_over = b.figure(news, "more than 100", low=101, statement=over)
    f_cellar = b.figure(courier, "fifteen to 30", low=15, high=30, statement=cellar)
    f_dozens = b.figure(courier, "dozens", low=24, approximate=True, statement=dozens)
    f_three = b.figure(post, "At least three", low=3, counts="dead")
    f_four = b.figure(news, "Four", low=4, high=4, value=4, counts="dead")

    passing = "It passes on what the Morning Post wrote."
    b.finding("detention", "People detained because of whom they love",
              (held, about, beaten, over, cellar, slept, dozens), against=(deny, deny_again),
              origins=(harbour, second, o_post), least=2, most=4,
              not_counted=((None, "dozens are said to be inside, and nobody is named for it"),),
              figures=(f_about, f_over, f_cellar, f_dozens))  # fmt: skip
    b.finding("torture", "Torture with electric current", (wires, wires_again, beaten),
              against=(deny, deny_again), origins=(ilya, harbour),
              not_counted=((o_wire, passing),), reviewed=True)  # fmt: skip
    b.finding("incitement", "Families told to kill their own", (shame, families),
              origins=(aunt,), least=1, most=2,
              not_counted=((o_wire, "nobody is named for it"),))  # fmt: skip
    b.conflicts += [
        Conflict(counts="detained", figures=(f_about, f_over), relation=Relation.SAME_ORIGIN,
                 why="both come from the Harbour Network, two days apart"),
        Conflict(counts="dead", figures=(f_three, f_four), relation=Relation.CONTRADICTORY,
                 why="at least three and four are told for the same weeks"),
    ]  # fmt: skip
    b.dates.append(DateMention(report=news, span=b.span(news, "on Tuesday"), text="on Tuesday",
                               date="2031-04-01", relative=True))  # fmt: skip
    b.places.append(PlaceMention(report=post, span=b.span(post, "Port Selm"), text="Port Selm",
                                 name="Port Selm", country="TV", latitude=-12.5,
                                 longitude=44.25))  # fmt: skip
    shared = "They fixed wires to my hands and turned the handle,"
    b.passages.append(Passage(
        id="p1", similarity=1.0, within_report=False,
        spans=tuple(SpanInReport(report=r, span=b.span(r, shared)) for r in (post, wire)),
    ))  # fmt: skip
    return b.record(), b.texts


ARABIC = """رجال أُخذوا من بيوتهم في ترفينيا

قال شاهد لقناة الميناء: «ربطوا أسلاكا بيدي وأداروا المقبض». وأضاف أنه رأى ١٥ سجينا.

ونفى الناطق باسم الحاكم ذلك وقال إن الخبر «مختلق من أوله إلى آخره».
"""
RUSSIAN = """Мужчин забирали из домов

«Мне прикрутили провода к рукам и крутили ручку», — рассказал Илья «Девятому каналу».

Сеть «Гавань» говорит примерно о ста задержанных. Представитель губернатора назвал это «выдумкой».
"""


def arabic():
    """One Arabic report with a quotation, a figure and a denial."""
    b = Builder()
    report = b.report("mina.txt", "قناة الميناء", "رجال أُخذوا من بيوتهم", "2031-04-03", ARABIC,
                      language="ar")  # fmt: skip
    outlet, witness = (
        b.source("قناة الميناء", "outlet"),
        b.source("شاهد", "witness", anonymous=True),
    )
    official = b.source("الناطق باسم الحاكم", "official")
    wires = b.statement(report, "ربطوا أسلاكا بيدي وأداروا المقبض", speaker=witness,
                        told_to=outlet, chain=(outlet, witness), origin=witness,
                        acts=("torture",))  # fmt: skip
    deny = b.statement(report, "مختلق من أوله إلى آخره", speaker=official, kind="denial",
                       chain=(outlet, official), origin=official, acts=("torture",))  # fmt: skip
    figure = b.figure(report, "١٥", low=15, high=15, value=15, counts="prisoners")
    b.finding("torture", "Torture with electric current", (wires,), against=(deny,),
              origins=(witness,), figures=(figure,))  # fmt: skip
    return b.record(), b.texts


def russian():
    """One Russian report with a quotation, an approximate figure and a denial."""
    b = Builder()
    report = b.report("novosti.txt", "Новая гавань", "Мужчин забирали из домов", "2031-04",
                      RUSSIAN, language="ru")  # fmt: skip
    outlet, ilya = b.source("Новая гавань", "outlet"), b.source("Илья", "witness", pseudonym=True)
    official = b.source("представитель губернатора", "official")
    wires = b.statement(report, "Мне прикрутили провода к рукам и крутили ручку", speaker=ilya,
                        chain=(outlet, ilya), origin=ilya, acts=("torture",))  # fmt: skip
    deny = b.statement(report, "выдумкой", speaker=official, chain=(outlet, official),
                       origin=official, kind="denial", acts=("torture",))  # fmt: skip
    figure = b.figure(report, "примерно о ста", value=100, approximate=True)
    b.finding("torture", "Torture with electric current", (wires,), against=(deny,),
              origins=(ilya,), figures=(figure,))  # fmt: skip
    return b.record(), b.texts


def many(reports=500):
    """Many reports of about 3,000 characters with eight statements each, one finding."""
    b = Builder()
    witnesses = [b.source(f"witness {n}", "witness", anonymous=True) for n in range(40)]
    filler = "The street was quiet that morning and nobody opened a window. "
    said, figures = [], []
    for n in range(reports):
        lines = [f"“They came at {k} and took {n + k} of us away,” she said. {filler * 5}"
                 for k in range(8)]  # fmt: skip
        report = b.report(f"report-{n:05}.txt", f"Outlet {n % 30}", f"Report {n}",
                          f"2031-{n % 12 + 1:02}-10", "\n\n".join(lines))  # fmt: skip
        for k in range(8):
            words = f"They came at {k} and took {n + k} of us away,"
            speaker = witnesses[(n + k) % 40]
            said.append(b.statement(report, words, speaker=speaker, origin=speaker,
                                    chain=(speaker,), acts=("detention",)))  # fmt: skip
        figures.append(b.figure(report, f"{n}", low=n, high=None))
    b.finding("detention", "People detained", said, origins=witnesses, least=20, most=60,
              figures=figures)  # fmt: skip
    return b.record(), b.texts

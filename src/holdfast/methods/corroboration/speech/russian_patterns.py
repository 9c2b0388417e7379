"""The shapes of Russian speech as regular expressions: who says, to whom, in which text.

Invariants: each pattern gives `who` and `cue`, and `what` where it reports; where two orders are
possible, `who2` and `cue2` are the second one's. They are compiled once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from holdfast.methods.corroboration.spans import Span

from .lexis import russian


def _past(verb: str) -> str:
    if verb.endswith("ся"):
        return re.escape(verb[:-2]) + "(?:ся|ась|ись)"
    return re.escape(verb) + "(?:а|и|о)?"


@lru_cache(maxsize=1)
def _cue() -> str:
    words = russian()
    forms = [_past(v) for v in words["verbs_of_saying"]] + [
        re.escape(v) for v in words["verbs_present"]
    ]
    return "(?:" + "|".join(sorted(forms, key=len, reverse=True)) + ")"


_PART = r"(?:[А-ЯЁA-Z]\.(?:\s?[А-ЯЁA-Z]\.)?|[А-ЯЁA-Z][\w-]*)"
NAME = rf"(?:{_PART}(?:\s{_PART}){{0,4}})"
TITLE = r"(?:«[^»\n]{2,60}»|\"[А-ЯЁA-Z][^\"\n]{1,60}\")"
OF = rf"(?:\s(?:из|от)\s(?:[а-яё-]+\s){{0,3}}(?:{TITLE}|{NAME}))?"
_REGION = r"(?:[А-ЯЁ][а-яё-]+[сц]ко(?:й|го)\s(?=[а-яё]))"
_SMALL = r"(?:[а-яё]+(?:-[а-яё]+)*\s)"
_PAPER = rf"(?:{TITLE}|(?:РИА|ИА)\s{TITLE}|[А-ЯЁA-Z][\w.-]+|издания|агентства|газеты|редакции)"
_SOURCE = (  # "источник «Озера» в полиции"
    rf"(?:[Ии]сточник|[Сс]обеседник|[Сс]обеседница)[а-я]{{0,3}}(?:\s{_PAPER}(?:\s{TITLE})?)?"
    rf"\s(?:в|из)\s(?:[а-яё-]+\s){{0,3}}(?:{NAME}|[а-яё-]+)"
)
SOURCE = re.compile(
    rf"(?P<what>(?:источник|собеседни)[а-я]{{0,4}})(?:\s(?P<to>{_PAPER}(?:\s{TITLE})?))?(?P<where>\s(?:в|из)\s.+)",
    re.IGNORECASE,
)
WHO = (
    rf"(?<![\w-])(?:{_SOURCE}|(?:[А-ЯЁ][а-яё-]+\s)?{_REGION}?(?:{_SMALL}|[А-ЯЁ]{{2,6}}\s(?=[а-яё])){{0,6}}(?:{TITLE}\s(?:[А-ЯЁ]{{2,}}\s)?{NAME}|{NAME}|{TITLE}){OF}"
    rf"|(?:[А-ЯЁ][а-яё-]+\s)?{_SMALL}{{0,4}}[а-яё]+(?:-[а-яё]+)*)"
)
NAMED_WHOLE = re.compile(WHO)
ADDRESSED = re.compile(
    r"\b(?:агентству|телеканалу|каналу|газете|изданию|радио|журналу|порталу|сайту|корреспонденту|"
    r"журналистам|(?:в\s)?интервью|(?:в\s)?беседе\sс)\b"
)
TOLD = re.compile(rf"{ADDRESSED.pattern}\s+(?:[а-яё-]+\s){{0,2}}(?P<to>{TITLE}|{NAME})")
TOLD_TITLE = re.compile(rf"\s(?P<to>{TITLE})(?=[,.:\s])")
SENTENCE_END = re.compile(r"[.!?…]\s|\n|$")
TAIL = re.compile(
    rf",\s+(?:как\s+)?(?:сообща[её]т|сообщают|пишет|переда[её]т|сообщил[аио]?)\s+(?P<who>{WHO})"
    r"[.!?…]*$"
)
CASE_ENDING = re.compile(r"(?:ого|ому|ым|ом|ой|ей|а|у|е|ы)$")
TURN = re.compile(r",\s+однако\s")
_OUTLET = (
    rf"(?:(?:[Гг]азета|издание|агентство|портал|телеканал|сайт|РИА)\s)?{TITLE}"
    r"|[A-Z][\w.-]*\w|[А-ЯЁ]+(?:-[А-ЯЁ]+)*(?=\s[а-яА-ЯЁ])|[А-ЯЁ][а-яё]+\.\w+"
)
QUOTING = re.compile(
    r"[»“”\"]?[,.!?…]*\s*[—–-]?\s*(?P<cue>цитиру[ею]т)\s+(?:"
    rf"(?P<outlet>{_OUTLET})\s(?:(?:слова|выступление|заявление)\s)?(?P<who>{WHO})"
    rf"|(?P<who2>{WHO})\s(?P<outlet2>{_OUTLET}))(?=[\s.,;]|$)"
)
NAMED = re.compile(
    rf"(?:^|[.!?»”\"]\s{{1,3}}|\n)(?P<who>{_PART}\s{_PART}(?=(?:,\s[а-яё][^:«\n]{{2,60}})?:)"
    rf"|[А-ЯЁ][а-яё-]+\s(?:[а-яё-]+\s){{0,6}}{_PART}(?:\s{_PART}){{0,2}}(?=:))(?:,\s(?P<beside>[^:«\n]{{2,61}}))?(?P<cue>:)\s*$"
)
FRAMED = re.compile(r"[»“”\"]?[,.!?…]?\s*[—–-]\s*[а-яё]")
CITING = re.compile(rf"\s*со ссылкой на\s+(?P<who>{WHO})")
GOVERNED = re.compile(
    r"\b(?:в|во|на|из|к|ко|с|со|о|об|от|по|за|для|до|при|под|у|между|против|без|через)\s(?:[а-яё-]+\s){0,2}$",
    re.IGNORECASE,
)
BODY_OF_ROLE = re.compile(r"(?<=\s)(?:[а-яё-]+\s)?«(?P<title>[^»\n]{2,60})»")
SUBJECT = re.compile(rf"(?:[а-яё-]+\s)?{NAME}")
PLACE = re.compile(r"\b[Вв]о?\s+$")
AGAIN = re.compile(  # "..., и добавил, что": the same speaker goes on
    r",?\s+(?:(?:и|а\sтакже|но)\s+(?:[а-яё]+о\s)?(?P<cue>[а-яё]+)|(?P<cue2>[а-яё]+(?:ив|ав|ув|яя|ая)))"
    r"(?P<to>\s[^.,\n]{1,40})?,\s+что\s+"
)
ONE_OF = re.compile(r"(?:один|одна|одного|одной)\s+из\s", re.IGNORECASE)
_DAY = r"(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)"
_BETWEEN = (  # what may stand between a verb of saying and who says it
    rf"\s(?:в|во)\s{_DAY}|\s\d{{1,2}}\s[а-я]+"
    r"|\sна\s(?:встрече|пресс-конференции|брифинге|заседании|форуме)(?:\s[а-яё]+){0,2}"
    r"|\s«[А-ЯЁ][а-яё]+(?:ому|ему|ой|ей|у|ю)(?:\s[^»\n]{2,40})?»"
    rf"|\s(?:журналистам|корреспонденту\s{TITLE}|агентству\s{TITLE}|изданию\s{TITLE})"
    r"|\s(?:(?:нашему\s)?изданию|нашей\sгазете|редакции|нашему\sкорреспонденту|нам|мне)"
    r"|\sв\s(?:интервью|беседе|разговоре|эфире|комментарии)(?:\s(?:с|для))?(?:\s[а-яё]+){0,2}"
    rf"(?:\s(?:{TITLE}|[A-ZА-ЯЁ]{{2,}}))?"
)
_HIS = r"(?:его|её|ее|их)"


def _capital(cue: str) -> str:
    """The words of saying as they open a sentence, as in "Рассказывает Ян Орло"."""
    return re.sub(r"(?<=[(|])[а-яё](?=[а-яё]{3})", lambda first: first[0].upper(), cue)


_WORDS = (
    r"(?:словам|данным|информации|сведениям|мнению|утверждению|рассказ(?:у|ам)|версии|оценке|"
    r"признанию|заявлению)"
)
_ADVERBS = (
    r"(?:(?:также|так|затем|позже|ранее|потом|тихо|уже|далее|сегодня|вчера|накануне|тогда|неоднократно|"
    r"публично|официально|прямо|вновь|снова|впоследствии|отдельно|при\sэтом|в\sсвою\sочередь|и)\s+)*"
)
_HOW = r"(?:что|(?:как|почему|зачем|откуда|где|куда|якобы|будто)(?=\s))"
_ASIDE = (  # what follows the one who said it, up to the end of the sentence
    r"(?:,?\s(?:в|во|на|изданию|журналистам|агентству|газете|телеканалу|корреспонденту|нам|"
    r"«|обращаясь|комментируя|отвечая)[^\n]{0,100})?[.!?…]*$"
)
_LISTENER = rf"(?:{_BETWEEN}|\s+{ADDRESSED.pattern}[^.,\n]{{0,40}}|\s{TITLE})?"


@dataclass(frozen=True, slots=True)
class Asked:
    """A shape that is looked for only where its own words stand: most sentences hold none.

    `needs` is what the sentence must show; where `says`, a verb of saying.
    """

    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None = None
    says: bool = False

    def find(self, text: str, span: Span, *, is_said: bool) -> re.Match[str] | None:
        """The shape in `span`; `is_said` where a verb of saying stands there."""
        if self.says and not is_said:
            return None
        if self.needs is not None and self.needs.search(text, *span) is None:
            return None
        return self.pattern.search(text, *span)


@dataclass(frozen=True, slots=True)
class Patterns:
    """Compiled once: each gives `who`, `cue` and, where it reports, `what`."""

    after: re.Pattern[str]
    in_text: re.Pattern[str]  # "...», — говорится в сообщении"
    within: re.Pattern[str]
    before: re.Pattern[str]
    part: re.Pattern[str]
    about_this: re.Pattern[str]
    opening: tuple[re.Pattern[str], ...]  # tried first, at the head of a sentence
    inside: tuple[Asked, ...]  # then these, anywhere in it


@dataclass(frozen=True, slots=True)
class _Parts:
    """Expressions that several shapes are built from."""

    cue: str
    by: str
    subject: str
    things: str
    denied: str
    in_text: str
    stated: str
    appeals: str
    complaints: str
    made: str


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    """The patterns of the word lists."""
    cue = _cue()
    by = "|".join(re.escape(w) for w in sorted(russian()["according_to"], key=len, reverse=True))
    inverted = rf"{_ADVERBS}(?P<cue>{cue})(?:{_BETWEEN})?\s+(?P<who>{WHO})"
    opening = inverted.replace(cue, f"{cue}|{_capital(cue)}")
    beside = r"(?:,\s(?P<beside>[^,.«»\n]{3,80}),|\s\([^()\n]{2,60}\))?"
    straight = rf"(?P<who2>{WHO}){beside}\s+{_ADVERBS}(?P<cue2>{cue})"
    either = rf"(?:{inverted}|{straight})"
    subject = rf"(?P<who>{WHO}){beside}\s+{_ADVERBS}"
    things = "|".join(_past(v) for v in russian()["verbs_with_object"])
    denied = "|".join(w for w in russian()["things_denied"])
    things += rf"|назвал(?:а|и|о)?(?=\s+(?:эти\s+)?(?:{'|'.join(russian()['things_denied'])}))"
    texts = "|".join(russian()["nouns_of_texts"])
    in_text = (
        rf"в\s(?:[а-яё]+\s){{0,2}}(?P<text>{texts})\s(?!(?:на|по|об?|в|для|с)\s)(?P<who>{WHO})"
    )
    dative = "|".join(russian()["texts_in_dative"])
    by = rf"(?:согласно|по)\s(?:[а-яё]+\s){{0,2}}(?:{dative})|{by}"
    by += rf"|как\s+{_ADVERBS}{cue}(?:{_BETWEEN})?"
    made = "|".join(russian()["said_by"])
    complaints = "|".join(
        _past(v) if v.endswith(("л", "лся")) else v for v in russian()["verbs_of_complaint"]
    )
    stated = f"(?P<cue>{'|'.join(russian()['said_in_texts'])})"
    appeals = "|".join(
        _past(v) if v.endswith("л") else re.escape(v) for v in russian()["verbs_of_appeal"]
    )
    parts = _Parts(
        cue=cue,
        by=by,
        subject=subject,
        things=things,
        denied=denied,
        in_text=in_text,
        stated=stated,
        appeals=appeals,
        complaints=complaints,
        made=made,
    )
    return Patterns(
        after=re.compile(rf"[»“”\"]?(?:[,.!?…]*\s*(?P<dash>[—–-])|,)\s*{either}(?=[\s,.:;!?»]|$)"),
        in_text=re.compile(rf"[»“”\"]?(?:[,.!?…]*\s*[—–-]|,)\s*{stated}\s{in_text}"),
        within=re.compile(
            rf"(?<=[,.!?…])\s*[—–-]\s*{either}(?:\s[^.,«»\n—–]{{1,40}})?(?:[.,]\s*[—–-]|[.]?$)"
        ),
        before=re.compile(
            rf"(?:{straight}|{opening})(?:[^.:«\n]|«[^»\n]{{1,60}}»){{0,60}}[:,]?\s*$"
        ),
        part=re.compile(rf"\s*{either}"),
        about_this=re.compile(
            rf"Об\sэтом\s(?:(?:[^.,«»\n]|«[^»\n]{{1,60}}»){{1,90}}?\s)?"
            rf"(?P<cue>{cue})(?:{_BETWEEN})?\s+(?P<who>{WHO})"
        ),
        opening=_opening(parts),
        inside=_inside(parts),
    )


def _opening(p: _Parts) -> tuple[re.Pattern[str], ...]:
    """What is tried at the head of a sentence."""
    return (
        re.compile(rf"(?P<cue>\b(?i:{p.by}))\s+(?:во?\s)?(?P<who>{WHO}),\s+(?P<what>.+)"),
        re.compile(rf"(?P<cue>(?i:по)\s(?P<who>{_HIS})\s{_WORDS}),\s+(?P<what>.+)"),
        re.compile(
            rf"(?P<what>[^,]+),\s+(?P<cue>(?:{p.by}))\s+(?:во?\s)?(?P<who>{WHO}),\s+(?P<more>.+)"
        ),
        re.compile(
            rf"(?P<what>[^,]+),\s+{_ADVERBS}(?P<cue>{p.cue})\s+(?:во?\s)?(?P<who>{WHO}),\s+(?P<more>.+)"
        ),
        re.compile(
            rf"(?:[А-ЯЁ][а-яё]+\s)?(?P<about>[Оо](?:б|бо)?)\s+(?!этом\b)(?P<what>[^.!?\n]+?),?\s+{_ADVERBS}"
            rf"(?P<cue>{p.cue})(?:{_BETWEEN})?\s+(?:во?\s)?(?P<who>{WHO})(?:,\sкотор[^\n]+)?{_ASIDE}"
        ),
        re.compile(rf"(?i:как)\s{p.stated}\s{p.in_text},\s+(?P<what>.+)"),
        re.compile(rf"(?i:{p.in_text})\s{p.stated},?\s+(?:что\s+)?(?P<what>.+)"),
        re.compile(rf"(?P<what>.+?),\s+(?:[—–-]\s*)?{p.stated}\s{p.in_text}[.!?…]*$"),
        re.compile(
            rf"(?P<what>[А-ЯЁ](?:[^.,«»\"\n]+)\s(?P<who>он|она|они|{NAME})\s{_ADVERBS}"
            r"(?P<cue>назвал(?:а|и)?|называ[ею]т)\s[«\"].+)"
        ),
    )


def _inside(p: _Parts) -> tuple[Asked, ...]:
    """What is looked for anywhere in a sentence, the telling shapes first."""
    return (*_clauses(p), *_verdicts(p), *_findings(p), *_behind(p))


def _clauses(p: _Parts) -> tuple[Asked, ...]:
    """Who says a clause or tells of a thing: "сообщил, что ...", "рассказали о ..."."""
    return (
        Asked(
            re.compile(
                rf"(?P<relay>{WHO})\sсо\sссылкой\sна\s(?P<who>{WHO})\s+{_ADVERBS}"
                rf"(?P<cue>{p.cue})(?:[^.,\n]{{0,60}}),?\s+(?:что|об?)\s+(?P<what>.+)"
            ),
            re.compile(r"со\sссылкой"),
        ),
        Asked(
            re.compile(
                rf"(?P<who>{WHO}),\s(?:[а-яё]+\s)?(?P<cue>(?:{p.made})(?:ий|ая|ие|его|ей|их))"
                rf"(?:[^.,\n]{{0,60}}),\s+(?P<aside>{_HOW})\s*(?P<what>.+)"
            ),
            re.compile(r"вш|ющ|ящ"),
        ),
        Asked(
            re.compile(rf"{p.subject}(?P<cue>{p.cue})(?:[^.,\n]{{0,60}}),\s+{_HOW}\s*(?P<what>.+)"),
            says=True,
        ),
        Asked(
            re.compile(
                rf"{p.subject}(?P<cue>{p.cue}){_LISTENER}\s+(?P<about>об?|обо|про)\s+"
                r"(?:том,\s(?:что|как)\s)?(?P<what>.+)"
            ),
            says=True,
        ),
        Asked(
            re.compile(
                rf"{p.subject}(?P<cue>{p.complaints}){_LISTENER}\s+(?P<about>на)\s+(?P<what>.+)"
            ),
            re.compile(p.complaints),
        ),
        Asked(
            re.compile(rf"{p.subject}(?P<cue>{p.cue}){_LISTENER}:\s+(?P<what>[А-ЯЁа-яё].+)"),
            says=True,
        ),
    )


def _verdicts(p: _Parts) -> tuple[Asked, ...]:
    """Who asks for something, accuses somebody, or calls it by a name."""
    return (
        Asked(
            re.compile(
                rf"{p.subject}(?P<cue>{p.appeals})\s+"
                r"(?P<what>(?:[^\s.,«»]+\s+){0,4}?[а-яё]+(?:ть|ти|чь)(?:ся)?\b.*)"
            ),
            re.compile(p.appeals),
        ),
        Asked(
            re.compile(
                rf"{p.subject}(?P<cue>потребовал(?:а|и|о)?|требу[ею]т)\s+(?P<what>[а-яё].+)"
            ),
            re.compile(r"требу|требов"),
        ),
        Asked(
            re.compile(
                rf"{p.subject}(?P<cue>обвин(?:ил[аи]?|яет|яют|ял[аи]?))\s+"
                r"(?P<thing>(?=[^,.\n]{3,80}\sво?\s))(?P<what>[А-ЯЁа-яё].+)"
            ),
            re.compile(r"обвин"),
        ),
        Asked(
            re.compile(
                rf"{p.subject}(?P<cue>назвал(?:а|и|о)?|называ[ею]т)\s+"
                r"(?P<thing>)(?P<what>[а-яё][^.,«»\n]*?\s(?:«[^»]+»|[а-яё]+(?:[ыи]ми|[ыио]м|ем|ой|ью))"
                r"(?:\sи\s[а-яё]+)?)(?=[.,!]|$)"
            ),
            re.compile(r"назва|называ"),
        ),
    )


def _findings(p: _Parts) -> tuple[Asked, ...]:
    """Who denies, confirms or has counted a thing."""
    return (
        Asked(
            re.compile(
                rf"(?P<who>{WHO})\s+(?P<what>(?:эт[уио]\s|все\s)?(?:{p.denied})[а-яё]*"
                rf"(?:\s(?:о|об|в)\s[^.,\n]{{3,60}})?)\s+(?P<cue>{p.things})"
            ),
            re.compile(p.things),
        ),
        Asked(
            re.compile(
                rf"{p.subject}(?P<cue>(?:зафиксировал|насчитал|задокументировал|подсчитал)[аио]?)\s+"
                r"(?P<finds>)(?P<what>[а-яё\d].+)"
            ),
            re.compile(r"зафикс|насчит|задокум|подсчит"),
        ),
        Asked(
            re.compile(rf"{p.subject}(?P<cue>{p.things})(?P<thing>\s)+(?P<what>[а-яё].+)"),
            re.compile(p.things),
        ),
    )


def _behind(p: _Parts) -> tuple[Asked, ...]:
    """Who is named behind what was said: "..., сообщает газета", "..., по словам врача"."""
    return (
        Asked(
            re.compile(
                rf"(?P<what>.+?),\s+(?:[—–-]\s*)?(?:об\sэтом\s)?{_ADVERBS}(?P<cue>{p.cue})(?:{_BETWEEN})?"
                rf"\s+(?:во?\s)?(?P<who>{WHO})(?:\sсо ссылкой на\s[^.,]+)?{_ASIDE}"
            ),
            says=True,
        ),
        Asked(
            re.compile(rf"(?P<what>.+?),\s+(?P<cue>(?:{p.by}))\s+(?:во?\s)?(?P<who>{WHO})[.!?…]*$")
        ),
    )


def has_cue(words: str) -> bool:
    """Whether a verb of saying stands among the words."""
    return not _cue_words().isdisjoint(_WORD.findall(words))


@lru_cache(maxsize=1)
def _cue_words() -> frozenset[str]:
    listed, out = russian(), set(russian()["verbs_present"])
    for verb in listed["verbs_of_saying"]:
        stem = verb.removesuffix("ся")
        endings = ("ся", "ась", "ись") if stem != verb else ("", "а", "и", "о")
        out.update(stem + ending for ending in endings)
    return frozenset(out)


_WORD = re.compile(r"[а-яё]+")


@lru_cache(maxsize=4096)
def is_cue(word: str) -> bool:
    """Whether a word is a verb of saying."""
    return re.fullmatch(_cue(), word) is not None

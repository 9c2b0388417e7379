"""Invented people on invented lists, with the truth kept: names of the Caucasus, the Balkans and the
Arab world, written by the habits and with the slips of real lists.

Names are put together from parts; nobody is meant. Spelling tables here are the corruptor's own: it
imports nothing of `holdfast`, so that what is measured is not measured with itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

Row = dict[str, str]

_SOUNDS = (
    "shch dzh sh zh ch kh gh ts dz ya yu yo ye a b v g d e z i y k l m n o p r s t u f h j q w c x"
).split()
_CYRILLIC = dict(
    zip(
        _SOUNDS,
        (
            "щ дж ш ж ч х г ц дз я ю ё е а б в г д е з и ы к л м н о п р с т у ф х й к в ц кс"
        ).split(),
        strict=True,
    )
)
_SERBIAN = _CYRILLIC | {
    "ch": "ћ",
    "dzh": "џ",
    "ya": "ја",
    "yu": "ју",
    "yo": "јо",
    "y": "ј",
    "j": "ј",
}
_GEORGIAN = dict(
    zip(
        _SOUNDS,
        (
            "შჩ ჯ შ ჟ ჩ ხ ღ ც ძ ია იუ იო ე ა ბ ვ გ დ ე ზ ი ი კ ლ მ ნ ო პ რ ს ტ უ ფ ჰ ი ყ ვ ც ქს"
        ).split(),
        strict=True,
    )
)
_ARABIC = dict(
    zip(
        _SOUNDS,
        (
            "ش ج ش ج ش خ غ تس ز يا يو يو ي ا ب ف غ د ي ز ي ي ك ل م ن و ب ر س ت و ف ح ي ق و س كس"
        ).split(),
        strict=True,
    )
)
_BALKAN = {"sh": "š", "zh": "ž", "ch": "č", "dzh": "dž", "kh": "h", "gh": "g", "ts": "c", "y": "i",
           "ya": "ja", "yu": "ju", "yo": "jo", "ye": "je", "w": "v", "q": "k"}  # fmt: skip
_BALKAN_BARE = _BALKAN | {"sh": "s", "zh": "z", "ch": "c", "dzh": "dz"}
_ALBANIAN = _BALKAN | {"sh": "sh", "zh": "zh", "ch": "ç", "dzh": "xh"}
_ENGLISH: tuple[dict[str, str], ...] = (
    {},
    {"kh": "h", "y": "i", "ya": "ia", "w": "v", "q": "k"},
    {"dzh": "j", "kh": "kh", "u": "ou", "i": "ee", "ya": "ia", "q": "q"},
    {"dzh": "dj", "zh": "j", "sh": "ch", "u": "ou", "ya": "ia"},
    {"v": "w", "dzh": "dsch", "sh": "sch", "kh": "ch", "ch": "tsch", "z": "s"},
)


@dataclass(frozen=True, slots=True)
class Region:
    """Parts of names of one part of the world, by sound (our own spelling of sounds)."""

    men: Sequence[str]
    women: Sequence[str]
    stems: Sequence[str]
    endings: Sequence[tuple[str, str]]
    scripts: Sequence[str]
    towns: Sequence[tuple[str, str]]
    short: dict[str, str] = field(default_factory=dict)


CAUCASUS = Region(
    "akhmed magomed ruslan aslan zelimkhan turpal movsar vakha shamil islam adlan rustam salman "
    "khamzat anzor usman isa musa lecha said apti giorgi levan zurab davit nodar irakli timur "
    "rizvan ibragim sultan alikhan bekkhan idris yusup abdula mansur dzhabrail umar artur".split(),
    "zalina madina fatima khava malika petimat aminat zarema luiza elina tamara nino ketevan mariam "
    "raisa milana seda kheda satsita elena".split(),
    "ter orl kadr bar gel tsag dzhav mag sul bek alkh dad umar visk khad gaz tur ats bor mezh shav "
    "tal nak elm kul zub vard sang mur olz chark yand gor astam lom akht".split(),
    (("aev", "aeva"), ("iev", "ieva"), ("anov", "anova"), ("uev", "ueva"), ("ashvili", "ashvili"),
     ("adze", "adze"), ("khanov", "khanova"), ("ayev", "ayeva"), ("ukov", "ukova")),
    ("cyrillic", "english", "english", "georgian"),
    (("Tervan", "Терван"), ("Orlu-Yurt", "Орлу-Юрт"), ("Barsk", "Барск"), ("Gelati-Verkh", "Гелати-Верх"),
     ("Grozny", "Грозный"), ("Tbilisi", "Тбилиси"), ("Nazran", "Назрань"), ("Shavli", "Шавли")),
    {"aslan": "aslanbek", "ruslan": "rusik", "giorgi": "gia", "davit": "dato", "rustam": "rustik",
     "akhmed": "akhmad", "magomed": "maga", "elena": "lena", "islam": "islambek", "umar": "umarik",
     "zelimkhan": "zelim", "artur": "arturik", "tamara": "toma", "mariam": "maro"},
)  # fmt: skip
BALKANS = Region(
    "agim arben ilir besim bajram driton fatmir hasan ibrahim kujtim luan milan dragan goran zoran "
    "nebojsha slobodan mirsad senad edin hamdija nermin petar marko jovan stefan vuk fikret skender "
    "shaban rexhep bekim valon naim avni adem ismet osman halil bashkim".replace("rexhep", "redzhep").split(),
    "drita lindita shpresa teuta vjosa fatime milica jelena dragana snezhana gordana amra azra "
    "emina senada ana marija besa flutura mirjana".split(),
    "kras gash ber hox terv orl pet jov mark ibr had suljag beg kov bar zek mor sel lum drag nik vuk "
    "stank rama gjer mehm alij shal bog ned rad".replace("hox", "hodzh").replace("gjer", "dzher").split(),
    (("ich", "ich"), ("ovich", "ovich"), ("evich", "evich"), ("aj", "aj"), ("iu", "iu"), ("anovich", "anovich"),
     ("ichi", "ichi"), ("olli", "olli"), ("agich", "agich"), ("owski", "owska")),
    ("balkan", "bare", "serbian", "albanian"),
    (("Prizren", "Prizren"), ("Donje Tervo", "Доње Терво"), ("Orlovac", "Орловац"), ("Barishte", "Бариште"),
     ("Sarajevo", "Сарајево"), ("Gjelan", "Ђелан"), ("Zenica", "Зеница"), ("Krasje", "Красје")),
    {"aleksandar": "aca", "slobodan": "boban", "nebojsha": "nesha", "arben": "beni", "dragan": "gagi",
     "fatmir": "miri", "jelena": "jela", "petar": "pero", "milan": "mile", "marija": "mara"},
)  # fmt: skip
ARAB = Region(
    "muhammad ahmad ali hasan husayn omar khalid yusuf ibrahim mahmud mustafa tariq walid samir "
    "karim faysal marwan bilal anas hamza salim nasir rami ziyad adnan munir imad bashir rashid "
    "zayd jamal faris ghassan haytham majid qasim abdallah ismail sulayman dawud".replace("j", "dzh").split(),
    "fatima aisha maryam zaynab layla huda amina khadidzha salma rania nadia yasmin hanan samira "
    "iman ruqayya".split(),
    "terwan orlan barqaw dzhabal shahr halab najm sabb qudsh tarf zahr khatib masr haddad naddzhar "
    "sayyad dabbagh rifa hamaw idlab sham kurd safad nabuls qas daras".split(),
    (("i", "i"), ("iyy", "iyy"), ("ani", "ani"), ("awi", "awi"), ("", "")),
    ("arabic", "english", "english", "french"),
    (("Damascus", "دمشق"), ("Tarwan", "طروان"), ("Homs", "حمص"), ("Deir Orlan", "دير اورلان"),
     ("Barqa", "برقة"), ("Aleppo", "حلب"), ("Najmiya", "نجمية"), ("Sabba", "صبا")),
    {"muhammad": "mohamed", "ibrahim": "brahim", "mustafa": "mostafa", "fatima": "fatma"},
)  # fmt: skip
_WRITTEN = dict(
    pair.split("=")
    for pair in (
        "muhammad=محمد mohamed=محمد ahmad=أحمد ali=علي hasan=حسن husayn=حسين omar=عمر khalid=خالد "
        "yusuf=يوسف ibrahim=إبراهيم brahim=إبراهيم mahmud=محمود mustafa=مصطفى mostafa=مصطفى "
        "tariq=طارق walid=وليد samir=سمير karim=كريم faysal=فيصل marwan=مروان bilal=بلال anas=أنس "
        "hamza=حمزة salim=سليم nasir=ناصر rami=رامي ziyad=زياد adnan=عدنان munir=منير imad=عماد "
        "bashir=بشير rashid=رشيد zayd=زيد dzhamal=جمال faris=فارس ghassan=غسان haytham=هيثم "
        "madzhid=ماجد qasim=قاسم abdallah=عبدالله ismail=إسماعيل sulayman=سليمان dawud=داود "
        "fatima=فاطمة fatma=فاطمة aisha=عائشة maryam=مريم zaynab=زينب layla=ليلى huda=هدى "
        "amina=أمينة khadidzha=خديجة salma=سلمى rania=رانيا nadia=نادية yasmin=ياسمين "
        "hanan=حنان samira=سميرة iman=إيمان ruqayya=رقية"
    ).split()
)
REGIONS = {"caucasus": CAUCASUS, "balkans": BALKANS, "arab world": ARAB}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    number: int
    region: str
    is_woman: bool
    given: str
    father: str
    grandfather: str
    family: str
    born: dt.date
    event: dt.date
    town: tuple[str, str]


def invented_people(count: int, generator: np.random.Generator) -> list[Person]:
    """People, a third of each region; families and fathers recur as they do."""
    names = list(REGIONS)
    return [_person(number, names[number % 3], generator) for number in range(count)]


def _person(number: int, name: str, generator: np.random.Generator) -> Person:
    region = REGIONS[name]
    is_woman = bool(generator.random() < 0.25)
    given = _pick(region.women if is_woman else region.men, generator)
    ending = region.endings[_skewed(len(region.endings), generator)]
    middle = (
        ""
        if generator.random() < 0.5
        else str(generator.choice(["al", "er", "im", "ut", "as", "on"]))
    )
    stem = str(generator.choice(region.stems)) + middle
    return Person(
        number,
        name,
        is_woman,
        given,
        _pick(region.men, generator),
        _pick(region.men, generator),
        stem + ending[is_woman],
        dt.date(1925, 1, 1) + dt.timedelta(days=int(365 * 85 * generator.beta(2.6, 2.0))),
        dt.date(2014, 1, 1) + dt.timedelta(days=int(generator.integers(0, 1500))),
        region.towns[_skewed(len(region.towns), generator)],
    )


def _skewed(count: int, generator: np.random.Generator) -> int:
    return int(min(count - 1, generator.exponential(count / 3)))


def _pick(names: Sequence[str], generator: np.random.Generator) -> str:
    return names[_skewed(len(names), generator)]


def invented_lists(
    records: int, *, seed: int = 7, lists: int = 4, catch: float = 0.4
) -> tuple[dict[str, list[Row]], dict[str, list[int]]]:
    """`records` rows or a few more over several lists, and whom each row means.

    Each list catches a person with probability `catch`; 1 % of rows are repeated in their list.
    """
    generator = np.random.default_rng(seed)
    caught = 1 - (1 - catch) ** lists
    people = invented_people(int(records / (lists * catch * 1.01)) + 1, generator)
    assert caught > 0
    rows: dict[str, list[Row]] = {f"list-{chr(97 + n)}": [] for n in range(lists)}
    truth: dict[str, list[int]] = {name: [] for name in rows}
    writers = (_write_english, _write_native, _write_columns, _write_hasty)
    for person in people:
        for number, name in enumerate(rows):
            if generator.random() >= catch:
                continue
            for _ in range(2 if generator.random() < 0.01 else 1):
                rows[name].append(writers[number % 4](person, generator))
                truth[name].append(person.number)
    return rows, truth


def spelled(word: str, script: str, generator: np.random.Generator) -> str:
    """A word of our sounds in a script or habit."""
    if script == "arabic":
        return _arabic(word, generator)
    tables = {
        "cyrillic": _CYRILLIC,
        "serbian": _SERBIAN,
        "georgian": _GEORGIAN,
        "balkan": _BALKAN,
        "bare": _BALKAN_BARE,
        "albanian": _ALBANIAN,
        "french": _ENGLISH[3],
        "english": _ENGLISH[_skewed(len(_ENGLISH), generator)],
    }
    table = tables[script]
    return "".join(table.get(sound, sound) for sound in _split(word)).title().replace("'S", "'s")


def _arabic(word: str, generator: np.random.Generator) -> str:
    """Arabic letters: a known name as it is written, else a short vowel inside mostly left out."""
    if word in _WRITTEN:
        return _WRITTEN[word]
    out: list[str] = []
    parts = _split(word)
    for position, sound in enumerate(parts):
        is_inner = 0 < position < len(parts) - (3 if word.endswith(("ani", "awi")) else 1)
        if sound in "aeiou" and is_inner and generator.random() < (0.85 if sound == "a" else 0.6):
            continue
        if out and sound == parts[position - 1]:
            continue
        out.append(_ARABIC[sound])
    return "".join(out)


def _split(word: str) -> list[str]:
    parts = []
    while word:
        sound = next((s for s in _SOUNDS if word.startswith(s)), word[0])
        parts.append(sound)
        word = word[len(sound) :]
    return parts


def _patronymic(father: str, *, is_woman: bool) -> str:
    stem = father[:-1] if father[-1] in "aiy" else father
    return stem + ("ovna" if is_woman else "ovich")


def _write_english(person: Person, generator: np.random.Generator) -> Row:
    """An international body: English letters, ISO dates, middle name sometimes."""
    given, family = (
        _slip(spelled(w, "english", generator), generator) for w in (person.given, person.family)
    )
    words = [given, family]
    if person.region == "arab world":
        family = ("al-" if generator.random() < 0.6 else "") + family
        words = [given, spelled(person.father, "english", generator), family]
    elif generator.random() < 0.4:
        father = (
            person.father
            if person.region == "balkans"
            else _patronymic(person.father, is_woman=person.is_woman)
        )
        words = [given, spelled(father, "english", generator), family]
    if person.region == "arab world" and generator.random() < 0.3:
        words = [words[0], words[-1]]
    return {
        "Name": " ".join(words),
        "Date of birth": _date(person.born, "iso", generator, missing=0.25),
        "Date": _date(person.event, "iso", generator, missing=0.1),
        "Place": person.town[0] if generator.random() < 0.8 else "",
        "Sex": ("F" if person.is_woman else "M") if generator.random() < 0.9 else "",
    }


def _write_native(person: Person, generator: np.random.Generator) -> Row:
    """A local body: the local script, family name first, day first."""
    script = {"caucasus": "cyrillic", "balkans": "balkan", "arab world": "arabic"}[person.region]
    if person.region == "caucasus" and person.family.endswith(("shvili", "adze")):
        script = "georgian" if generator.random() < 0.6 else "cyrillic"
    if person.region == "balkans":
        script = str(generator.choice(["balkan", "serbian", "albanian"]))
    given, father, family = (
        spelled(w, script, generator) for w in (person.given, person.father, person.family)
    )
    if person.region == "caucasus" and script == "cyrillic":
        name = f"{family} {given} {spelled(_patronymic(person.father, is_woman=person.is_woman), script, generator)}"
    elif person.region == "arab world":
        mark = ("بنت " if person.is_woman else "بن ") if generator.random() < 0.5 else ""
        name = f"{given} {mark}{father} {'ال' if generator.random() < 0.6 else ''}{family}"
    else:
        name = f"{family} ({father}) {given}" if generator.random() < 0.5 else f"{given} {family}"
    return {
        "ФИО": _slip(name, generator, chance=0.04),
        "Дата рождения": _date(person.born, "dots", generator, missing=0.15),
        "Дата": _date(person.event, "dots", generator, missing=0.2),
        "Место": person.town[1] if generator.random() < 0.85 else "",
    }


def _write_columns(person: Person, generator: np.random.Generator) -> Row:
    """A hospital or a prison: columns, age instead of birth, local Latin habits."""
    script = {"caucasus": "english", "balkans": "bare", "arab world": "french"}[person.region]
    given, father, family = (
        _slip(spelled(w, script, generator), generator)
        for w in (person.given, person.father, person.family)
    )
    if generator.random() < 0.05:
        given, family = family, given
    age = (person.event - person.born).days // 365
    return {
        "First name": given,
        "Father's name": father if generator.random() < 0.6 else "",
        "Last name": family,
        "Age": str(max(0, age + int(generator.choice([0, 0, 0, 0, 1, -1]))))
        if generator.random() < 0.8
        else "",
        "Date of event": _date(person.event, "iso", generator, missing=0.1),
        "Place": person.town[0] if generator.random() < 0.7 else "",
        "Gender": ("female" if person.is_woman else "male"),
    }


def _write_hasty(person: Person, generator: np.random.Generator) -> Row:
    """A hotline: short names, initials, years only, places left out."""
    region = REGIONS[person.region]
    script = region.scripts[int(generator.integers(len(region.scripts)))]
    short = region.short.get(person.given, person.given)
    given = spelled(short if generator.random() < 0.5 else person.given, script, generator)
    family = spelled(person.family, script, generator)
    if generator.random() < 0.12:
        given = given[0] + "."
    order = [given, family] if generator.random() < 0.7 else [family, given]
    return {
        "full_name": _slip(" ".join(order), generator),
        "year_of_birth": _date(person.born, "year", generator, missing=0.35),
        "detained": _date(
            person.event, "month" if generator.random() < 0.5 else "iso", generator, missing=0.15
        ),
        "town": person.town[int(generator.integers(2))] if generator.random() < 0.6 else "",
    }


def _date(date: dt.date, form: str, generator: np.random.Generator, *, missing: float) -> str:
    if generator.random() < missing:
        return ""
    if generator.random() < 0.05:
        date += dt.timedelta(days=int(generator.choice([-365, 365, -1, 1, 30, 10])))
    if form == "iso" and date.day <= 12 and generator.random() < 0.03:
        date = date.replace(month=date.day, day=min(date.month, 28))
    forms = {"iso": "%Y-%m-%d", "dots": "%d.%m.%Y", "year": "%Y", "month": "%Y-%m"}
    if form in ("iso", "dots") and generator.random() < 0.08:
        form = "year"
    return date.strftime(forms[form])


def _slip(word: str, generator: np.random.Generator, *, chance: float = 0.06) -> str:
    """A slip of the pen: a letter left out, doubled, changed or moved."""
    if generator.random() >= chance or len(word) < 4:
        return word
    at = int(generator.integers(1, len(word) - 1))
    kind = int(generator.integers(4))
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        return word[:at] + str(generator.choice(list("aeinorst"))) + word[at + 1 :]
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]

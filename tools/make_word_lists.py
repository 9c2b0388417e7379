"""Make the vault's word lists again: `python tools/make_word_lists.py SCOWL_FOLDER`.

Invariants of what it writes to `src/holdfast/vault/words/`:
- `passphrase_en.txt`: 7,776 words (12.9 bits each) of 4 to 8 letters. No word begins another, and
  two words differ in two letters at least, so no single slip turns one word into another.
- `contact_en.txt`: 1,024 words (10 bits) of 4 to 7 letters, known by their first four letters.
- `contact_ru.txt`: 1,024 nouns of 3 to 9 letters, known by their first three letters with ё read
  as е and й as и. Two words of either list differ in two letters at least.
- Nothing that hurts to read or say: no violence, slur, people, creed, body or crime.

Sources: English from SCOWL 2020.12.07 (Debian package `scowl`, folder `/usr/share/dict/scowl`),
levels 10 to 50, common words first; the notice is in `words/SOURCES.txt`. Russian from
`tools/words_ru.txt`, written for this project.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

OUT = Path(__file__).parent.parent / "src" / "holdfast" / "vault" / "words"
LEVELS = ("10", "20", "35", "40", "50")
FOLD_RUSSIAN = str.maketrans("ёй", "еи")

UNWELCOME_STEMS = """
    abort abus addict adulter afric aids alien allah ambush ammun amput anal anus apostol arab
    armed army arrest arse arson asex asian ass assass asylum atheis atroc aveng bastard batter
    beat behead benigh berse bible bigot bisex bitch blast bleed blood bomb bondage boob booz
    bosom bowel breast brothel bruise brutal buddh bugger bullet bully burial burn butcher butt
    cadaver cancer cannib captiv carcass carnage carni cartel castrat casualt catholic chain
    christ church clergy cleric clitor cocain cocaine cock coerc coffin condom confess convict
    coon corps corpse cremat crime crimin cripp crotch crucif cruel cuff cult cum cunt curse
    damn dead deaf death decapit decease defeca demon denigr deport depress despair destroy
    detain devil dick die dildo disab disfig doom drown drug drunk dung dungeon dwarf dying dyke
    eczem enema enslav epistl erect erot ethnic eunuch evil execut exile exorc exterm faeces fag
    fanatic fart fascis fat fatal fear feces fetish fetus fiend flog foetus foreskin fornic
    frigid fuck fugitiv funeral gallow gang gas gay genital genocid german ghetto gipsy god gore
    gospel grave grenad grief groin guerr guillot gun gyps handcuff hang harass harem hashish
    hate hatred heath heathen hell hepat heretic heroin hijack hindu hitler holocaust homi homo
    hooker horny horror hostag hostil humiliat hymen hyster idiot immigr impot incest infant
    infern infidel injur inmate insan insurg interrog intestin islam jail jap jerk jesus jew
    jihad junk kidnap kill kinky knife koran lash latino leper lepro lesbian lethal lewd libido
    lunatic lust lynch maim malign manslaug marijuana martyr masoch massac mast menac menstr
    mental militar miscar misogyn missil molest monger monk morgu moron morph mortal mosque
    mourn murder muslim mutil naked narcot nasty nazi negr nigg nipple nuclear nude nun occult
    opium oppress orgasm orgy orphan outlaw pagan pain panic papis paraly pathet penis perver
    phall pill piss pistol plague poison police pontiff poop pope porn posterior preach pregn
    prick priest prison prophet prosecu prostit psych pube pubic puke punish pussy queer quran
    rabbi racial racis racket ransom rape rapist rect refugee regime retard revenge revolv riot
    roadk rob sabot sadis satan scalp scream screw scrot scum seduc semen semit senten sex
    shackl shag shame shit shoot sin skelet skull slaught slave slay slit slut sniper sociopath
    sodom soldier spank sperm spic squaw stab stalk starv steril sterili strangl strip suck
    suffer suicid synag syphil taboo tank temple terror testic testicle thug tit tits tomb torah
    tortur toxi tragic traitor tramp transves trauma treason troop tumor tumour turd tyrant
    ulcer unisex upchuck urin uter vagin vampir venere venom vibrat vict vile violen virgin
    virus vomit voyeur vulg vulva war warhead warrior weapon weep whip whore widow witch womb
    wound wreck zion zomb
""".split()
WELCOME = frozenset("""
    analog analogy analysis analyst analytic analyze anatomy arsenal assemble asset assign
    assist associate assort assume assure beaten beatnik burnish butter butterfly button
    buttress churn class cocktail cocoon coffer copper cucumber cultivate culture cumbersome
    cumulate curtain dice dictate diction diesel diet dietary digit document father fathom
    fatigue fearless flash gangway gasket gasoline gather glass goddess godsend golden grave
    handle hangar hanger hanging hatch helium hello helmet help homonym junction jungle junior
    killer kilogram mandate mango mast master mastery mastiff mental mentor monkey mosquito
    pains painter pill pillar pillow popcorn pope poplar poppy priesthood queen rectangle recto
    rector robe robin robot robotic robust sexton shampoo since sincere sinew sing single sink
    sinus spice spicy stability stable strip stripe tankard testify titan tithe title trampoline
    tramway victor victory warble ward warden wardrobe warehouse warm warmth warn warp wary
""".split())  # fmt: skip
UNWELCOME_RUSSIAN = frozenset("""
    баба беда бездна библия битва буран бутон вдова воин война герб глина граница гроб гроза
    грохот дискета дробь евро ересь жалость жалюзи жижа захват защита икона искра ислам испания
    казак капля кинжал кобура крест крик кровь курок лезвие мак медуза могила мулат ненец нужда
    оскал патрон пожар пуля рапира рев репа рота ружье сабля сила скелет скорбь следователь
    ствол суд тоска трава тревога труп убор фрегат храм царь церковь червь шпага штаб эмигрант
    юность яд язык
""".split())  # fmt: skip


def main() -> int:
    """Write the three lists; returns 1 where a list comes out too short."""
    if len(sys.argv) != 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    english = _english(Path(sys.argv[1]))
    written = (Path(__file__).parent / "words_ru.txt").read_text("utf-8").split()
    russian = {word.translate(FOLD_RUSSIAN): word for word in written}
    folded = sorted(set(russian) - UNWELCOME_RUSSIAN)
    short = [w for w in english if 4 <= len(w) <= 7]
    return max(
        _write("passphrase_en.txt", 7776, chosen(english, _nothing_begins_another())),
        _write("contact_en.txt", 1024, chosen(short, _known_by_first(4))),
        _write("contact_ru.txt", 1024, [russian[w] for w in chosen(folded, _known_by_first(3))]),
    )


def _english(folder: Path) -> list[str]:
    level: dict[str, str] = {}
    for name in LEVELS:
        for word in (folder / f"english-words.{name}").read_text("latin-1").split():
            if word.isascii() and word.isalpha() and word.islower():
                level.setdefault(word, name)
    words = [
        word
        for word in level
        if 4 <= len(word) <= 8 and not _is_inflected(word, level) and not _is_unwelcome(word)
    ]
    return sorted(words, key=lambda word: (level[word], len(word), word))


def _is_unwelcome(word: str) -> bool:
    return word not in WELCOME and any(word.startswith(stem) for stem in UNWELCOME_STEMS)


_ENDINGS = {
    "s": ("",), "es": ("",), "ies": ("y",), "ed": ("", "e"), "ied": ("y",), "ing": ("", "e"),
    "ly": ("",), "er": ("", "e"), "est": ("", "e"), "ier": ("y",), "iest": ("y",), "ness": ("",),
}  # fmt: skip


def _is_inflected(word: str, known: Iterable[str]) -> bool:
    for ending, starts in _ENDINGS.items():
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            if len(stem) > 2 and any(stem + start in known for start in starts):
                return True
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in known:
                return True
    return False


def chosen(words: Iterable[str], fits: Callable[[str], bool]) -> list[str]:
    """The words, first come first served, that `fits` lets in and no chosen one is near."""
    out: list[str] = []
    near: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        cuts = {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}
        if any(_one_slip_apart(word, other) for cut in cuts for other in near[cut]):
            continue
        if fits(word):
            out.append(word)
            for cut in cuts:
                near[cut].append(word)
    return out


def _one_slip_apart(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= 1
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(
        long[:at] + long[at + 1 :] == short for at in range(len(long))
    )


def _nothing_begins_another() -> Callable[[str], bool]:
    begun: set[str] = set()
    whole: set[str] = set()

    def fits(word: str) -> bool:
        starts = {word[:end] for end in range(1, len(word) + 1)}
        if word in begun or starts & whole:
            return False
        begun.update(starts)
        whole.add(word)
        return True

    return fits


def _known_by_first(letters: int) -> Callable[[str], bool]:
    seen: set[str] = set()

    def fits(word: str) -> bool:
        start = word[:letters]
        if len(word) < letters or start in seen or len(word) > 9:
            return False
        seen.add(start)
        return True

    return fits


def _write(name: str, count: int, words: list[str]) -> int:
    sys.stdout.write(f"{name}: {len(words)} fit, {count} wanted\n")
    if len(words) < count:
        return 1
    (OUT / name).write_text("\n".join(sorted(words[:count])) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The forms in which a person's name can stand in a text, as patterns over folded text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from paperconv import model as m
from paperconv import patterns
from paperconv.anonymity.folding import fold, spellings
from paperconv.anonymity.types import Identity
from paperconv.patterns import late

LEFT, RIGHT = r"(?<![^\W\d_])", r"(?![^\W\d_])"
"""No letter before, none after: digits and ``_`` may touch a name (a mark, a file's name)."""

# Family names that are common words, places, units or the names of methods: alone they say nothing.
_WORD_LIST = (
    "abbey able abbott all alpha an angel apple april archer art ash august baker ball bank banks bar barber barn bass bay bayes "
    "beach bean bear becker bell berlin berry best beta bird bishop black bland blue board bond book boots born boss box boy brand "
    "bridge bridges brook brooks brown buck bull burns bush butcher butler carpenter carter case cash castle chain chance chandler "
    "chad chapel chapman chase child china christian church city clay clear close coates cohen coin cole cook cooper corner cotton "
    "court cox craft crane cross crow dale dash date dawn day dean delta diamond do doctor dolphin drew drive drummer duke dunn "
    "earl early east eden edge england fair fall fan farmer field fields fine finger fire fish fisher fix flower floyd force ford "
    "forest foster fourier fox france frank free french frost fry fuller gamble game garden gates gauss german german gill glass "
    "gold golden good grant graph grass gray great green grey ground grove guy hale hall ham hammer hand hardy hart hatch hay head "
    "heart heath hedges herd high hill ho hobbs holder hollow home hood hook hope horn house hunt hunter iran island israel ivory "
    "jack january jordan joy judge july june justice kaplan kent key king kings knight lab lake lamb lane lang large law lawn le lee "
    "light likely line link list little lively lock london long lord love low ma mace major mall man march mark marks markov marsh "
    "mason master math matrix may meadow meadows meier mercury mexico miles mill miller mills mini model moon moore moran morning "
    "moss mount mountain nation nature new newton noble north norm normal north notes oak ocean olive orange owl page paige palm "
    "palmer paris park parker parks parrot pascal pass pearl pearson penny person piper pitt place plant point poisson pole pool "
    "poor pope porter post potter powers price prince print proper python quick rain ray read reader red reed reef rest rice rich "
    "ring river rivers road robin rock rocks roman root rose round rule rush rust sage sales salt samples sand sands savage say "
    "school scott sea seal season self service shannon sharp shepherd shepherd ship short shore silver simple simpson singer skinner "
    "small smart smith smoke snow so spain spark sparks speaker spears speed spring sprout square stack star stark state steel step "
    "stern stock stone storm story straw street strong student style summer summers sun sweet swift tailor taylor temple tester "
    "thomas thorn tong tower towers town trace train tree true trust tukey turkey turner union van vale valley viola virginia voice "
    "wald walker wall war ward warm washington water waters watt way weaver web weber well wells west wheeler white wilcoxon wild "
    "wilson wind winter winters wise wolf wood woods word words worth wren wright york young"
)
_WORDS = frozenset(_WORD_LIST.split())
_CJK = late(r"[\u2e80-\u9fff\uac00-\ud7af]")
_CAPITALS = late(r"(?<![^\W_])[A-Z]{2,6}(?![^\W_])")
_BRACKETED = late(r"(?<=\()[A-Z]{2,6}(?=\))")
_TOKEN = late(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_GAP = r"[\s._~+-]*"
_SHORT = 3
_MOST_INITIALS = 4
_ABBREVIATIONS = (
    "AD AI AM BC CA CC CD CE CI CV DC DE DF DM DNA EC ED EG EM EU FF GA GB GC GE GM GP ID IE II IN IR IT IV LA MA MC MD MS MT NA NB "
    "NC ND NE NH NJ NM NP NY OH OK OR PA PC PD PH PHD PI PM PP PR PS QA RC RI RN RR SA SC SD SE SI SM TV UK UN US USA VA VI VS WA WI "
    "WT XI XX XY"
)
_NO_INITIALS = frozenset(_ABBREVIATIONS.split())
_BETWEEN = r"\w*[\s-]+(?:(?:of|and|the|in|for)\s+)?"
_DID = (
    r"(?:conceived|designed|performed|conducted|carried out|collected|analy[sz]ed|wrote|drafted|supervised|reviewed|screened|"
    r"extracted|coded|rated|contributed|read|approved|developed|implemented|led|prepared|acquired|interpreted|revised|edited)"
)


def family_of(name: m.Name) -> str:
    """The family name with its particle, or the only name of who has one."""
    return " ".join(part for part in (name.particle, name.family) if part) or name.literal or name.given


def is_word(family: str, words: Collection[str]) -> bool:
    """Whether a family name alone says little: it is short, or a word, or among ``words``, as the paper has them."""
    folded = fold(family)
    return len(folded) < _SHORT or folded.lower() in _WORDS or folded.lower() in words


def forms(author: m.Author, words: Collection[str]) -> Iterator[Identity]:
    """The forms of an author's name; ``words`` are those of the paper's folded text, with their capitals."""
    name = author.name
    if author.group or not (name.family and name.given):
        yield from _one_name(family_of(name), group=author.group, words=words)
        return
    shown = f"{name.given} {family_of(name)}"
    if _CJK.search(name.family):
        pattern = rf"{re.escape(fold(name.family))}\s?{re.escape(fold(name.given))}"
        yield Identity("author's name", shown, pattern, fold(name.family).lower())
        return
    for given, family in zip(*_paired(spellings(name.given), spellings(name.family)), strict=True):
        yield from _full(name, given, family, shown)
    for family in spellings(name.family):
        yield from _alone(family, name.family, word=is_word(name.family, words), particle=name.particle)


def _paired(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[list[str], list[str]]:
    pairs = dict.fromkeys(
        (one[min(n, len(one) - 1)], other[min(n, len(other) - 1)]) for n in range(max(len(one), len(other)))
    )
    return [given for given, _ in pairs], [family for _, family in pairs]


def _one_name(name: str, *, group: bool, words: Collection[str]) -> Iterator[Identity]:
    for spelling in spellings(name):
        words = spelling.split()
        if len(words) > 1 or group or _CJK.search(spelling):
            pattern = r"[\s._~+-]+".join(re.escape(word) for word in words)
            edges = ("", "") if _CJK.search(spelling) else (LEFT, RIGHT)
            if words:
                yield Identity("author's name", name, f"{edges[0]}{pattern}{edges[1]}", words[0].lower())
        elif words:
            yield from _alone(spelling, name, word=is_word(name, words))


def _full(name: m.Name, given: str, family: str, shown: str) -> Iterator[Identity]:
    """Given and family name in both orders, with initials in both orders."""
    tokens = _TOKEN.findall(given)
    if not tokens or not _TOKEN.search(family):
        return
    last = _family(name, family)
    anchor = _anchor(family)
    first, *others = tokens
    parts = [part.lower() for part in _TOKEN.findall(family)]
    joined = (first.lower() + parts[0], parts[-1] + first.lower())
    middle = "|".join(
        [re.escape(one) for one in sorted(others, key=len, reverse=True) if len(one) > 1] + [r"[^\W\d_]\.?"]
    )
    if len(first) > 1:
        whole = rf"{re.escape(first)}(?:[\s._-]+(?:{middle}){RIGHT}\.?)*"
        yield Identity("author's name", shown, rf"{LEFT}{whole}{_GAP}{last}{RIGHT}", anchor, joined=joined)
        yield Identity(
            "author's name", shown, rf"{LEFT}{last}[\s,._-]*{re.escape(first)}{RIGHT}", anchor, joined=joined
        )
    initial = re.escape(first[0].upper())
    before = rf"{initial}(?:[.\s-]{{0,2}}[A-Z]){{0,{_MOST_INITIALS}}}[.\s]{{1,2}}"
    behind = rf"(?:,\s*|\s+){initial}(?:[.\s-]{{0,2}}[A-Z]){{0,{_MOST_INITIALS}}}(?=\.|[,;:)\]&]|\s*$)"
    title = _cased(last)
    yield Identity("author's name", shown, rf"{LEFT}{before}{title}{RIGHT}", anchor, exact=True)
    yield Identity("author's name", shown, rf"{LEFT}{title}{behind}\.?", anchor, exact=True)


def _cased(pattern: str) -> str:
    """A pattern for a name with its capitals, or in capitals only."""
    return rf"(?:{pattern}|(?-i:{_upper(pattern)}))"


def _upper(pattern: str) -> str:
    return patterns.sub(
        r"\\?[^\W\d_]+", lambda found: found[0] if found[0][0] == "\\" else found[0].upper(), pattern
    )


def _family(name: m.Name, family: str) -> str:
    core = _spaced(family)
    if not name.particle:
        return core
    particle = _spaced(fold(name.particle))
    return rf"(?:{particle}[\s'-]*)?{core}"


def _spaced(words: str) -> str:
    return r"[\s_-]+".join(re.escape(word) for word in patterns.split(r"[\s-]+", words) if word)


def _anchor(family: str) -> str:
    return max(patterns.split(r"[\s-]+", family), key=len).lower()


def _alone(family: str, shown: str, *, word: bool, particle: str = "") -> Iterator[Identity]:
    """A family name by itself, with its capitals; a word only where no running text is, or where it is plainly a person."""
    if not _TOKEN.search(family) or (len(family) < 2 and not _CJK.search(family)):
        return
    title = _cased(_spaced(family))
    anchor = _anchor(family)
    led = rf"(?i:{_spaced(fold(particle))}[\s'-]+)?" if particle else ""
    joined = "".join(_TOKEN.findall(fold(f"{particle} {family}"))).lower()
    if particle and not joined.startswith(family.lower()):
        yield Identity("author's name", shown, rf"{LEFT}{re.escape(joined)}{RIGHT}", joined)
    yield Identity(
        "author's name",
        shown,
        rf"{LEFT}{led}{title}{RIGHT}",
        anchor,
        "metadata" if word else "anywhere",
        exact=True,
    )
    if word:
        person = rf"(?:Dr|Prof|Professor|Mrs?|Ms)\.?\s+{title}{RIGHT}"
        lab = rf"{LEFT}{title}(?:'s)?(?=\s+(?:[Ll]ab(?:oratory)?|[Rr]esearch [Gg]roup){RIGHT})"
        yield Identity("author's name", shown, rf"{LEFT}{person}", anchor, exact=True)
        yield Identity("author's name", shown, lab, anchor, exact=True)


def initials(authors: tuple[m.Author, ...], running: str) -> Iterator[Identity]:
    """The initials of authors where they stand for persons: dotted, in lists, before what somebody did.

    ``running`` is the folded text of the paper: initials that it has in other places too are an abbreviation.
    """
    known: dict[str, str] = {}
    for author in authors:
        name = author.name
        given, family = _TOKEN.findall(fold(name.given)), _TOKEN.findall(fold(name.family))
        if author.group or not given or not family or _CJK.search(name.family):
            continue
        particles = "".join(token[0] for token in _TOKEN.findall(fold(name.particle)))
        every = "".join(token[0] for token in family).upper()
        for letters in (given[0][0].upper(), "".join(token[0] for token in given).upper()):
            for last in (every[0], every, particles.lower() + every[0], particles.upper() + every[0]):
                known.setdefault(f"{letters}{last}", f"{name.given} {family_of(name)}")
    for letters, shown in known.items():
        clear = letters not in _NO_INITIALS
        start, others = letters[0], letters[1:]
        rest = "".join(rf"[\s-]?{letter}\." for letter in others)
        after = "" if clear else rf"(?=\s+(?:and\s+[A-Z.]+\s+)?{_DID})"
        # What may not stand before is asked behind the first letter: that is found fast.
        before = rf"(?<![^\W_]{start})(?<![A-Z]\.{start})(?<![A-Z]\.[\s-]{start})"
        yield Identity(
            "author's initials",
            shown,
            rf"{start}{before}\.{rest}(?!\s?-?[A-Z]\b(?!\s)){after}(?![^\W_])(?!\s*[A-Z][a-z])",
            f"{letters[-1].lower()}.",
            exact=True,
        )
    if known:
        one = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
        yield from _listed(one, known, running)


def _listed(one: str, known: dict[str, str], running: str) -> Iterator[Identity]:
    gap = r"(?:\s*[,;/&]\s*|\s+(?:and|und|et|y)\s+|\s*,\s*and\s+)"
    shown = ", ".join(known)
    stop = r"(?![^\W_]|\.[A-Z])"
    several = rf"(?<![^\W_])(?<![.-])(?:{one})(?:{gap}(?:{one}))+{stop}"
    yield Identity("author's initials", shown, several, "", exact=True)
    standing = Counter(_CAPITALS.findall(running))
    bracketed = Counter(_BRACKETED.findall(running))
    for letters, name in known.items():
        told = rf"{letters[0]}(?<![^\W_].)(?<![.-].){letters[1:]}(?=\s+(?:and\s+[A-Z.]+\s+)?{_DID}\b)"
        yield Identity("author's initials", name, told, letters.lower(), exact=True)
        if letters in _NO_INITIALS or not 0 < standing[letters] == bracketed[letters]:
            continue
        words = rf"(?<![^\W_])(?i:{_BETWEEN.join(letters)}\w*)\s*\({letters}\)"
        if re.search(words, running):
            continue  # it is explained there: signal peptides (SP)
        pattern = rf"(?<=\(){letters}(?=\))"
        yield Identity("author's initials", name, pattern, f"({letters.lower()})", exact=True)

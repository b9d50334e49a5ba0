"""What a tagger sees of each token of a reference: its look, the words it is made of, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from paperconv import patterns
from paperconv.citations.extract import month
from paperconv.citations.tokens import Token
from paperconv.patterns import late

Where = tuple[int, int]
_KEPT = 20_000

_PARTNERS = {
    "“": '”“"',
    '"': '"”“',
    "«": "»",
    "„": '“”"',
    "‘": "’",
    "'": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "`": "’'´",
}
_MARKS = frozenset(".,;:?!)]”»。，；：")
_MINOR = frozenset(("stop", "and", "in", "part", "from", "punct", "no", "pp", "vol"))
_COUNTING = frozenset(
    ("vol", "no", "pp", "year", "years", "range", "d1", "d2", "d3", "d4", "letnum", "day", "roman")
)
_INITIAL = late(r"[([]?(?:[^\W\d_a-z](?:h|y|u)?\.?[-‐]?){1,4}[,.;:)\]]*")
_YEAR = late(r"(?:1[4-9]|20)\d\d[a-z]?")
_ROMAN = late(r"[IVXLC]{1,7}|[ivxlc]{1,7}")
_WORDS = {
    word: kind
    for kind, words in {
        "and": "and & et und y e en och og ja i и та ve és ir",
        "al": "al others coll др соавт inni",
        "in": "in dans w в у i en",
        "ed": "ed eds editor editors edited hrsg hg herausgegeben dir org orgs coord coords red ред édité ed toim cura comp comps dirs под",
        "tr": "trans translated translator transl tr übers traduction trad tradução traducción перевод övers vert",
        "vol": "vol vols volume volumes tome band bd jg jahrgang v t т том tom roč cilt évf",
        "no": "no nr num issue iss number heft h n núm č z № sayı nos suppl supplement special",
        "pp": "p pp pg pgs page pages s seite seiten ss pág págs с стр str lk sid pag",
        "edn": "ed edn edition aufl auflage édition edición edição изд vyd uppl wyd revised rev druk",
        "access": "retrieved accessed access viewed visited cited consulté consultado consultada abgerufen zugriff acesso acceso citado geraadpleegd hämtad обращения downloaded dostęp citováno zuletzt last",
        "avail": "available disponível disponible url ligne verfügbar online internet электронный ресурс режим доступа dostępne urn erişim",
        "from": "from at by on via of zum von vom à du de del",
        "journal": "journal review letters annals transactions zeitschrift revue revista rivista bulletin archives acta quarterly magazine j rev lett ann trans bull arch вестник журнал tidsskrift tidskrift",
        "meeting": "proceedings proc conference conf symposium workshop congress congresso colloque tagung anais actas meeting kongress",
        "press": "press publishing publishers publisher verlag books éditions editions editorial springer elsevier wiley routledge sage blackwell macmillan изд-во издательство wydawnictwo kiadó yayınları förlag uitgeverij university universität université universidad universidade inc co ltd sons",
        "thesis": "thesis dissertation diss phd ph.d doctoral master's masters msc thèse tesis tese dissertação дис diplomarbeit",
        "report": "report rep technical working paper rapport bericht rfc memo discussion",
        "none": "n.d nd s.a s.f o.j undated forthcoming press submitted",
        "series": "series lecture notes studies monographs ser reihe collection coll",
        "season": "spring summer autumn fall winter frühjahr sommer herbst",
        "city": "london york paris berlin oxford cambridge boston chicago amsterdam москва м спб wien münchen são madrid roma milano tokyo geneva washington philadelphia princeton dordrecht heidelberg leipzig frankfurt toronto sydney delhi",
        "part": "van von der de den del della di da dos du la le el ten ter bin ibn al zu af av",
        "body": "organization organisation institute institut ministry agency commission committee association society council group collaboration consortium bank department office bureau center centre foundation union nations academy board authority government national international federal ministère ministerio ministério bundesamt",
        "stop": "the a of and for on to with its an or as from is are der die das le les l la el los las o os und für zur im на по для",
    }.items()
    for word in words.split()
}


class _Look:
    """The features of a token by itself, and the short names of it that its neighbours see."""

    __slots__ = (
        "after", "after_next", "before", "before_last", "capital", "counts", "ends", "kind", "last", "own", "starts_quote", "year",
    )  # fmt: skip

    def __init__(self, text: str, mask: str) -> None:
        bare = text.strip(".,;:()[]{}“”\"'«»„‘’`*_/–—‑‐−-!?，。．、：；（）【】《》「」『』")
        word = bare.lower()
        last = text[-1] if not text[-1].isalnum() else ""
        if last and len(text) > 1 and not text[-2].isalnum():
            last = text[-2:]
        first = text[0] if not text[0].isalnum() else ""
        number = _number(bare)
        shape = _shape(bare)
        if mask:
            kind = "#" + mask
            word = kind
        elif number:
            kind = number
        elif word != "&" and bare[:1].isupper() and _INITIAL.fullmatch(text):
            kind = "I"
        elif month(word):
            kind = "month"
        elif word in _WORDS:
            kind = _WORDS[word]
        elif _ROMAN.fullmatch(bare):
            kind = "roman"
        elif not bare:
            kind = "punct"
        else:
            kind = shape[:4]
        self.kind = kind
        self.last = last
        self.ends = (
            last[-1:] in ".?!。．" and len(bare) > 3 and kind not in ("I", "journal", "no", "vol", "pp")
        )
        self.year = number == "year"
        self.starts_quote = first != "" and first in _PARTNERS and len(text) > 1
        self.capital = bare[:1].isupper()
        self.counts = bool(mask) or kind in _COUNTING
        own = [
            "w=" + word[:24],
            "k=" + kind,
            "s=" + shape,
            "l=" + last,
            "f=" + first,
            "kl=" + kind + "|" + last,
        ]
        if not mask:
            if not number and len(word) > 3:
                own.append("e=" + word[-3:])
                own.append("b=" + word[:4])
            if text.endswith(".") and word.isalpha():
                own.append(f"abbr{min(len(word), 6)}")
            if bare[:1].isupper():
                own.append("cap")
                if len(bare) > 1 and bare.isupper():
                    own.append("all")
            if "’" in bare or "'" in bare:
                own.append("apo")
            if "-" in bare or "–" in bare:
                own.append("hyph")
            if bare.isalpha() and not bare.isascii():
                own.append("cjk" if bare[0] >= "\u2e80" else "nonascii")
        self.own = own
        # What the tokens next to it see of it, and those next to these.
        self.before = (f"-k={kind}", f"-w={word[:16]}", f"-l={last}")
        self.before_last = f"--k={kind}{last}"
        self.after = (f"+k={kind}{last}", f"+w={word[:16]}")
        self.after_next = f"++k={kind}{last}"


def _number(bare: str) -> str:
    if not any(c.isdigit() for c in bare):
        return ""
    if _YEAR.fullmatch(bare):
        return "year"
    if bare.isdigit():
        return f"d{min(len(bare), 5)}"
    if patterns.fullmatch(r"[A-Za-z]{0,3}\d+\s?[-–—−‐‑]{1,2}\s?[A-Za-z]{0,2}\d+", bare):
        return (
            "years"
            if patterns.fullmatch(r"(?:1[4-9]|20)\d\d[-–—](?:(?:1[4-9]|20)\d\d|\d\d)", bare)
            else "range"
        )
    if patterns.fullmatch(r"[A-Za-z]{1,3}\d+", bare):
        return "letnum"
    if patterns.fullmatch(r"\d+(?:st|nd|rd|th|ª|º|a|e|o|\.ª)", bare):
        return "ord"
    if patterns.fullmatch(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d", bare):
        return "day"
    return "mix"


def _shape(bare: str) -> str:
    out: list[str] = []
    for c in bare[:24]:
        kind = "d" if c.isdigit() else ("X" if c.isupper() else "x") if c.isalpha() else c
        if len(out) < 3 or not out[-1] == out[-2] == kind:
            out.append(kind)
    return "".join(out[:9])


_looks: dict[str, _Look] = {}


def _look(token: Token) -> _Look:
    if token.mask:
        return _masked(token.mask)
    found = _looks.get(token.text)
    if found is None:
        found = _Look(token.text, "")
        if len(_looks) < _KEPT and len(token.text) < 40:
            _looks[token.text] = found
    return found


def _masked(mask: str) -> _Look:
    found = _looks.get("#" + mask)
    if found is None:
        found = _looks["#" + mask] = _Look("#", mask)
    return found


def features(tokens: Sequence[Token], emphasis: Sequence[Where]) -> list[list[str]]:
    """A list of features for each token; ``emphasis`` says which stretches of the text are in italics."""
    looks = [_look(token) for token in tokens]
    count = len(looks)
    slopes = _slopes(tokens, emphasis)
    marks = _marks(looks)
    quoted, bracketed = _inside(tokens, looks)
    ahead = _ahead(looks)
    segments = _segments(looks)
    out: list[list[str]] = []
    years = sentences = 0
    total = sum(look.year for look in looks)
    for index, look in enumerate(looks):
        own = look.own.copy()
        kind, last = look.kind, look.last
        segment, position = segments[index]
        own += (
            f"at={10 * index // count}",
            f"y={min(years, 2)}|{min(total - years - look.year, 1)}",
            f"n={min(sentences, 4)}",
            f"{marks}{kind}",
            f"a={ahead[index]}",
            f"g={segment}",
            f"gp={segment}|{position}",
            f"an={ahead[index]}|{min(sentences, 3)}|{min(years, 1)}",
        )
        if quoted[index]:
            own.append(quoted[index])
        if bracketed[index]:
            own.append(bracketed[index])
        if index == 0:
            own.append("BOS")
        else:
            before = looks[index - 1]
            own += before.before
            own += (
                f"-kk={before.kind}{before.last}|{kind}",
                f"-g={segments[index - 1][0]}|{segment}" if position == "<" else f"-ll={before.last}|{last}",
            )
            if index > 1:
                second = looks[index - 2]
                own += (
                    second.before_last,
                    f"--kkk={second.kind}|{before.kind}{before.last}|{kind}",
                )
        if index + 1 == count:
            own.append("EOS")
        else:
            after = looks[index + 1]
            own += after.after
            own.append(f"+kk={kind}{last}|{after.kind}")
            if position == ">":
                own.append(f"+g={segment}|{segments[index + 1][0]}")
            if index + 2 < count:
                second = looks[index + 2]
                own += (
                    second.after_next,
                    f"++kkk={last}|{after.kind}{after.last}|{second.kind}",
                )
            if index:
                own.append(f"-+k={looks[index - 1].kind}{looks[index - 1].last}|{kind}{last}|{after.kind}")
        if slopes[index]:
            own.append(slopes[index])
        out.append(own)
        years += look.year
        sentences += look.ends
    return out


def _inside(tokens: Sequence[Token], looks: Sequence[_Look]) -> tuple[list[str], list[str]]:
    """For each token whether it stands between quotation marks, and whether in brackets that opened before it."""
    quoted: list[str] = []
    bracketed: list[str] = []
    closing = ""
    done = False
    depth = 0
    for token, look in zip(tokens, looks, strict=True):
        text = token.text
        state = "after" if done else ""
        if not closing and look.starts_quote and (text[0] != "'" or len(text) > 2):
            closing = _PARTNERS[text[0]]
            state = "open"
        elif closing:
            state = "quoted"
        if closing and not token.mask and _closed(text, closing, look):
            closing, done = "", True
        quoted.append(state)
        bracketed.append("inner" if depth > 0 else "")
        if not token.mask:
            depth = max(0, depth + text.count("(") + text.count("[") - text.count(")") - text.count("]"))
    return quoted, bracketed


def _closed(text: str, closing: str, look: _Look) -> bool:
    tail = text[-3:]
    if closing == "’":
        # An apostrophe is no closing mark, unless something ends there.
        return (
            tail[-1] in "’'" and len(text) > 1
            if look.last in ("’", "'")
            else bool(look.last) and any(c in "’'" for c in tail[:-1])
        )
    return any(c in closing for c in tail)


def _ahead(looks: Sequence[_Look]) -> list[str]:
    """For each token how many sentences and commas end before the next number, link or word like "vol."."""
    out: list[str] = [""] * len(looks)
    stops = commas = 9
    for index in range(len(looks) - 1, -1, -1):
        look = looks[index]
        if look.counts:
            stops = commas = 0
        elif look.ends:
            stops, commas = stops + 1, 0
        elif look.last == ",":
            commas += 1
        out[index] = f"{min(stops, 3)}{min(commas, 3)}"
    return out


def _segments(looks: Sequence[_Look]) -> list[tuple[str, str]]:
    """For each token the look of the stretch between two marks that it stands in, and where in that it stands."""
    out: list[tuple[str, str]] = []
    start = 0
    for index, look in enumerate(looks):
        if look.last[-1:] not in _MARKS and index + 1 < len(looks):
            continue
        run = looks[start : index + 1]
        size = len(run)
        chief = [one for one in run if one.kind not in _MINOR]
        capital = sum(one.capital for one in chief)
        case = "C" if chief and capital == len(chief) else "c" if capital <= 1 else "m"
        name = f"{min(size, 4) if size < 5 else 5 if size < 9 else 6}{case}{'#' if any(one.counts for one in run) else ''}"
        out += [(name, "<" if i == 0 else ">" if i + 1 == size else "-") for i in range(size)]
        start = index + 1
    return out


def _marks(looks: Sequence[_Look]) -> str:
    """What the whole reference holds: a range of pages or a volume, a publisher's word, a link, quotation marks."""
    kinds = {look.kind for look in looks}
    return (
        "".join(
            letter if held else "-"
            for letter, held in (
                ("v", bool(kinds & {"range", "vol", "no", "pp"})),
                ("b", bool(kinds & {"press", "city"})),
                ("u", "#url" in kinds),
                ("q", any(look.starts_quote for look in looks)),
            )
        )
        + "|"
    )


def _slopes(tokens: Sequence[Token], emphasis: Sequence[Where]) -> list[str]:
    """For each token whether it is in italics and whether a change comes before or after it; nothing if none is."""
    if not emphasis:
        return [""] * len(tokens)
    italic: list[bool] = []
    index = 0
    for token in tokens:
        while index < len(emphasis) and emphasis[index][1] <= token.start + 1:
            index += 1
        middle = (token.start + token.end) // 2
        italic.append(index < len(emphasis) and emphasis[index][0] <= middle < emphasis[index][1])
    if not any(italic):
        return [""] * len(tokens)
    out: list[str] = []
    for at, slope in enumerate(italic):
        before = "<" if at and italic[at - 1] != slope else ""
        after = ">" if at + 1 < len(italic) and italic[at + 1] != slope else ""
        out.append(f"{'it' if slope else 'up'}{before}{after}")
    return out

"""What happens to references on their way into a manuscript, and new references out of labelled ones."""

from __future__ import annotations

import random
import re
from itertools import groupby

from paperconv.citations.stretches import trim
from paperconv.citations.tagger import LABELS
from training import words
from training.labels import Labelled, replaced, without
from training.records import journal, meeting

_PLAIN = str.maketrans("“”„‘’«»–—−", '"""\'\'""---')
_QUOTES = re.compile('[“”"„«»]')
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_NOTES = (
    " in press.", " [in Russian].", " (in Chinese).", " (original publication 1919).", " Mimeo.", " Official website.", " Unpublished.",
    " (accepted)", " 1 CD-ROM.", " Web. 4 Jan. 2012.", " [Online]", " (last accessed 3 May 2011)", " Print.", " (Epub ahead of print)",
)  # fmt: skip


def worn(one: Labelled, dice: random.Random) -> Labelled:
    """``one`` as a plain list would have it: italics lost, other quotation marks, numbers, stops, capitals."""
    chance = dice.random
    if chance() < 0.5:
        one = Labelled(one.text, one.labels)
    if chance() < 0.3:
        one = Labelled(one.text.translate(_PLAIN), one.labels, one.emphasis)
    elif chance() < 0.12:
        one = without(one, _QUOTES)
    if chance() < 0.08:
        one = _capitals(one, "a")
    if chance() < 0.03:
        one = _capitals(one, "t")
    numbered = re.match(r"\W?\d{1,3}\W{0,2}\s", one.text)
    if numbered and one.labels[:1] == "-" and chance() < 0.35:
        one = replaced(one, 0, numbered.end(), "")
    elif not numbered and chance() < 0.25:
        number = dice.choice(("[{}] ", "{}. ", "({}) ", "{} ", "– ", "{}) ")).format(dice.randint(1, 120))
        one = Labelled(
            number + one.text,
            "-" * len(number) + one.labels,
            tuple((a + len(number), b + len(number)) for a, b in one.emphasis),
        )
    if chance() < 0.2 and one.text.endswith("."):
        one = replaced(one, len(one.text) - 1, len(one.text), "")
    link = re.search(r"(?<=\s)<?(?:https?://|www\.)\S+$", one.text)
    if link and chance() < 0.35 and "x" not in one.labels:
        one = _access(one, link.start(), dice)
    if chance() < 0.05:
        note = dice.choice(_NOTES)
        one = Labelled(one.text + note, one.labels + "o" * len(note), one.emphasis)
    if chance() < 0.04 and (
        gap := dice.choice([0, *(hit.start() for hit in re.finditer(r"(?<=[.,;)]) ", one.text))])
    ):
        one = replaced(one, gap, gap + 1, "")
    if chance() < 0.04:
        # a word broken at the end of a line
        breaks = [hit.end() for hit in re.finditer(r"[a-z]{4}(?=[a-z]{4})", one.text)]
        if breaks:
            at = dice.choice(breaks)
            one = replaced(one, at, at, dice.choice(("- ", "-", " ")), one.labels[at])
    return one


def _capitals(one: Labelled, label: str) -> Labelled:
    text = "".join(
        c.upper() if held == label and len(c.upper()) == 1 else c
        for c, held in zip(one.text, one.labels, strict=True)
    )
    return Labelled(text, one.labels, one.emphasis)


def _access(one: Labelled, at: int, dice: random.Random) -> Labelled:
    day = f"{dice.choice(_MONTHS)} {dice.randint(1, 28):02}, {dice.randint(2000, 2024)}"
    lead, date, rest = dice.choice(
        (("Retrieved ", day, " from "), ("Retrieved from ", "", ""), ("Available at: ", "", ""), ("Accessed ", day, ". "), ("URL: ", "", ""), ("[online]. Available: ", "", ""),
         ("Available from: ", "", ""), ("Disponível em: ", "", ""), ("Retrieved on ", day, ", from "), ("Last accessed: ", day, " at "))
    )  # fmt: skip
    for words_, label in ((rest, "-"), (date, "x"), (lead, "-")):
        one = replaced(one, at, at, words_, label)
    return one


def recombined(one: Labelled, dice: random.Random) -> Labelled:
    """A new reference in the form of ``one``: other people, titles, journals, publishers and numbers."""
    runs = []
    at = 0
    for label, run in groupby(one.labels):
        end = at + len(list(run))
        runs.append((label, at, end))
        at = end
    held = {label for label, _, _ in runs}
    foreign = re.search(r"[\u0370-\uffff]", one.text.translate(_PLAIN)) is not None
    language = _language(one.text)
    for label, start, end in reversed(runs):
        field = LABELS[label]
        where = trim(one.text, start, end, field) if field else None
        if where is None:
            continue
        inner = one.text[slice(*where)]
        made = inner
        match label:
            case "t" if not foreign:
                made = words.title(dice, language)
            case "c" if not foreign and len(inner) > 8:
                made = _container(inner, held, dice, language)
            case "b" if not foreign and dice.random() < 0.8:
                made = words.publisher(dice, language)
            case "l" if not foreign and "," not in inner and dice.random() < 0.7:
                made = words.city(dice, language).split(",")[0]
            case "a" | "e" if not foreign:
                made = re.sub(
                    r"(?<![\w’'])[A-Z][a-zà-ÿ]{3,}\b",
                    lambda _: words.family(dice, dice.choice(words.LATIN)),
                    inner,
                )
            case "v" | "i" | "p" | "d":
                made = re.sub(r"\d+", lambda hit: _digits(hit[0], dice), inner)
        one = replaced(one, *where, made)
    return one


_SIGNS = {
    "pt": r"\b(?:da|do|das|dos|em|uma|ção|ções|à|não)\b|ção\b|ões\b",
    "es": r"\b(?:el|los|las|y|del|en|una)\b|ción\b",
    "fr": r"\b(?:le|les|et|du|des|une|sur|au)\b|\b[ld]['’]|«",
    "de": r"\b(?:der|die|das|und|zur|für|eine|von|im)\b|ung\b",
    "it": r"\b(?:il|della|dei|gli|sulla|nel|di)\b|zione\b",
}


def _language(text: str) -> str:
    """The language most of whose signs ``text`` shows; English if it shows few."""
    counts = {language: len(re.findall(signs, text)) for language, signs in _SIGNS.items()}
    best = max(counts, key=lambda one: counts[one])
    return best if counts[best] >= 2 else "en"


def _container(inner: str, held: set[str], dice: random.Random, language: str) -> str:
    if "e" in held or re.search(r"(?i)\b(?:proc|conf|workshop|symposium)", inner):
        return (
            meeting(dice)
            if re.search(r"(?i)\b(?:proc|conf|workshop|symposium)", inner)
            else words.title(dice, language)
        )
    made = journal(dice, short=False)
    return words.shortened(dice, made) if "." in inner else made


def _digits(number: str, dice: random.Random) -> str:
    if len(number) == 4 and number[:2] in ("19", "20"):
        return str(dice.randint(1950, 2024))
    if len(number) > 4 or number.startswith("0"):
        return number
    return str(dice.randint(10 ** (len(number) - 1), 10 ** len(number) - 1))

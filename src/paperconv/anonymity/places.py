"""Institutions, addresses and file names as patterns over folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath, PureWindowsPath

from paperconv import model as m
from paperconv import patterns
from paperconv.anonymity.folding import fold, spellings
from paperconv.anonymity.names import LEFT, RIGHT, family_of
from paperconv.anonymity.types import Identity, Kind
from paperconv.patterns import late

EMAIL = late(r"[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_EXAMPLE = late(
    r"@(?:[\w.-]+\.)?(?:example|test|invalid|localhost)(?:\.(?:com|org|net|edu))?$", re.IGNORECASE
)
# Words that every second address has: what is made of them alone names no institution.
_COMMON_LIST = (
    "a academy affiliation and applied at author authors business center centre centro chemistry college company computer computing "
    "de data del department departement dept der di division do du econ economics education engineering environmental faculty for "
    "foundation general group health hospital independent institut institute institution lab laboratory la life mathematics medical "
    "medicine ministry national natural no none of office physics policy private professor program public research researcher "
    "scholar school science sciences scientist social society software state statistics studies technology the unaffiliated unit "
    "university universidad universidade universita universitat universite universiteit und van von y"
)
_COMMON = frozenset(_COMMON_LIST.split())
_INSTITUTION = late(
    r"univ|institut|instytut|college|colegio|hospital|klinik|clinic|laborator|academ|akadem|school of|polytechn|politec|hochschule|"
    r"ecole|observator|foundation|consortium|\bcent(?:er|re)\b|centro|council|agency|museum|corporation|\binc\b|\bltd\b|gmbh|"
    r"ministry|bureau|survey|faculty of",
    re.IGNORECASE,
)
_PART = late(r"\b(?:dep(?:ar)?t(?:ment|amento|ement)?|division|section|faculty|school)\b", re.IGNORECASE)
_ACRONYM = late(r"\s*\(([A-Z][A-Za-z&-]{1,9})\)\s*")
_OF = late(r"(?:the )?univ(?:ersity)? of (.+)", re.IGNORECASE)
_BOARD = (
    r"(?:ethics|ethical|institutional|review board|committee|IRB|research ethics|human subjects|animal care|campus|"
    r"cluster|library|students?|hospital|employees?|grant|fund)"
)
_FORGE = late(
    r"(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|sr\.ht|huggingface\.co|hub\.docker\.com/r|figshare\.com/authors|"
    r"osf\.io|kaggle\.com|researchgate\.net/profile|linkedin\.com/in|twitter\.com|x\.com|orcid\.org|git\.[\w.-]+|gitlab\.[\w.-]+|"
    r"rpubs\.com|observablehq\.com|sites\.google\.com(?:/view)?|anaconda\.org|scholar\.google\.[\w.]+)/[~@]?([\w.-]+)",
    re.IGNORECASE,
)
_SITE = late(r"\b([\w-]+)\.(?:github|gitlab|codeberg|bitbucket)\.(?:io|page|org)\b", re.IGNORECASE)
_HOME = late(r"(?:/home/|/Users/|[A-Za-z]:\\Users\\)([\w.-]+)")
_PLAIN_USER_LIST = (
    "root user users ubuntu runner admin administrator guest shared public default home work tmp app vscode jovyan me you name username "
    "yourname youruser your-username org orgs topics search features about settings explore marketplace login"
)
_PLAIN_USERS = frozenset(_PLAIN_USER_LIST.split())
_PLAIN_STEM_LIST = (
    "paper manuscript main article text index draft submission ms document doc untitled blind anonymous readme content body "
    "source input stdin template references reference bibliography refs library works metadata config abstract introduction methods results discussion"
)
PLAIN_STEMS = frozenset(_PLAIN_STEM_LIST.split())
"""Names of files that tell nothing."""
_SUFFIX = late(r"\.[A-Za-z]{1,8}$")
_LEAST_STEM = 4


def institutions(affiliations: Iterable[m.Affiliation]) -> Iterator[Identity]:
    """The institutions of the authors, and their short forms."""
    seen: set[str] = set()
    for one in affiliations:
        for given in _named(one):
            acronym = _ACRONYM.search(given)
            whole = " ".join(_ACRONYM.sub(" ", given).split()).strip(" ,.;:")
            for name in (whole, *([acronym[1]] if acronym else ())):
                if name.lower() not in seen:
                    seen.add(name.lower())
                    yield from _institution(name)


def _named(one: m.Affiliation) -> Iterator[str]:
    """The parts of an affiliation that name an institution, departments only with a name of their own."""
    if one.institution:
        yield one.institution
    places = {fold(x).lower() for x in (one.city, one.region, one.country, one.street) if x}
    for part in (*one.departments, *patterns.split(r"[,;|]", one.raw)):
        text = " ".join(patterns.sub(r"^[\W\d_]+", "", part).split())
        if fold(text).lower() in places or not _INSTITUTION.search(fold(text)):
            continue
        if not _PART.search(fold(text)):
            yield text


def _institution(name: str) -> Iterator[Identity]:
    for spelling in spellings(name):
        words = patterns.findall(r"[\w&'.-]+", spelling)
        telling = [word for word in words if word.strip(".").lower() not in _COMMON and not word.isdigit()]
        if not telling:
            continue
        anchor = max(telling, key=len).lower()
        joined = r"[\s,_-]+".join(re.escape(word) for word in words)
        if len(words) > 1:
            yield Identity("institution", name, rf"{LEFT}{joined}{RIGHT}", anchor)
            turned = _OF.fullmatch(" ".join(words))
            if turned and len(turned[1].split()) < 3:
                place = r"[\s_-]+".join(re.escape(word) for word in turned[1].split())
                yield Identity("institution", name, rf"{LEFT}{place}[\s_-]+University{RIGHT}", anchor)
        elif len(words[0]) > 1:
            yield Identity("institution", name, rf"{LEFT}{joined}{RIGHT}", anchor, "metadata", exact=True)
            board = rf"{LEFT}{joined}(?:'s)?(?=\s+(?i:{_BOARD})\b)"
            ours = rf"(?:(?<=\bat )|(?<=\bat the )|(?<=\bour )){joined}{RIGHT}"
            yield Identity("institution", name, board, anchor, exact=True)
            yield Identity("institution", name, ours, anchor, exact=True)


def literal(kind: Kind, text: str, *, edges: str = r"[^\W_]") -> Iterator[Identity]:
    """``text`` as it stands, blanks aside; ``edges`` may neither precede nor follow it."""
    words = fold(text).split()
    if words:
        pattern = r"\s+".join(re.escape(word) for word in words)
        yield Identity(kind, text, rf"(?<!{edges}){pattern}(?!{edges})", max(words, key=len).lower())


def emails(meta: m.Metadata, running: str) -> Iterator[Identity]:
    """The e-mail addresses of the front matter, and those in the text, which are no examples."""
    front = " ".join(
        [
            *(mail for author in meta.authors for mail in author.emails),
            *(m.text_of(note.blocks) for note in meta.author_notes),
            *(one.raw for one in meta.affiliations),
        ]
    )
    found = dict.fromkeys(one.strip(".'-") for one in (*EMAIL.findall(front), *EMAIL.findall(running)))
    for mail in found:
        if not _EXAMPLE.search(mail):
            yield from literal("e-mail address", mail)


def user_names(document: m.Document, running: str) -> Iterator[Identity]:
    """The names under which the authors have accounts: those in addresses that look like them, or that the paper calls its own."""
    families = {_flat(one.name.family) for one in document.meta.authors if one.name.family}
    likely = {one for author in document.meta.authors for one in _accounts(author)}
    addresses = [node.target for node in m.iter_nodes(document) if isinstance(node, m.Link)]
    own = " ".join(
        [
            *(field.value for field in document.meta.extra if field.key.lower() in {"repository", "github", "repo", "url", "code"}),
            *(author.url for author in document.meta.authors),
            *_ours(document),
        ]
    )  # fmt: skip
    everywhere = " ".join((running, own, *addresses))
    users: dict[str, None] = {}
    for pattern in (_FORGE, _SITE):
        for text, sure in ((own, True), (everywhere, False)):
            for user in pattern.findall(text):
                like = _is_like(user, likely, families)
                if user.lower() not in _PLAIN_USERS and len(user) > 1 and (sure or like):
                    users[user.strip(".")] = None
    for user in users:
        written = rf"(?<=[/@~]){re.escape(fold(user))}(?![\w-])|{LEFT}{re.escape(fold(user))}(?=\.(?:github|gitlab|codeberg|bitbucket)\.)"
        yield Identity("user name", user, written, fold(user).lower())
    homes = [user for user in _HOME.findall(everywhere) if _is_like(user, likely, families)]
    for user in dict.fromkeys((*homes, *_HOME.findall(f"{document.folder}/"))):
        if user.lower() not in _PLAIN_USERS:
            written = rf"(?<=[/\\]){re.escape(fold(user))}(?=[/\\])"
            yield Identity("user name", user, written, fold(user).lower())


def _is_like(user: str, likely: set[str], families: set[str]) -> bool:
    """Whether an account looks like one of a person with these names."""
    plain = _flat(user)
    return plain in likely or any(len(one) > 4 and one in plain for one in families)


def _ours(document: m.Document) -> Iterator[str]:
    """The sentences, with the addresses in them, in which the paper says that something is its own."""
    for node in m.iter_nodes(document):
        if isinstance(node, m.Paragraph):
            targets = " ".join(one.target for one in m.iter_nodes(node) if isinstance(one, m.Link))
            text = m.text_of(node)
            if patterns.search(
                r"\b(?:our|we|this paper|the authors?)\b.{0,120}\b(?:code|software|repositor|package|scripts?|data|available)",
                text,
                re.IGNORECASE,
            ) and ("github" in text + targets or "gitlab" in text + targets or ".org/" in text + targets):
                yield from (
                    part
                    for part in patterns.split(r"(?<=[.!?])\s+(?=[A-Z])", text)
                    if patterns.search(r"\b(?:our|we)\b", part, re.IGNORECASE)
                )


def _accounts(author: m.Author) -> Iterator[str]:
    """What a person may be called in an account: doe, janedoe, jdoe, doej."""
    name = author.name
    given = patterns.findall(r"[^\W\d_]+", fold(name.given))
    for family in spellings(family_of(name)):
        last = _flat(family)
        if len(last) > 3:
            yield last
        if given and last:
            whole = _flat("".join(given))
            short = "".join(one[0] for one in given).lower()
            yield from (
                one
                for first in {given[0].lower(), whole, given[0][0].lower(), short}
                for one in (first + last, last + first)
                if len(one) > 3
            )


def _flat(text: str) -> str:
    return "".join(patterns.findall(r"[a-z]+", fold(text).lower()))


def source_files(document: m.Document, running: str) -> Iterator[Identity]:
    """The manuscript's own file names, and the folder it lay in."""
    names = dict.fromkeys(
        node.pos.file for node in m.iter_nodes(document) if node.pos is not None and node.pos.file
    )
    for given in names:
        name = PureWindowsPath(given).name if "\\" in given else PurePosixPath(given).name
        yield from stem_of(name, running)
    if len(document.folder.strip("/\\.")) > _LEAST_STEM and (
        "/" in document.folder or "\\" in document.folder
    ):
        yield from literal("folder of the manuscript", document.folder.rstrip("/\\"))


def stem_of(name: str, running: str) -> Iterator[Identity]:
    """The name of a source file with its suffix, and without where that tells anything.

    A name that the text has too is no sign by itself, unless it stands where files are named.
    """
    stem = _SUFFIX.sub("", name)
    if name.startswith("<") or stem.lower() in PLAIN_STEMS:
        return
    if stem != name:
        yield from literal("name of a source file", name)
    if len(stem) >= _LEAST_STEM:
        telling = patterns.search(r"[\d_-]", stem) and fold(stem).lower() not in running.lower()
        for one in literal("name of a source file", stem):
            yield one if telling else Identity(one.kind, one.text, one.pattern, one.anchor, "metadata")

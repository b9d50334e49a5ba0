"""Personal names out of text: form of address, given name, particle, family name, suffix, degrees."""

from __future__ import annotations

import re

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.patterns import late


class ParsedName(msgspec.Struct, frozen=True):
    """What :func:`parse_name` reads in a name.

    ``name`` has ``literal`` only for a group and for a person with one name. ``prefix`` is as printed
    (``Prof Dr.``), ``degrees`` follow the name. ``confidence`` runs from 0 to 1.
    """

    name: m.Name
    group: bool = False
    prefix: str = ""
    degrees: tuple[str, ...] = ()
    confidence: float = 1.0


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _words(
    "van von der den de del della dello degli dei di da dal dalla do dos das du des la le las los ten ter te tot "
    "zu zum zur af av y e i bin ibn bint abu al el ul ud ur ould ben bar 't 's op vom im in aan san santa"
)
_CAPITAL_PARTICLES = _words(
    "van von der den de del della dello degli di da dal dalla dos das du des la le ten ter el al bin ibn abu "
    "ben mac mc st st. san santa ould ó ní nic uí ua mhic"
)
_FAMILY_BEGINS = _words("van von vom zu zum zur ter ten 't af")
"""Where these stand, in small letters, the family name begins, however many names follow."""
_DOTLESS = "\ue0f1"
"""Stands for the Turkish capital I while names are told apart: a sign that no text has."""
_JOINING = frozenset(("y", "e", "i", "és", "und"))
_PREFIXES = _words(
    "prof professor professora professeur dr doctor docteur mr mrs ms miss mx sir dame lord lady rev reverend fr "
    "eng ing dipl dipl-ing mag pd priv-doz privdoz doz doc assoc associate asst assistant adj adjunct emeritus hon "
    "rechtsanwalt rechtsanwältin richter richterin notar notarin ministerialrat regierungsdirektor wiss mit "
    "mme mlle drs ir univ univ-prof apl phdr rndr mudr mgr habil hab med phil nat rer sc h c adm capt col lt maj gen "
    "sgt dott dottssa doç arş öğr gör yrd uzm"
)
# Words that a form of address may contain but not begin with.
_INNER_PREFIXES = _words("med phil nat rer sc h c habil hab emeritus")
_DEGREES = _words(
    "phd dphil md mbbs mbchb bmbs msc mscs bsc mph drph dph scd dsc mphil mpharm pharmd pharmb dds dmd dvm vmd edd "
    "psyd jd llm llb mba mfa meng beng btech mtech bpharm bds mds frcp frcs frcpc frcsc frcpath frcog facs facc "
    "facp faha frs fmedsci frse frcpch mrcp mrcs mrcpsych frcpsych fesc fieee fracp fracs franzcp msce mhs mhsc msph "
    "mhsa mpa mpp msw lcsw rn crnp fnp np dnp aprn bsn msn bscn rd rdn cns ldn pt dpt ot otr otrl ccc-slp slp "
    "dipstat cstat pstat esq cpsych abpp bcps bcop aicp pe ceng mimeche drsc drmed dres ddes drnat mmed mmedsc mmedsci mch "
    "mrcpi ffarcs frca mres medsc faan faap facog fccp fasn fidsa fccm bvsc bvms mrcvs diplacvim dacvim dipecvim "
    "dipacvp mclinpsych dclinpsy dclinpsych dba dha drer nurs mdphd phdc abd phm mbiochem mchem mmath "
    "mrcsi frcsi mcps fcps fwacs fwacp fmcs fmcp mbbchbao bao ffsem mcem frcem frcr frcog fcem dch dgo fracgp fanzca fcicm mrcgp"
)
# These are names or initials as well: degrees only behind a comma, and only in capitals.
_SHORT_DEGREES = _words("ms ma ba bs do mb ce ed dc nd sm ab aa as od pa ra sc mn bn bm bch mc be me")
_MEMBERSHIP = late(
    r"(?:(?:graduate|student|senior|life|associate|fellow|honorary|affiliate)\s+)*(?:member|fellow)s?|(?:[AFM]\.)+\s?(?:ASCE|ASME|AIAA|IEEE)|IEEE|ACM|AIAA|Ch\.?\s?B\.?",
    re.IGNORECASE,
)
_FEWEST, _MOST = 3, 8  # letters of a title of a learned society
_SUFFIXES = _words("jr jnr sr snr ii iii iv 2nd 3rd")
_KIN = _words("filho neto júnior junior sobrinho netto")
_GROUP = late(
    r"\b(?:consortium|collaboration|collaborators|group|network|team|committee|initiative|investigators|society"
    r"|association|project|programme|program|organi[sz]ation|agency|university|ministry|institute|council|centre"
    r"|center|alliance|federation|foundation|task force|working party|commission|department|office|bureau"
    r"|corporation|company|laboratory|study|trialists|contributors|developers|authors|community|partnership"
    r"|collective|consorcio|colaboración|grupo|groupe|arbeitsgruppe|konsortium|inc|ltd|gmbh)\b",
    re.IGNORECASE,
)
_COLLABORATION = late(
    r"\b(?:consortium|collaboration|collaborators|(?:study|working|research|collaborative|trial|writing) group|network|team|initiative|"
    r"investigators|task force|working party|alliance|trialists|contributors|developers|community|partnership|collective|consorcio|"
    r"colaboración|konsortium|committee)$",
    re.IGNORECASE,
)
_ON_BEHALF = late(r"^(?:and\s+)?(?:on\s+behalf\s+of|for|im\s+namen\s+(?:der|des))\s+", re.IGNORECASE)
_INITIALS = late(r"(?:[^\W\d_]\.?[-‐]?){1,4}")
# In capitals before another name these are rather names than initials.
_SHORT_SURNAMES = _words(
    "LI WU LU XU HU YU GU DU FU QI SUN LIU GAO HAN KIM LEE CAI GUO JIN LIN LUO PAN QIN WEI XIA XIE YAO ZHU CUI SHI YOO"
)
_HAN_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許邓鄧冯馮韩韓曹曾彭萧肖蔡潘田董袁于余叶葉蒋蔣杜苏蘇魏程吕呂丁沈任姚"
    "卢盧傅钟鍾姜崔谭譚廖范汪陆陸金石戴贾賈韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙龍陶贺毛郝顾顧龚邵万覃武钱錢戚孔洪"
)
_HAN_DOUBLE = frozenset(
    [
        "欧阳",
        "歐陽",
        "司马",
        "司馬",
        "诸葛",
        "諸葛",
        "上官",
        "皇甫",
        "令狐",
        "慕容",
        "尉迟",
        "长孙",
        "宇文",
        "司徒",
        "东方",
        "端木",
        "南宫",
        "夏侯",
    ]
)


def parse_turkish(text: str) -> ParsedName:
    """The parts of a name in which the capital I is that of ı."""

    def dotless(hit: re.Match[str]) -> str:
        kept = not hit[0].isupper() or is_degree(hit[0]) or hit[0].lower() in _SUFFIXES
        return hit[0] if kept else hit[0].replace("I", _DOTLESS)

    def back(part: str) -> str:
        return patterns.sub(rf"(?<!\w){_DOTLESS}", "I", part).replace(_DOTLESS, "ı")

    found = parse_name(patterns.sub(r"[^\W\d_]+", dotless, text))
    name = found.name
    name = m.replace(name, given=back(name.given), family=back(name.family), literal=back(name.literal))
    return msgspec.structs.replace(found, name=name)


def parse_name(text: str) -> ParsedName:
    """The parts of one name, without marks of affiliation.

    "Doe, Jane", "Doe J", "DOE Jane" and "Jane van der Doe Jr., PhD" are read alike. A name in capitals only is
    given in the usual case.
    """
    text = " ".join(text.replace("\u00a0", " ").split()).strip(" ,;")
    if is_group(text):
        return ParsedName(m.Name(literal=strip_behalf(text)), group=True, confidence=0.9)
    prefix, rest = split_prefix(text)
    rest, degrees = split_degrees(rest)
    rest, suffix = _split_suffix(rest)
    if not rest:  # nothing but titles: take it as it stands
        return ParsedName(m.Name(literal=text), confidence=0.2)
    name, confidence = _split(rest)
    if suffix:
        name = m.replace(name, suffix=suffix)
    return ParsedName(name, False, prefix, degrees, confidence)


def is_group(text: str) -> bool:
    """Whether ``text`` names a body rather than a person."""
    words = text.split()
    if len(words) < 2:
        return False
    if _ON_BEHALF.match(text):
        return True
    found = _GROUP.search(text)
    # "Jane Study" is a person: a body's name has an article, an acronym or at least three words.
    return found is not None and (
        len(words) > 2
        or words[0].lower() in {"the", "la", "le", "der", "die", "das"}
        or words[0].isupper()
        or words[-1].lower() in {"consortium", "collaboration", "investigators", "trialists"}
    )


def is_collaboration(text: str) -> bool:
    """Whether ``text`` names a group of people rather than a person or a place of work."""
    bare = text.rstrip(" *†‡§¶")
    return bool(_ON_BEHALF.match(bare)) or (len(bare.split()) > 1 and _COLLABORATION.search(bare) is not None)


def strip_behalf(text: str) -> str:
    """A group's name without "on behalf of the"."""
    bare = _ON_BEHALF.sub("", text)
    return patterns.sub(r"^the\s+(?=\S+\s+\S)", "", bare, flags=re.IGNORECASE) if bare != text else text


def split_prefix(text: str) -> tuple[str, str]:
    """The form of address before a name, and the name."""
    words = text.split(" ")
    at = 0
    while at < len(words) - 1:
        bare = words[at].lower().strip(".,").replace(".", "")
        known = bare in _PREFIXES and (at > 0 or bare not in _INNER_PREFIXES)
        # A single letter is part of the title only in "Dr. h. c."
        if not known or (len(bare) == 1 and not (at and words[at].islower())):
            parts = [part for part in patterns.split(r"[.\-]", words[at].lower()) if part]
            if (
                len(parts) < 2
                or not all(part in _PREFIXES for part in parts)
                or (at == 0 and len(parts[0]) == 1)
            ):
                break
        if bare in {"fr", "eng", "hon", "col", "gen", "ir", "doc", "pd"} and not words[at].endswith("."):
            break
        if not words[at][0].isupper() and at == 0:
            break
        at += 1
    return " ".join(words[:at]), " ".join(words[at:])


def _degree_key(word: str) -> str:
    return patterns.sub(r"[.\s()]", "", word).lower()


def is_degree(word: str, *, after_comma: bool = True) -> bool:
    """Whether ``word`` is an academic degree or a professional title behind a name."""
    word = patterns.sub(r"\s*\([^\W\d_][\w &.-]*\)$", "", word) if word[:1] != "(" else word
    if _MEMBERSHIP.fullmatch(word.strip()) and (word[:1].isupper()):
        return True
    key = _degree_key(word)
    if key in _DEGREES:
        return sum(c.isupper() for c in word) >= 2 or word.endswith(".")
    return after_comma and key in _SHORT_DEGREES and word.replace(".", "").isupper()


def split_degrees(text: str) -> tuple[str, tuple[str, ...]]:
    """A name, and the degrees behind it."""
    found: list[str] = []
    pieces = [piece.strip() for piece in patterns.split(r",", text)]
    while len(pieces) > 1:
        words = pieces[-1].split()
        if _is_letters(pieces[-1], pieces[0]):
            found.insert(0, pieces.pop())
            continue
        if not words or (
            not is_degree(pieces[-1]) and not all(is_degree(word) or word in {"and", "&"} for word in words)
        ):
            break
        found.insert(0, pieces.pop())
    text = ", ".join(pieces)
    words = text.split(" ")
    while len(words) > 2 and is_degree(words[-1].strip(","), after_comma=False):
        found.insert(0, words.pop().strip(","))
    return " ".join(words).strip(" ,"), tuple(piece for piece in found if piece)


def _is_letters(piece: str, name: str) -> bool:
    """Whether ``piece`` is letters behind a name that is written small: "Jane Doe, MRCSI"."""
    return (
        piece.isalpha() and piece.isupper() and piece.isascii() and _FEWEST <= len(piece) <= _MOST
        and len(name.split()) > 1 and not is_capitals(name)
    )  # fmt: skip


def _split_suffix(text: str) -> tuple[str, str]:
    words = text.replace(",", " , ").split()
    for at in range(len(words) - 1, 0, -1):
        if words[at].lower().strip(".") in _SUFFIXES and (words[at] != "i"):
            suffix = words.pop(at)
            if words[at - 1] == ",":
                words.pop(at - 1)
            return " ".join(words).replace(" ,", ",").strip(" ,"), suffix
    return text, ""


def _split(text: str) -> tuple[m.Name, float]:
    """Family and given name of ``text``, from which all titles are gone."""
    if "," in text:
        family, given = (part.strip() for part in text.split(",", 1))
        if family and given:
            if is_capitals(family):
                family = natural_case(family)
            if is_capitals(given) and not _are_initials(given.split()):
                given = natural_case(given)
            # The comma is a way of writing; only in some scripts is it also the way of saying.
            return _with_particle(family.split(), given, family_first=_is_cjk(family[0])), 0.95
        text = family or given
    words = text.split(" ")
    if len(words) == 1:
        return _one_word(text)
    if all(_is_cjk(word) for word in words):
        return m.Name(family=words[0], given=" ".join(words[1:]), family_first=True), 0.9
    if _are_initials(words[1:]) and not _are_initials(words[:1]) and not _dotted_only(words):
        return m.Name(family=natural_case(words[0]) if is_capitals(words[0]) else words[0],
                      given=" ".join(words[1:])), 0.85  # fmt: skip
    if is_capitals(text):
        words = natural_case(text).split(" ")
    else:
        loud = [is_capitals(word) and len(word.strip(".")) > 1 and "." not in word for word in words]
        if loud[-1] and not loud[0] and len(words[-1]) > 1:
            at = next(i for i in range(len(words)) if all(loud[i:]))
            start = at
            while start > 1 and words[start - 1] in PARTICLES:
                start -= 1
            last = [*words[start:at], *natural_case(" ".join(words[at:])).split(" ")]
            return _with_particle(last, " ".join(words[:start])), 0.95
        if loud[0] and not any(loud[1:]) and (len(words[0]) > 3 or words[0] in _SHORT_SURNAMES):
            return m.Name(family=natural_case(words[0]), given=" ".join(words[1:]), family_first=True), 0.85
    return _western(words)


def _western(words: list[str]) -> tuple[m.Name, float]:
    early = next(
        (
            n
            for n, word in enumerate(words)
            if n and (word in _FAMILY_BEGINS or words[n : n + 2] == ["de", "la"])
        ),
        0,
    )
    if (
        0 < early < len(words) - 2 and words[-1].lower() not in _KIN
    ):  # "ter Haar Romeny", "de la Tour d'Auvergne"
        return _with_particle(words[early:], " ".join(words[:early])), 0.9
    start = len(words) - 1
    if words[start].lower() in _KIN and start > 1:
        start -= 1
    while (
        start > 1
        and (words[start - 1] in PARTICLES or words[start - 1].lower() in _CAPITAL_PARTICLES)
        and (not words[start - 1].endswith(".") or words[start - 1] == "St.")
    ):
        if words[start - 1] in _JOINING:
            if start < 3:  # "Ortega y Gasset" alone: no given name to spare
                break
            start -= 2
        else:
            start -= 1
    return _with_particle(words[start:], " ".join(words[:start])), 0.95


def _with_particle(family: list[str], given: str, *, family_first: bool = False) -> m.Name:
    at = 0
    while at < len(family) - 1 and family[at] in PARTICLES and family[at] not in _JOINING:
        at += 1
    return m.Name(
        family=" ".join(family[at:]), given=given, particle=" ".join(family[:at]), family_first=family_first
    )


def _one_word(text: str) -> tuple[m.Name, float]:
    if 2 <= len(text) <= 4 and _is_cjk(text):
        if text[:2] in _HAN_DOUBLE and len(text) > 2:
            return m.Name(family=text[:2], given=text[2:], family_first=True), 0.9
        if all("\uac00" <= c <= "\ud7a3" for c in text) or (len(text) < 4 and text[0] in _HAN_SURNAMES):
            return m.Name(family=text[0], given=text[1:], family_first=True), 0.8
        return m.Name(literal=text), 0.5
    glued = patterns.fullmatch(r"((?:[^\W\d_]\.[-‐]?)+)([^\W\d_]{2,}.*)", text)  # J.M.Smith
    if glued:
        return m.Name(family=glued[2], given=glued[1]), 0.9
    return m.Name(literal=text), 0.5


def _is_cjk(text: str) -> bool:
    return bool(text) and all(
        "\u3400" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" or "\u3040" <= c <= "\u30ff" for c in text
    )


def _are_initials(words: list[str]) -> bool:
    return bool(words) and all(
        word.replace(".", "").replace("-", "").isupper()
        and _INITIALS.fullmatch(word) is not None
        and (
            len(word.replace(".", "").replace("-", "")) < 3
            or "." in word
            or not patterns.search("[AEIOU]", word)
        )
        for word in words
    )


def _dotted_only(words: list[str]) -> bool:
    return all(word.endswith(".") for word in words)


def is_capitals(text: str) -> bool:
    """Whether all letters of ``text`` are capitals, and there are at least two."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def natural_case(text: str) -> str:
    """A name in capitals in the case that names are written in: ``MCDONALD-O'NEIL`` → ``McDonald-O'Neil``."""
    out = []
    for word in text.split(" "):
        bare = word.replace(".", "").replace("-", "")
        if not is_capitals(word) or "." in word or (len(bare) < 3 and not patterns.search("[AEIOUY]", bare)):
            out.append(word)
            continue
        if word.lower() in PARTICLES and len(word) > 1 and out:
            out.append(word.lower())
            continue
        lower = patterns.sub(
            r"(^|[-‐'’])(\w)", lambda hit: hit[1] + hit[2].upper(), word.replace("İ", "i").lower()
        )
        out.append(patterns.sub(r"\bMc(\w)", lambda hit: "Mc" + hit[1].upper(), lower))
    return " ".join(out)

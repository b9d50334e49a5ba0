"""Link "Figure 2", "Tables 3–5", "Eq. (4)", "Section 2.1" in running text to what they mean, where that is sure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from paperconv import model as m
from paperconv.citations.ranges import OPAQUE, Range, flat, wrap_ranges
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity, ignore
from paperconv.passes.labels import NUMBER, figure_kind, number_of, series_of
from paperconv.passes.lines import rewrite_text
from paperconv.passes.number import label_floats
from paperconv.patterns import late
from paperconv.styles.layout import Labels
from paperconv.wording import Wording, wording

Targets: TypeAlias = dict[str, dict[str, str]]
"""The id of each thing by kind and printed number (``2``, ``2a``, ``3.1``)."""

_PANEL = r"(?:\s?\([a-z](?:\s?[–,-]\s?[a-z])*\)|[a-z](?:\s?[–,-]\s?[a-z](?![^\W_]))*(?![^\W_]))"
_ITEM = rf"\(?{NUMBER}\)?{_PANEL}?"
_AND = (
    r"and|or|to|und|oder|bis|et|ou|à|y|o|e|a|en|of|tot|og|til|och|till|ja|tai|i|lub|do|и|или|по|і|й|та|або|ve|ile|až|nebo"
    r"|και|ή|έως|أو|إلى|או|עד|یا|تا|और|या|से"
)
_LIST = rf"{_ITEM}(?:(?:\s?[,;]\s?(?:(?:{_AND})\s|&\s)?|\s?[–—-]\s?|\s(?:{_AND})\s|\s?&\s?|[、和及と과와]\s?|\s(?:و|ו[-־]?)\s?){_ITEM}){{0,8}}"
_ENGLISH = {
    "figure": r"figures?|figs?\.?",
    "table": r"tables?|tabs?\.",
    "equation": r"equations?|eqs?\.?|eqns?\.?",
    "section": r"sections?|sects?\.|secs?\.|§§?",
    "appendix": r"appendix|appendices",
    "algorithm": r"algorithms?|algs?\.",
    "box": r"(?<!P\.O\. )(?<!P\. O\. )(?<!PO )(?<!Office )(?:box|boxes)",
    "listing": r"listings?",
}
_ONE = late(rf"({NUMBER})(\)?)(\s?\(([a-z])(?![^\W\d_])|([a-z])(?![^\W_]))?", re.IGNORECASE)
_MORE_PANELS = late(r"(?:(?:\s?[–-]\s?|,)[a-z](?![^\W_])|,\s[a-z](?=\s?[,;).\]]))+", re.IGNORECASE)
"""What follows the letter of a panel: ``–C``, ``,b``, ``, D``."""
_ELSEWHERE = late(
    rf"\s*(?:of|in|from|by|von|bei|aus|de|di|dans)\s+(?:the\s+)?(?:\[|(?i:ref|supp)|{OPAQUE}|[^\W\d_a-z][\w'’-]+(?:\s+(?:et\s+al|and)\b|\s*[,(]))"
)
_APART = late(r"((?:supplement\w*|suppl?\.|extended data|supporting|online|additional)\s+)$", re.IGNORECASE)
_DIGIT = late(r"\d")
_ROMAN = late(r"[IVXL]{1,5}")
_LETTER = late(r"([A-Z])(?![^\W_])")
_FORMS = {
    "zh": {"equation": "公式|方程"},
    "nl": {"figure": "figuren"},
    "ar": {"figure": "شكل(?:ان|ين)?|[أا]شكال", "table": "جدول(?:ان|ين)?|جداول", "equation": "معادل(?:ة|تان|تين|ات)", "section": "[أا]قسام"},
    "he": {"figure": "איורים|תרשים|תרשימים", "table": "טבלאות|לוח|לוחות", "equation": "משוואות", "section": "סעיפים"},
    "fa": {"figure": "شکل(?:‌?های?)?|نمودار", "table": "جدول(?:‌?های?)?|جداول", "equation": "معادل(?:هٔ|ه|ات)|رابطهٔ?"},
    "el": {"figure": "εικόν(?:α|ες|ας|ων)|εικ\\.", "table": "πίνακ(?:α|ες|ων)"},
    "hi": {"table": "सारणी"},
}  # fmt: skip
"""Forms of words that no ending makes."""
_EXPECTED = frozenset(("figure", "table", "equation", "section", "box"))
"""Kinds whose mention is reported even where the document has none."""
_JOINED = {"ar": "[وفبكل]{0,2}(?:ال|ل)?", "he": "[והבלמשכ]{0,3}"}
"""What these languages write together with the word that follows."""
_NO_SPACES = frozenset({"zh", "ja", "ko"})
_CASES = frozenset({"ru", "uk", "pl", "cs", "fi", "tr"})


def link_crossrefs(document: m.Document, log: Log) -> m.Document:
    """Words that name a figure, table, equation, section, appendix, theorem … by its number become links.

    Numbers are those that the manuscript prints, and those that it will get where it prints none. What is cited from another
    work ("Figure 2 of Doe et al.") stays text; so does what has no target, which is reported. Titles of sections keep their words:
    they are printed again in contents, bookmarks and running heads.
    """
    targets = _targets(document)
    named = {kind: held for kind, held in targets.items() if held or kind in _EXPECTED}
    words = wording(document.meta.language)
    kinds = list(named)
    groups = "|".join(f"(?P<k{n}>{_names(kind, words)})" for n, kind in enumerate(kinds) if kind != "label")
    edge = "" if words.language in _NO_SPACES else r"(?<![\w-])"
    sources = []
    if groups:
        sources.append(
            rf"{edge}(?:{groups})(?:\s|\u00a0|~)?(?P<list>{_LIST}|(?<![^\W_])[A-Z](?![^\W_])|(?-i:[IVXL]{{2,5}})(?![^\W_]))"
        )
    if exact := "|".join(map(re.escape, sorted(targets.get("label", ()), key=len, reverse=True))):
        sources.append(rf"(?<![\w-])(?P<exact>{exact})(?![\w])")
    own = exact or any(kind.startswith("statement ") for kind in kinds)
    pattern = (re.compile if own else late)("|".join(reversed(sources)), re.IGNORECASE)

    formulas = named.get("equation", {})

    def link(line: m.Inlines, pos: Pos | None) -> m.Inlines:
        text = flat(line)
        if not (_DIGIT.search(text) or "ppendi" in text or "label" in named):
            return line
        found: list[Range] = []
        for match in pattern.finditer(text):
            if match.groupdict().get("exact") is not None:
                found.append(Range(match.start(), match.end(), _to(named["label"][_plain(match[0])])))
            else:
                kind = next(
                    kind for n, kind in enumerate(kinds) if match.groupdict().get(f"k{n}") is not None
                )
                found.extend(_ranges(match, text, kind, named[kind], lambda said: _report(said, log, pos)))
        if formulas and "(" in text:
            found.extend(_bare_formulas(text, formulas, found))
        return wrap_ranges(line, found)

    return rewrite_text(document, link, titles=False)


def _names(kind: str, words: Wording) -> str:
    if kind.startswith("statement "):
        name = kind.partition(" ")[2].strip()
        return rf"{re.escape(name)}s?|{re.escape(words.statement(name))}\w{{0,2}}"
    if kind not in _ENGLISH:
        return rf"{kind}s?"
    own = str(getattr(words, kind))
    short = str(getattr(words, f"{kind}_short", own))
    if words.language == "en":
        return _ENGLISH[kind]
    more = tuple(filter(None, (_FORMS.get(words.language, {}).get(kind),)))
    if words.language in _NO_SPACES:
        return "|".join((*more, _ENGLISH[kind], re.escape(own)))
    # Words change their ends: Abbildungen, рисунке, kuvassa.
    stem = own[: -2 if words.language in _CASES and len(own) > 5 else -1] if len(own) > 3 else own
    native = "|".join((*more, rf"{re.escape(stem)}[^\W\d_]{{0,5}}", re.escape(short)))
    return rf"{_ENGLISH[kind]}|{_JOINED.get(words.language, '')}(?:{native})"


def _ranges(
    match: re.Match[str], text: str, kind: str, held: dict[str, str], lost: Callable[[str], None]
) -> Iterator[Range]:
    """The parts of a mention that lead somewhere; ``lost`` is told those that name nothing."""
    apart = _APART.search(text[max(0, match.start() - 20) : match.start()])
    if _ELSEWHERE.match(text[match.end() : match.end() + 60]):
        return
    start = match.start() - (len(apart[1]) if apart else 0)
    if (letter := _LETTER.fullmatch(match["list"])) and kind in {"appendix", "box"}:
        if target := held.get(letter[1]):
            yield Range(start, match.end(), _to(target))
        return
    if kind == "section" and _ROMAN.fullmatch(match["list"]):
        if target := held.get(match["list"]):
            yield Range(start, match.end(), _to(target))
        return
    after = text[match.end() : match.end() + 1]
    first = True
    for one in _ONE.finditer(text, match.start("list"), match.end("list")):
        number = series_of(apart[1], one[1]) if apart else one[1].replace(" ", "").upper()
        panel = (one[4] or one[5] or "").lower()
        target = held.get(f"{number}{panel}") or held.get(number) or held.get(number.replace(".", ""))
        begin, end = one.start(), one.end(1)
        others: list[Range] = []
        if one[3] and one.end() <= match.end("list"):
            end = one.end()
            if more := _MORE_PANELS.match(text, end):
                letters = [
                    (at, held.get(f"{number}{text[at].lower()}"))
                    for at in range(end, more.end())
                    if text[at].isalpha()
                ]
                others = [Range(at, at + 1, _to(panel)) for at, panel in letters if panel]
                end = end if len(others) == len(letters) else more.end()
            if not others and "(" in one[3] and text[end : end + 1] == ")":
                end += 1
        elif one[2] and text[one.start() - 1 : one.start()] == "(":
            begin, end = begin - 1, one.end(2)
        # A stop and more digits: a number that we do not know (Section 2.1.3.4.5).
        if end == match.end() and after.isdigit():
            return
        if target:
            yield Range(start if first else begin, end, _to(target))
            yield from others if others and others[0].start >= end else ()
        elif (
            target is None
            and kind != "appendix"
            and number[:1].isdigit()
            and not apart
            and text[start] != "§"
        ):
            lost(text[match.start() : end])
        first = False


def _roman_of(label: str) -> str:
    return label.strip(". ") if _ROMAN.fullmatch(label.strip(". ")) else ""


# What stands before the bare number of a formula: from (1), by (2) and (3), under (A.4).
_BARE = late(
    r"(?<![^\W_])(?:from|by|in|of|with|using|use|see|into|and|to|satisf(?:y|ies|ying)|under|given|via|that|on|combining|inserting|or|"
    r"aus|nach|in|mit|après|selon|de|dans|par|en|con|из|в)\s\(((?:[A-Z]\.?)?\d{1,3}(?:\.\d{1,3})?[a-z]?)\)"
)


def _bare_formulas(text: str, held: dict[str, str], taken: list[Range]) -> Iterator[Range]:
    """Formulas that are named by their number alone, where it does not number the items of a sentence."""
    for found in _BARE.finditer(text):
        target = held.get(found[1])
        before = text[max(0, found.start() - 2) : found.start()].rstrip()
        if (
            not target
            or before.endswith((",", ";", ":"))
            or any(one.start < found.end() and found.start() < one.end for one in taken)
        ):
            continue
        yield Range(found.start(1) - 1, found.end(), _to(target))


def _report(mention: str, log: Log, pos: Pos | None) -> None:
    log(
        Diagnostic(
            Rule.CROSS_REFERENCE_KNOWN,
            f'"{mention[:60]}" names nothing in this document; it stays text',
            Severity.INFO,
            pos,
            "correct the number, or add what is missing",
        )
    )


def _to(target: str) -> Callable[[m.Inlines], m.Inlines]:
    return lambda inside: (m.CrossRef(target, inside),) if inside else ()


def _plain(label: str) -> str:
    return " ".join(label.split()).rstrip(".:").lower()


def _targets(document: m.Document) -> Targets:
    labelled = label_floats(document, Labels(), ignore)
    kinds: dict[str, list[tuple[str, str]]] = {kind: [] for kind in _ENGLISH}
    panels: list[tuple[str, str, str]] = []
    exact: dict[str, str] = {}
    for part in (*labelled.blocks, *labelled.sections, *labelled.back):
        for node in m.iter_nodes(part):
            match node:
                case m.Figure(id=id, label=label, panels=parts) if label:
                    kinds.setdefault(figure_kind(label), []).append((number_of(label), id))
                    panels.extend((id, p.label.strip("() ").lower(), p.id) for p in parts if p.id and p.label)
                case m.Table(id=id, label=label) if label:
                    kinds["table"].append((number_of(label), id))
                case m.Equation(id=id, label=label) if label:
                    kinds["equation"].append((number_of(label), id))
                case m.Section(id=id, label=label, role=role) if label:
                    if role == "appendix":
                        kinds["appendix"].append((label.rpartition(" ")[2].rstrip("."), id))
                    kinds["section"].append((number_of(label) or _roman_of(label), id))
                case m.Algorithm(id=id, label=label) if label:
                    kinds["algorithm"].append((number_of(label), id))
                case m.Box(id=id, label=label) if label:
                    kinds["box"].append((number_of(label) or label.rpartition(" ")[2], id))
                case m.CodeBlock(id=id, label=label) if label:
                    kinds["listing"].append((number_of(label), id))
                case m.Statement(id=id, label=label, kind=kind) if label and id and kind.strip():
                    kinds.setdefault(f"statement {kind.lower()}", []).append((number_of(label), id))
                case m.Supplement(id=id, label=label) if any(c.isdigit() for c in label):
                    exact.setdefault(_plain(label), id)
                case _:
                    pass
    out: Targets = {}
    for kind, found in kinds.items():
        numbers: dict[str, str] = {}
        for number, id in found:
            if number and id:
                # Two things of one number: neither is sure.
                numbers[number] = "" if number in numbers else id
        out[kind] = numbers
    printed = {id: number for number, id in out["figure"].items() if id}
    for id, letter, panel in panels:
        if id in printed:
            out["figure"][f"{printed[id]}{letter}"] = panel
    out["label"] = exact
    return out

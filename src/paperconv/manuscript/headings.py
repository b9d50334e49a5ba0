"""Headings: which lines are some, their numbers, their levels."""

from __future__ import annotations

import re

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.manuscript import names, runs, titles
from paperconv.manuscript.captions import read_label


class Title(msgspec.Struct):
    """A heading as understood: ``level`` counts from 1, 1 being a part of the paper; ``source`` is the level as marked."""

    source: int
    inlines: m.Inlines
    label: str
    style: str
    depth: int
    kind: str
    pos: Pos | None
    id: str = ""
    promoted: bool = False
    level: int = 0
    aliases: tuple[str, ...] = ()


_DECIMAL = re.compile(r"(?:section\s+|chapter\s+|§\s*)?(\d{1,2}(?:\.\d{1,3}){0,5})\s*([.):])?(?:[\s\u00a0]+|$)", re.IGNORECASE)
_ROMAN = re.compile(r"(?:part\s+|section\s+)?([IVXL]{1,6})([.):])?[\s\u00a0]+(?=\S)")
_LETTER = re.compile(r"([A-Z])([.):])?[\s\u00a0]+(?=\S)")
_LETTER_SUB = re.compile(r"([A-Z](?:\.?\d{1,2})(?:\.\d{1,2})*)\s*([.):])?[\s\u00a0]+(?=\S)")
_APPENDIX = re.compile(
    r"((?:appendix|annex|appendice|anhang|anexo|apéndice|annexe|supplement)\s+([A-Z](?![a-z])|\d{1,2}|[IVX]{1,4}(?![a-z])))\s*[.:–—-]?\s*(?=\S|$)", re.IGNORECASE
)
_THEOREM = re.compile(
    r"(?:theorem|lemma|proposition|corollary|definition|remark|example|proof|algorithm|claim|assumption|conjecture|question|hypothesis|"
    r"observation|property|fact|axiom|problem|exercise|condition)\s+[A-Z]?\d{1,3}(?:\.\d{1,3}){0,3}\b|proof(?:\s+of\b.*|[.:]?)$",
    re.IGNORECASE,
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


def promote(blocks: list[m.DraftBlock]) -> list[m.DraftBlock]:
    """Paragraphs that are headings in all but markup become headings.

    A line all in bold, alone in its paragraph, without a stop: in a text without real headings, or with a number or one of
    the usual titles. A line in plain type only if it is word for word a usual title.
    """
    real = sum(isinstance(b, m.Heading) and not _back_only(b) for b in blocks)
    few = real < 3
    deepest = max((b.level for b in blocks if isinstance(b, m.Heading)), default=1)
    blocks = _unglue(blocks, few=few)
    out: list[m.DraftBlock] = []
    at = 0
    listed = False  # in a reference list
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if isinstance(block, m.Heading):
            listed = titles.kind_of(runs.plain(block.children)) == "references"
        if not isinstance(block, m.Paragraph) or block.role or len(block.children) > 12:
            out.append(block)
            continue
        text = runs.plain(block.children)
        if not 1 < len(text) < 160 or any(isinstance(n, m.Image) for n in block.children):
            out.append(block)
            continue
        kind = titles.kind_of(text)
        bold = runs.is_all(block.children, "strong")
        italic = not bold and runs.is_all(block.children, "emph")
        numbered = _DECIMAL.match(text) is not None and re.match(r"\d{1,2}(?:\.\d{1,3})*[.)]?\s+[^\W\d_]", text) is not None
        following = blocks[at] if at < len(blocks) else None
        yes = False
        if kind and (bold or italic or (len(text) < 50 and _plain_title(text, kind, few))):
            yes = not text.rstrip().endswith((",", ";")) and (bold or not text.rstrip().endswith(":"))
        elif bold and read_label(block.children) is None and not text.rstrip().endswith((".", ",", ";", ":", "?!")):
            yes = (few or numbered) and len(text.split()) <= 20 and following is not None and not _looks_like_row(text)
        elif numbered and few and not bold and len(text) < 90 and not text.rstrip().endswith((".", ",", ";", ":")) and text[-1].isalpha():
            yes = isinstance(following, m.Paragraph | m.Heading) and len(text.split()) <= 12
        if not yes or (listed and not kind):
            out.append(block)
            continue
        listed = kind == "references"
        children = block.children
        if bold and not kind and isinstance(following, m.Paragraph) and few and len(text) > 42:
            second = runs.plain(following.children)
            if runs.is_all(following.children, "strong") and len(second.split()) < 8 and not titles.kind_of(second) and not _DECIMAL.match(second) and (
                following.pos is None or block.pos is None or following.pos.line - block.pos.line <= 3
            ):
                children = runs.join(children, following.children)
                at += 1
        level = deepest + 1 if not few and not kind else 6
        out.append(m.Heading(level, children, block.id, pos=block.pos))
    return out


def _unglue(blocks: list[m.DraftBlock], *, few: bool) -> list[m.DraftBlock]:
    """Headings that lost their line end: cut off the paragraph that they open, and paragraphs cut off headings."""
    lone = sum(isinstance(b, m.Paragraph) and len(b.children) == 1 and runs.is_all(b.children, "strong") for b in blocks)
    heads = [b for b in blocks if isinstance(b, m.Heading)]
    bold_heads = sum(runs.is_all(b.children[:1], "strong") for b in heads)
    loud = len(heads) > 4 and bold_heads > len(heads) * 0.6
    seen = {titles.kind_of(runs.plain(b.children)) for b in heads}
    out: list[m.DraftBlock] = []
    for at, block in enumerate(blocks):
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        if isinstance(block, m.Heading) and loud and isinstance(following, m.Paragraph):
            text, after = runs.plain(block.children), runs.plain(following.children)
            first = block.children[0] if block.children else None
            head = runs.plain((first,)) if isinstance(first, m.Styled) else ""
            goes_on = after[:1].islower() or text.count("(") > text.count(")")
            if isinstance(first, m.Styled) and first.style == "strong" and len(block.children) > 1 and text != head and text[len(head) :].strip()[:1].isupper() and (
                goes_on or len(text) > 45
            ):
                out.append(m.replace(block, children=(first,)))
                out.append(m.Paragraph(runs.strip(block.children[1:]), pos=block.pos))
                continue
            if not runs.is_all(block.children[:1], "strong") and goes_on and not titles.kind_of(text):
                out.append(m.Paragraph(block.children, pos=block.pos))
                continue
        if isinstance(block, m.Paragraph) and few and len(block.children) > 0 and not block.role:
            cut = _bold_opening(block) if lone > 1 else 0
            cut = cut or _usual_opening(block, seen)
            if cut:
                head_inlines = runs.strip(runs.cut(block.children, 0, cut))
                kind = titles.kind_of(runs.plain(head_inlines))
                seen.add(kind)
                out.append(m.Heading(6, head_inlines, pos=block.pos))
                out.append(m.Paragraph(runs.strip(runs.cut(block.children, cut)), pos=block.pos))
                continue
            text = runs.plain(block.children)
            if len(text) < 60:
                seen.add(titles.kind_of(text))
        out.append(block)
    return out


def _bold_opening(block: m.Paragraph) -> int:
    """Where a bold title without a stop ends at the head of a paragraph; 0 if there is none."""
    first = block.children[0]
    if not isinstance(first, m.Styled) or first.style != "strong" or len(block.children) < 2:
        return 0
    head = m.text_of(first)
    rest = m.text_of(block.children[1:]).lstrip()
    bare = head.strip()
    if not 3 < len(bare) < 120 or bare[-1] in ".:;,?!–—-" or len(bare.split()) > 16 or not bare[0].isupper() or len(rest) < 60:
        return 0
    if not rest[:1].isupper() or read_label(block.children) is not None or is_theorem(bare) or not bare[-1].isalnum():
        return 0
    return len(head)


def _usual_opening(block: m.Paragraph, seen: set[str]) -> int:
    """Where a usual title in plain type ends at the head of a paragraph ("Background Malaria is …"); 0 if there is none."""
    text = m.text_of(block.children)
    if len(text) < 40:
        return 0
    words = text[:90].split(" ")
    for count in range(min(7, len(words) - 1), 0, -1):
        head = " ".join(words[:count])
        kind = titles.KINDS.get(head.casefold().replace("’", "'"), "")
        if not kind or kind in titles.FRONT_KINDS or kind in seen or kind in {"cases", "appendix", "publisher-note", "related-work"}:
            continue
        rest = text[len(head) :].lstrip()
        if head[:1].isupper() and rest[:1].isupper() and (len(rest) > 30) and not re.match(r"[A-Z][\w-]*\s+(?:and|or|of)\b", rest):
            return len(head) + len(text[len(head) :]) - len(text[len(head) :].lstrip())
    return 0


def _back_only(block: m.DraftBlock) -> bool:
    kind = titles.kind_of(runs.block_text(block))
    return kind in titles.BACK_KINDS or kind == "references" or kind in titles.FRONT_KINDS


def _plain_title(text: str, kind: str, few: bool) -> bool:
    """Whether a line in plain type can only be a title: a usual one, in a text whose headings have lost their markup."""
    if not few and kind not in {"references", "acknowledgements", "appendix", "funding", "conflict", "data-availability", "contributions"}:
        return False
    return text[:1].isupper() and not text.endswith(".") and len(text.split()) <= 8


def _looks_like_row(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    return letters < len(text) * 0.5 or letters < 3


def read_title(heading: m.Heading) -> Title:
    """A heading with its number split off and the markup that only says "heading" removed."""
    inlines, aliases = runs.anchors(heading.children)
    inlines = tuple(m.Text(" ") if isinstance(node, m.LineBreak) else node for node in inlines)
    inlines = runs.strip(runs.unwrap(inlines))
    text = m.text_of(inlines)
    label, style, depth, end = "", "", 0, 0
    for name, pattern in (
        ("appendix", _APPENDIX), ("decimal", _DECIMAL), ("roman", _ROMAN), ("sub", _LETTER_SUB), ("letter", _LETTER),
    ):  # fmt: skip
        hit = pattern.match(text)
        if hit is None:
            continue
        if name == "appendix":
            label, end, style, depth = hit[2], hit.end(), "letter" if hit[2].isalpha() else "appendix", 1
        elif name == "decimal":
            label, end, style, depth = hit[1], hit.end(), "decimal", hit[1].count(".") + 1
            if not hit[2] and depth == 1:
                style = "bare"
        elif name == "roman":
            label, end, style, depth = hit[1], hit.end(), "roman" if hit[2] else "bare-roman", 1
        elif name == "sub":
            label, end, style, depth = hit[1], hit.end(), "sub", hit[1].count(".") + (1 if "." in hit[1] else 2)
        else:
            label, end, style, depth = hit[1], hit.end(), "letter" if hit[2] else "bare-letter", 1
        break
    kind = titles.kind_of(text)
    title = Title(heading.level, inlines, label, style, depth, kind, heading.pos, heading.id, aliases=aliases)
    if label:
        title.inlines = runs.strip(runs.unwrap(runs.cut(inlines, end)))
    return title


def unlabel(title: Title, heading: m.Heading) -> None:
    """Take back the number of ``title``: it is a word of it."""
    inlines, _ = runs.anchors(heading.children)
    title.inlines = runs.strip(runs.unwrap(tuple(m.Text(" ") if isinstance(n, m.LineBreak) else n for n in inlines)))
    title.label, title.style, title.depth = "", "", 0


def roman(text: str) -> int:
    """The value of a Roman number."""
    total = 0
    for here, following in zip(text, [*text[1:], ""], strict=True):
        value = _ROMAN_VALUES[here]
        total += -value if following and _ROMAN_VALUES[following] > value else value
    return total


def is_theorem(text: str) -> bool:
    """Whether a heading is the head of a theorem or the like, and no section."""
    return _THEOREM.match(text) is not None


def set_levels(given: list[Title], headings: list[m.Heading], references: int, log: Log) -> None:
    """Decide which labels are numbers, and give each title its level. ``references`` is how many stand before the reference list."""
    _judge_labels(given, headings, references)
    numbered = [t for t in given if t.style in {"decimal", "roman"}]
    if numbered and len(numbered) >= max(2, sum(1 for t in given if not t.kind or t.kind in titles.BODY_KINDS) * 0.3):
        _by_number(given, references)
    else:
        _by_markup(given, references, log)
    for title in given:
        title.level = max(1, title.level)


def _judge_labels(given: list[Title], headings: list[m.Heading], references: int) -> None:
    decimals = [t for t in given if t.style in {"decimal", "bare"}]
    romans = [t for t in given if t.style in {"roman", "bare-roman"} or (t.style in {"letter", "bare-letter"} and t.label in "IVX")]
    bare_numbers = sum(t.style == "bare" for t in given)
    value = -1
    for title, heading in zip(given, headings, strict=True):
        if title.style == "bare":
            number = int(title.label)
            plausible = number in {value + 1, value + 2} or (value < 0 and number < 3)
            if not plausible or (bare_numbers == 1 and len(decimals) == 1) or not title.inlines:
                unlabel(title, heading)
                continue
            title.style = "decimal"
        if title.style == "decimal":
            value = int(title.label.split(".")[0])
    # Roman numbers: at least I and II, in order
    expected = 1
    found: list[Title] = []
    for title in romans:
        if set(title.label) <= set("IVXL") and roman(title.label) == expected:
            found.append(title)
            expected += 1
    good = {id(t) for t in found} if len(found) >= 2 and not any(t.depth > 1 for t in decimals if t.style == "decimal") else set()
    last = ""
    context = 0
    for number, (title, heading) in enumerate(zip(given, headings, strict=True)):
        after = number >= references
        if title.style in {"roman", "bare-roman", "letter", "bare-letter"}:
            if id(title) in good:
                title.style = "roman"
                last = ""
                continue
            if len(title.label) > 1:
                unlabel(title, heading)
                continue
            following = last and ord(title.label) == ord(last) + 1
            first = title.label == "A" and (title.style in {"letter", "roman"} or after or _letter_follows(given, number))
            if title.style in {"letter", "roman"} and (following or first or after):
                title.style, last = "letter", title.label
            elif (title.style in {"bare-letter", "bare-roman"}) and (following or first) and (after or context or _letter_follows(given, number) or following):
                title.style, last = "letter", title.label
            else:
                unlabel(title, heading)
                continue
        if title.kind == "appendix":
            context = 1
        if title.style == "sub" and not (after or last or title.label[0] == "S"):
            unlabel(title, heading)


def _letter_follows(given: list[Title], number: int) -> bool:
    """Whether the next labelled headings go on with A.1 or B."""
    label = given[number].label
    for title in given[number + 1 : number + 12]:
        if title.style == "sub" and title.label[0] == label:
            return True
        if title.style in {"letter", "bare-letter"} and ord(title.label) == ord(label) + 1:
            return True
    return False


def _by_number(given: list[Title], references: int) -> None:
    has_roman = any(t.style == "roman" for t in given)
    flat = len({t.source for t in given if not t.promoted}) <= 1
    base = 0  # levels that a heading "Appendix" above lettered ones adds
    last: Title | None = None
    for number, title in enumerate(given):
        after = number >= references
        match title.style:
            case "decimal":
                title.level = title.depth + (2 if has_roman and title.depth == 1 and last is not None and last.style in {"letter", "decimal"} and last.level > 1 else 0)
                if has_roman and title.depth == 1 and title.level == 1 and last is not None:
                    title.level = min(last.level + 1, 3)
            case "roman":
                title.level = 1
            case "letter":
                title.level = 2 if has_roman and not after and title.kind != "appendix" else 1 + base
            case "sub":
                title.level = title.depth + base
            case "appendix":
                title.level = 1
            case _:
                if title.kind in titles.BACK_KINDS or title.kind in {"references", "conclusions"}:
                    title.level = 1
                    if title.kind in titles.BACK_KINDS and last is not None and not flat and last.kind in {"publisher-note", "appendix"} and title.source > last.source:
                        title.level = last.level + 1
                elif last is None or title.kind in {"intro", "methods", "results", "discussion"} and last.style == "" and not flat:
                    title.level = 1
                elif after and last.style == "" and not flat:
                    title.level = last.level if title.source <= last.source else last.level + 1
                elif flat:
                    title.level = 1 if title.kind == "limitations" or (after and not last.label and last.level == 1) else last.level + 1
                    if last.style == "" and last.kind == "":
                        title.level = last.level
                elif title.source > last.source:
                    title.level = last.level + 1
                elif title.source == last.source:
                    title.level = last.level
                else:
                    above = next((t for t in reversed(given[:number]) if t.source <= title.source), None)
                    title.level = above.level if above is not None and above.source == title.source else (above.level + 1 if above is not None else 1)
        if title.kind == "appendix" and title.style == "":
            following = given[number + 1] if number + 1 < len(given) else None
            base = 1 if following is not None and following.style in {"letter", "sub", ""} and (following.source > title.source) else 0
        last = title


_CORE = frozenset(("intro", "methods", "results", "results|discussion", "discussion", "conclusions"))


def _by_markup(given: list[Title], references: int, log: Log) -> None:
    body = [t for t in given if t.kind not in titles.BACK_KINDS and t.kind != "references"]
    levels = {t.source for t in body}
    if len(levels) <= 1 and len(body) > 1:
        _flat(given, references, log)
        return
    top = body[0].source if body else (given[0].source if given else 1)
    stack: list[int] = []
    for number, title in enumerate(given):
        source = max(title.source, top)
        if title.source <= top or (title.kind == "references"):
            source = top
        if title.kind in titles.BACK_KINDS and number >= _last_core(given):
            container = next((t for t in reversed(given[:number]) if t.source < title.source), None)
            if container is None or container.kind not in {"publisher-note", "appendix", "author-information"}:
                source = top
        if title.promoted and title.kind in _CORE:
            source = top
        while stack and stack[-1] >= source:
            stack.pop()
        stack.append(source)
        title.level = len(stack)


def _last_core(given: list[Title]) -> int:
    return max((n for n, t in enumerate(given) if t.kind in {"discussion", "conclusions", "results", "results|discussion"}), default=len(given)) + 1


def _flat(given: list[Title], references: int, log: Log) -> None:
    """All headings look the same: the usual titles are the parts, the others stand below them, if the usual ones are there."""
    core = {t.kind for t in given if t.kind in _CORE}
    loud = [names.is_capitals(runs.plain(t.inlines)) for t in given]
    mixed = any(loud) and not all(loud) and any(loud[n] for n, t in enumerate(given) if t.kind in _CORE)
    imrad = len(core) >= 3 and bool(core & {"methods"}) and bool(core & {"results", "results|discussion"})
    guessed = False
    top = False
    for number, title in enumerate(given):
        known = bool(title.kind)
        if mixed and not known:
            title.level = 1 if loud[number] else 2
        elif imrad and not known and top and number < references:
            title.level = 2
            guessed = True
        else:
            title.level = 1
        top = top or title.kind in {"intro", "methods", "results", "results|discussion"}
    if guessed and given:
        log(
            Diagnostic(
                Rule.GUESS_SURE, "all headings look alike: their levels were guessed from the usual titles", Severity.INFO, given[0].pos,
                "mark the levels (#, ##, ###)",
            )
        )  # fmt: skip

"""Paragraphs that are headings in all but markup."""

from __future__ import annotations

from itertools import pairwise

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.manuscript import names, runs, titles
from paperconv.manuscript.float_labels import read_label
from paperconv.manuscript.headings import DECIMAL, bare_end
from paperconv.manuscript.unglue import unglue
from paperconv.patterns import late

_STYLES = ("strong", "strong emph", "emph", "")  # as titles are set, from the first level down
_DEEP = 6  # the level of the first of the titles that only their looks tell
# Lines of an outline as lawyers write it: I. THE RULE, A. Its origin
_ROMAN_LINE = late(r"[IVX]{1,5}\.\s+[^a-z]{4,90}$")
_LETTER_LINE = late(r"[A-H]\.\s+[^\W\d_a-z][^.]{2,70}$")
_COUNTED = late(r"(\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+[^\W\d_a-z]")
_NEVER_SHORT = late(r"[.,;:?!–—-]$|[=%|<>@]|https?:|[.;?!]\s+[A-Z]|\d$|\b(?:was|were|been|had)\b")


class _Title(msgspec.Struct):
    """A paragraph that is a title: ``style`` is the emphasis it stands in, ``kind`` its role where it is a usual one."""

    at: int
    style: str
    kind: str
    text: str
    children: m.Inlines
    numbered: bool = False
    lines: int = 1
    deeper: int = 0


def promote(blocks: list[m.DraftBlock], log: Log) -> list[m.DraftBlock]:
    """Paragraphs that are headings in all but markup become headings.

    A line all in bold, alone in its paragraph, without a stop: in a text without real headings, or whose headings are bold
    as well, or with a number or one of the usual titles. A line in italics or plain type if it is a usual title; in a
    text without real headings also where prose stands before and behind it, and it is not the only one.
    """
    real = [b for b in blocks if isinstance(b, m.Heading) and not _back_only(b)]
    few = len(real) < 3
    loud = not few and sum(runs.is_all(b.children, "strong") for b in real) > len(real) * 0.6
    deepest = max((b.level for b in blocks if isinstance(b, m.Heading)), default=1)
    blocks = unglue(blocks, few=few)
    found = _find(blocks, few=few, loud=loud)
    if few and not _told_by_capitals(found):
        _nest(found)
    levels = _levels(found) if few else _beside(blocks, found, deepest)
    gone = {at + 1 for at, title in found.items() if title.lines > 1}
    out: list[m.DraftBlock] = []
    for at, block in enumerate(blocks):
        title = found.get(at)
        if title is not None:
            out.append(m.Heading(levels[at], title.children, getattr(block, "id", ""), pos=block.pos))
        elif at not in gone:
            out.append(block)
    guessed = [
        title
        for title in found.values()
        if not title.kind and not title.style.startswith("strong") and not title.numbered
    ]
    if guessed:
        shown = ", ".join(f'"{title.text[:40]}"' for title in guessed[:3])
        more = f" and {len(guessed) - 3} more" if len(guessed) > 3 else ""
        log(
            Diagnostic(
                Rule.GUESS_SURE, f"lines without markup were taken for headings: {shown}{more}", Severity.INFO,
                blocks[guessed[0].at].pos, "mark headings with #, ##, ###",
            )
        )  # fmt: skip
    return out


def _find(blocks: list[m.DraftBlock], *, few: bool, loud: bool) -> dict[int, _Title]:
    """The titles among ``blocks`` by their index."""
    found: dict[int, _Title] = {}
    past = 0
    outline = few and sum(_ROMAN_LINE.match(runs.block_text(b)) is not None for b in blocks) > 1
    listed = False  # in a reference list
    counted = (
        frozenset(number for b in blocks if (number := _number(runs.block_text(b)))) if few else frozenset()
    )
    slanted = not few and _has_slanted(blocks)
    for at, block in enumerate(blocks):
        if isinstance(block, m.Heading):
            listed = titles.kind_of(runs.plain(block.children)) == "references"
        if not isinstance(block, m.Paragraph) or block.role or len(block.children) > 12 or at < past:
            continue
        title = _title(blocks, at, block, few=few, loud=loud, outline=outline, counted=counted)
        if title is None and slanted and _is_slanted(block) and _is_short(runs.plain(block.children)):
            title = _Title(at, "emph", "", runs.plain(block.children), block.children)
        if title is None or (listed and not title.kind) or _is_head_of_table(blocks, title):
            continue
        listed = title.kind == "references"
        second = _second_line(blocks, title) if few or loud else None
        if second is not None:
            title.children = runs.join(title.children, second)
            title.lines = 2
        found[at] = title
        past = at + title.lines
    if few or loud or slanted:
        _drop_lone(blocks, found, strict=loud)
    return found


def _is_slanted(block: m.DraftBlock) -> bool:
    return (
        isinstance(block, m.Paragraph)
        and not block.role
        and len(block.children) == 1
        and runs.is_all(block.children, "emph")
        and read_label(block.children) is None
    )


def _has_slanted(blocks: list[m.DraftBlock]) -> bool:
    """Whether lines in italics right below headings stand above text: titles of the next level, in a text with real headings."""
    below = sum(
        isinstance(above, m.Heading)
        and not _back_only(above)
        and _is_slanted(block)
        and _is_short(runs.block_text(block))
        and isinstance(behind, m.Paragraph)
        and _is_prose(runs.block_text(behind))
        for above, block, behind in zip(blocks, blocks[1:], blocks[2:], strict=False)
    )
    return below > 1


def _number(text: str) -> str:
    """The number of a line such as ``2.1. Study site``; empty if it has none, or ends as a sentence."""
    hit = _COUNTED.match(text) if len(text) < 200 else None
    return hit[1] if hit is not None and not bare_end(text).endswith((".", ",", ";", ":", "?!")) else ""


def _counts_on(text: str, counted: frozenset[str]) -> bool:
    """Whether the number of ``text`` has its place among the others: below its parent, or beside the one before or behind it."""
    parent, _, last = _number(text).rpartition(".")
    return bool(parent) and not counted.isdisjoint(
        {parent, f"{parent}.{int(last) - 1}", f"{parent}.{int(last) + 1}"}
    )


def _title(
    blocks: list[m.DraftBlock],
    at: int,
    block: m.Paragraph,
    *,
    few: bool,
    loud: bool,
    outline: bool,
    counted: frozenset[str],
) -> _Title | None:
    text = runs.plain(block.children)
    if not 1 < len(text) < 200 or any(isinstance(n, m.Image) for n in block.children):
        return None
    kind = titles.kind_of(text)
    style = " ".join(s for s in ("strong", "emph") if runs.is_all(block.children, s))
    numbered = (
        DECIMAL.match(text) is not None
        and patterns.match(r"\d{1,2}(?:(?:\.\d{1,3})+[.)]?\s+[^\W\d_]|[.)]?\s+[^\W\d_a-z])", text) is not None
    )
    outlined = outline and (_ROMAN_LINE.match(text) or _LETTER_LINE.match(text)) is not None
    title = _Title(at, style, kind, text, block.children, numbered or outlined)
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    end = bare_end(text)
    if kind and (style or (len(text) < 50 and _plain_title(text, kind, few))):
        yes = not end.endswith((",", ";")) and (
            style.startswith("strong") or kind == "references" or not end.endswith(":")
        )
    elif (
        style.startswith("strong")
        and read_label(block.children) is None
        and not end.endswith((".", ",", ";", ":", "?!"))
    ):
        yes = (
            (few or loud or numbered)
            and len(text.split()) <= 20
            and following is not None
            and not _is_row(text)
        )
    elif (
        numbered
        and few
        and not style.startswith("strong")
        and not end.endswith((".", ",", ";", ":"))
        and text[-1].isalpha()
    ):
        short = len(text) < 90 and len(text.split()) <= 12
        yes = isinstance(following, m.Paragraph | m.Heading) and (short or _counts_on(text, counted))
    elif outlined:
        yes = isinstance(following, m.Paragraph | m.Heading)
    else:
        yes = few and _is_short(text) and read_label(block.children) is None
    return title if yes else None


def _is_head_of_table(blocks: list[m.DraftBlock], title: _Title) -> bool:
    """Whether a line names the columns of a table that has lost its shape: it stands right below the caption."""
    above = blocks[title.at - 1] if title.at else None
    label = read_label(above.children) if isinstance(above, m.Paragraph) else None
    return label is not None and label.kind == "table" and not title.kind and not title.numbered


def _second_line(blocks: list[m.DraftBlock], title: _Title) -> m.Inlines | None:
    """The end of a title that stands in a paragraph of its own, in the same type right below."""
    following = blocks[title.at + 1] if title.at + 1 < len(blocks) else None
    block = blocks[title.at]
    if (
        not title.style.startswith("strong")
        or title.kind
        or not isinstance(following, m.Paragraph)
        or len(title.text) <= 42
    ):
        return None
    second = runs.plain(following.children)
    near = following.pos is None or block.pos is None or following.pos.line - block.pos.line <= 3
    if (
        near
        and runs.is_all(following.children, "strong")
        and len(second.split()) < 8
        and not titles.kind_of(second)
        and not DECIMAL.match(second)
    ):
        return following.children
    return None


def _is_short(text: str) -> bool:
    """Whether a line in plain type or italics can be a title by its words."""
    words = text.split()
    return (
        len(text) <= 100
        and len(words) <= 14
        and text[0].isupper()
        and not _NEVER_SHORT.search(text)
        and sum(c.isdigit() for c in text) <= len(text) * 0.15
        and any(len(word) > 3 and word.isalpha() for word in words)
        and text.count("(") == text.count(")")
    )


def _drop_lone(blocks: list[m.DraftBlock], found: dict[int, _Title], *, strict: bool) -> None:
    """Take back lines that only their shortness tells, unless prose ends before them and begins behind them."""
    sure = {at for at, title in found.items() if title.kind or title.numbered}
    for at in [at for at in reversed(found) if at not in sure]:  # the last first: each asks what is behind it
        if not _opens_prose(blocks, found, at):
            del found[at]
    for at in [
        at
        for at, title in found.items()
        if at not in sure and (strict or not title.style.startswith("strong"))
    ]:
        if not _ends_prose(blocks, found, at):
            del found[at]
    short = [at for at, title in found.items() if at not in sure and not title.style.startswith("strong")]
    if len(short) < 2:
        for at in short:
            del found[at]


def _opens_prose(blocks: list[m.DraftBlock], found: dict[int, _Title], at: int) -> bool:
    """Whether text of the section follows a title, perhaps below one or two more titles."""
    after = at + found[at].lines
    while after < len(blocks) and after - at < 5 and (after in found or isinstance(blocks[after], m.Heading)):
        after += found[after].lines if after in found else 1
    following = blocks[after] if after < len(blocks) else None
    if isinstance(following, m.Paragraph):
        text = runs.plain(following.children)
        if found[at].style.startswith("strong"):
            return len(text.split()) >= 6 or text.endswith((".", ":", "?", "!"))
        return _is_prose(text) and not text[:1].islower()
    return found[at].style.startswith("strong") and following is not None


def _ends_prose(blocks: list[m.DraftBlock], found: dict[int, _Title], at: int) -> bool:
    before = blocks[at - 1] if at else None
    if at - 1 in found or isinstance(before, m.Heading) or before is None:
        return True
    if not isinstance(before, m.Paragraph):
        return found[at].style != ""
    text = runs.block_text(before)
    if found[at].style and text[-1:].isdigit() and _is_short(text.rstrip("0123456789.,%()–- ")):
        return True  # a row of a table
    return _is_prose(text) and text.rstrip("\"'”’»)] ").endswith((".", "?", "!", ":", "。"))


def _is_prose(text: str) -> bool:
    words = len(text.split())
    return words >= 8 or (words >= 5 and not _is_short(text))


def _told_by_capitals(found: dict[int, _Title]) -> bool:
    """Whether the titles of the first level are in capitals, and the others are not."""
    loud = [title for title in found.values() if names.is_capitals(title.text)]
    return any(title.kind in _CORE for title in loud) and len(loud) < len(found)


def _nest(found: dict[int, _Title]) -> None:
    """A title right below another in the same type is one level deeper, and so are those that go on with its words."""
    group: set[str] = set()
    last: _Title | None = None
    for at, title in found.items():
        words = {word.casefold().rstrip("s") for word in patterns.findall(r"[^\W\d_]{4,}", title.text)}
        same = last is not None and not title.kind and title.style == last.style
        if same and last is not None and not last.kind and not last.deeper and at == last.at + last.lines:
            title.deeper, group = 1, words
        elif same and last is not None and last.deeper and group & words:
            title.deeper = 1
        else:
            group = set()
        last = title


_CORE = frozenset(("intro", "methods", "results", "results|discussion", "discussion", "conclusions"))


def _beside(blocks: list[m.DraftBlock], found: dict[int, _Title], deepest: int) -> dict[int, int]:
    """The level of each title among headings that are marked as such."""
    levels: dict[int, int] = {}
    last = deepest
    for at, block in enumerate(blocks):
        if isinstance(block, m.Heading):
            last = block.level + (titles.kind_of(runs.plain(block.children)) in _CORE)
        elif at in found:
            beneath = found[at].numbered or found[at].style == "emph"
            levels[at] = _DEEP if found[at].kind else deepest + 1 if beneath else last
    return levels


def _levels(found: dict[int, _Title]) -> dict[int, int]:
    """The level of each title, as if it had been marked: by its type, and below the usual titles where they are there."""
    core = {title.kind for title in found.values()} & _CORE
    imrad = len(core) >= 3 and "methods" in core and bool(core & {"results", "results|discussion"})
    last = max((at for at, title in found.items() if title.kind in _CORE), default=-1) if imrad else -1
    # a usual title of the back that stands among methods or results is a part of them
    tops = {
        at
        for at, title in found.items()
        if title.numbered or (title.kind and (title.kind in _CORE or at > last))
    }
    rest = [title for at, title in found.items() if at not in tops]
    ranks = [style for style in _STYLES if any(title.style == style for title in rest)]
    below = int(imrad and (len(ranks) > 1 or any(title.deeper for title in rest)))
    top = {found[at].style for at in tops}
    if len(ranks) == 1 and top and ranks[0] not in top:
        below = 1
    elif any(a in tops and b not in tops and found[b].style not in top for a, b in pairwise(found)):
        below = (
            0 if ranks[0] in top else below
        )  # another type stands right below the parts: this one is that of parts
    return {
        at: _DEEP if at in tops else _DEEP + ranks.index(title.style) + below + title.deeper
        for at, title in found.items()
    }


def _back_only(block: m.DraftBlock) -> bool:
    kind = titles.kind_of(runs.block_text(block))
    return kind in titles.BACK_KINDS or kind == "references" or kind in titles.FRONT_KINDS


def _plain_title(text: str, kind: str, few: bool) -> bool:
    """Whether a line in plain type can only be a title: a usual one, in a text whose headings have lost their markup."""
    if not few and kind not in {
        "references",
        "acknowledgements",
        "appendix",
        "funding",
        "conflict",
        "data-availability",
        "code-availability",
        "contributions",
    }:
        return False
    return text[:1].isupper() and not text.endswith(".") and len(text.split()) <= 8


def _is_row(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    return letters < len(text) * 0.5 or letters < 3

"""Where the front matter of a draft ends, and what each of its blocks is."""

from __future__ import annotations

import re

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.manuscript import abstracts, affiliations, byline, names, notes, runs, titles
from paperconv.manuscript.frontlines import (
    article_type,
    editor_line,
    history,
    identifier_line,
    is_furniture,
    is_license,
    running_title,
    statement_line,
)
from paperconv.manuscript.people import People
from paperconv.manuscript.runs import LINE, MARK_CLOSE, MARK_OPEN

_SEARCH = 60  # blocks in which the title may stand
_PROSE = 45  # words from which on a paragraph is text


class Front(msgspec.Struct):
    """What was found. ``rest`` is the draft without it; ``leftover`` stood among it and belongs to nothing known."""

    people: People
    title: m.Inlines = ()
    title_sure: float = 1.0
    subtitle: m.Inlines = ()
    short_title: m.Inlines = ()
    abstracts: list[m.Abstract] = []
    keywords: list[m.KeywordGroup] = []
    dates: list[m.HistoryDate] = []
    identifiers: list[m.Identifier] = []
    editors: list[m.Author] = []
    subjects: list[str] = []
    license: m.License | None = None
    statements: list[m.Section] = []
    leftover: list[m.Block] = []
    rest: list[m.DraftBlock] = []


def read_front(draft: m.Draft, log: Log) -> Front:
    """Take the front matter off ``draft``. What ``draft.meta`` gives is not looked for."""
    return _Reader(draft, log).read()


class _Reader:
    def __init__(self, draft: m.Draft, log: Log) -> None:
        self.meta = draft.meta
        self.blocks = [block for block in draft.blocks if not _empty(block)]
        self.log = log
        self.front = Front(People(), (), 1.0, (), (), [], [], [], [], [], [], None, [], [], [])
        self.names_known = bool(draft.meta.authors)

    def read(self) -> Front:
        front = self.front
        start = self._title()
        end = self._body_start(start)
        before = self.blocks[: self.title_at] if self.title_at is not None else []
        zone = self.blocks[start:end]
        for block in before:
            self._plain_line(block, after_abstract=False, outside=True)
        after = self._zone(zone)
        front.rest = [*after, *self.blocks[end:]]
        front.rest = self._stray(front.rest)
        return front

    # --- title -------------------------------------------------------------------------------------------

    def _title(self) -> int:
        """Find the title; returns the index of the block after it."""
        self.title_at: int | None = None
        blocks = self.blocks
        if self.meta.title:
            wanted = notes.fold(runs.plain(self.meta.title))
            for at, block in enumerate(blocks[:5]):
                if isinstance(block, m.Heading) and notes.fold(runs.plain(block.children)) == wanted:
                    self.title_at = at
                    return at + 1
            return 0
        limit = next(
            (i for i, b in enumerate(blocks[:_SEARCH]) if self._opens(b) or abstracts.run_in_abstract(b) or abstracts.run_in_keywords(b)),
            min(len(blocks), _SEARCH),
        )
        best, best_score = None, -9.0
        for at, block in enumerate(blocks[:limit]):
            if not isinstance(block, m.Heading):
                continue
            text = runs.plain(block.children)
            if not text or article_type(text) or is_furniture(text):
                continue
            words = len(text.split())
            score = min(words, 6) - 1.5 * block.level - 0.5 * at
            if at and byline.looks_like_byline(runs.marked(block.children)) and best is not None:
                score -= 6
            if _numbered(text):
                score -= 6
            if best is None or score > best_score + 0.5:
                best, best_score = at, score
        sure = 1.0
        if best is None:
            best, sure = self._title_paragraph(limit), 0.7
            if best is None:
                return 0
        self.title_at = best
        block = blocks[best]
        children = block.children if isinstance(block, m.Heading | m.Paragraph) else ()
        end = best + 1
        label = re.match(r"(?:title|article title)\s*:\s*(?=\S)", m.text_of(children), re.IGNORECASE)
        if label:
            children = runs.cut(children, label.end())
        kind = re.match(r"(?:research|original|review)\s+articles?\s+(?=[A-Z])", runs.plain(children), re.IGNORECASE)
        if kind and len(runs.plain(children).split()) > 6:
            self.front.subjects.append(kind[0].strip())
            children = runs.strip(runs.cut(children, len(kind[0])))
        if sure < 1:
            self.log(
                Diagnostic(
                    Rule.GUESS_SURE, f'taken for the title: "{runs.plain(children)[:80]}"', Severity.INFO, block.pos,
                    "make it a heading (# …) or give title: in the front matter",
                )
            )  # fmt: skip
        title = self._title_inlines(children)
        nxt = blocks[end] if end < len(blocks) else None
        if isinstance(nxt, m.Heading) and isinstance(block, m.Heading) and end < limit:
            second = runs.plain(nxt.children)
            cut_off = re.search(r"(?:[:,–—-]|\b(?:of|the|and|in|for|a|an|on|to|with|from|by|at|der|die|und|de|la|des|du|y|en))$", runs.plain(title))
            if (cut_off or second[:1].islower()) and not byline.looks_like_byline(runs.marked(nxt.children)):
                title = runs.join(title, self._title_inlines(nxt.children))
                end += 1
            elif nxt.level > block.level and not _numbered(second) and not article_type(second) and (
                not byline.looks_like_byline(runs.marked(nxt.children)) and not notes.note_kind(second) and end + 1 < limit
                and not isinstance(blocks[end + 1], m.Heading) and self._later_heading(end + 1, limit)
            ):
                self.front.subtitle = self._title_inlines(nxt.children)
                end += 1
        self.front.title, self.front.title_sure = title, sure
        return end

    def _opens(self, block: m.DraftBlock) -> bool:
        """Whether the title must stand before ``block``: an abstract, keywords, or a first section."""
        kind = self._kind(block)
        return kind in titles.BODY_KINDS or kind in {"abstract", "keywords", "highlights", "lay", "graphical"}

    def _later_heading(self, start: int, limit: int) -> bool:
        """Whether the front matter goes on: what follows is a byline."""
        return any(
            isinstance(b, m.Paragraph) and byline.looks_like_byline(runs.marked(b.children)) for b in self.blocks[start : min(limit, start + 2)]
        )

    def _title_paragraph(self, limit: int) -> int | None:
        candidates = [
            (i, b) for i, b in enumerate(self.blocks[: min(limit, 12)])
            if isinstance(b, m.Paragraph) and not article_type(runs.plain(b.children)) and not is_furniture(runs.plain(b.children))
        ]  # fmt: skip
        for i, b in candidates:
            text = runs.plain(b.children)
            if runs.is_all(b.children, "strong") and 2 < len(text.split()) < 40 and not _numbered(text):
                return i
        for i, b in candidates:
            text = runs.plain(b.children)
            words = text.split()
            if re.match(r"title\s*:", text, re.IGNORECASE):
                return i
            if len(words) < 3:
                continue
            if len(words) > 40 or text.endswith(".") or history(text) or identifier_line(text) or limit == len(self.blocks):
                return None
            following = self.blocks[i + 1] if i + 1 < len(self.blocks) else None
            if isinstance(following, m.Paragraph) and byline.looks_like_byline(runs.marked(following.children)):
                return i
        return None

    def _title_inlines(self, children: m.Inlines) -> m.Inlines:
        bare, _ = runs.anchors(children)
        bare = tuple(m.Text(" ") if isinstance(node, m.LineBreak) else node for node in bare)
        bare = runs.unwrap(bare)
        # a mark of a note at the end of the title
        if bare and isinstance(bare[-1], m.Styled) and bare[-1].style == "sup" and len(m.text_of(bare[-1])) == 1:
            mark = m.text_of(bare[-1])
            if mark in byline.SYMBOLS + "∗":
                bare = bare[:-1]
        return runs.tidy(runs.strip(bare, " \n*∗\u00a0" if not m.text_of(bare).startswith("*") else " \n"))

    # --- extent -----------------------------------------------------------------------------------------

    def _kind(self, block: m.DraftBlock) -> str:
        """The kind of a title: of a heading, or of a paragraph that is a usual title, all bold or alone."""
        match block:
            case m.Heading(_, children):
                kind = titles.kind_of(runs.plain(children))
            case m.Paragraph(children):
                text = runs.plain(children)
                if len(text) > 60:
                    return ""
                kind = titles.kind_of(text)
                if not runs.is_all(children, "strong", "emph") and kind not in {"abstract", "keywords", "references", "highlights"} and not (
                    kind in {"intro", "methods"} or _numbered(text)
                ):  # fmt: skip
                    return ""
            case _:
                return ""
        if kind == "abstract" and self.meta.title and titles.title_key(runs.plain(children)) == "summary":
            return "intro"  # a paper whose front matter is apart: "Summary" is its first section
        if kind in {"title", "lay"} and titles.title_key(runs.plain(children)) in {"title", "significance", "teaser"} and not self.title_at:
            return kind
        return kind

    def _body_start(self, start: int) -> int:
        blocks = self.blocks
        inside = False  # in a structured abstract
        seen: set[str] = set()
        level = 0
        for at in range(start, len(blocks)):
            block = blocks[at]
            kind = self._kind(block)
            text = runs.block_text(block)
            if is_furniture(text) or article_type(text):
                continue
            if kind in titles.FRONT_KINDS:
                inside = kind in {"abstract", "lay", "highlights"}
                level = block.level if isinstance(block, m.Heading) else 9
                seen = set()
                continue
            heading = isinstance(block, m.Heading) or (
                isinstance(block, m.Paragraph) and (kind or (_numbered(text) and len(text) < 100)) and runs.is_all(block.children, "strong", "emph")
            ) or (isinstance(block, m.Paragraph) and bool(kind))
            if not heading:
                continue
            if inside and (abstracts.is_label(text) or (abstracts.starts_with_label(text) and isinstance(block, m.Heading))):
                key = titles.title_key(text)
                deeper = not isinstance(block, m.Heading) or block.level > level
                first = at > start and self._kind(blocks[at - 1]) in titles.FRONT_KINDS
                if key not in seen and not (key.startswith("introduction") and seen) and (deeper or first or seen) and self._again(at, key):
                    seen.add(key)
                    continue
            inside = False
            if isinstance(block, m.Heading) and at - start < 12 and not kind and not self._seen_abstract(start, at):
                marked = runs.marked(block.children)
                bare = runs.unmark(marked)
                if (
                    byline.looks_like_byline(marked) and not _numbered(text) and (MARK_OPEN in marked or "," in bare or len(bare.split()) < 5) and self._abstract_after(at)
                ) or article_type(text) or is_furniture(text) or (affiliations.institutional(bare) and self._abstract_after(at) and not _numbered(text)):
                    continue
            return at
        return self._end_without_heading(start)

    def _seen_abstract(self, start: int, at: int) -> bool:
        return any(self._kind(b) == "abstract" for b in self.blocks[start:at])

    def _abstract_after(self, at: int) -> bool:
        return any(
            self._kind(b) in {"abstract", "intro"} or abstracts.run_in_abstract(b) is not None for b in self.blocks[at + 1 : at + 15]
        )

    def _again(self, at: int, key: str) -> bool:
        """Whether a label of the abstract is not the body's own section: the same title, or an introduction, comes later."""
        for block in self.blocks[at + 1 :]:
            if isinstance(block, m.Heading) or (isinstance(block, m.Paragraph) and len(block.children) < 4):
                text = runs.block_text(block)
                if len(text) < 60 and titles.title_key(text) in {key, "introduction", "background", "1. introduction"}:
                    return True
        return False

    def _end_without_heading(self, start: int) -> int:
        blocks = self.blocks
        end = start
        for at in range(start, min(len(blocks), start + _SEARCH)):
            block = blocks[at]
            if abstracts.run_in_keywords(block) or abstracts.run_in_abstract(block) or self._kind(block):
                end = at + 1
        if end > start:
            while end < len(blocks) and self._is_front_line(blocks[end]):
                end += 1
            return end
        for at in range(start, len(blocks)):
            block = blocks[at]
            if not isinstance(block, m.Paragraph) or (len(runs.plain(block.children).split()) >= _PROSE and not self._is_front_line(block)):
                return at
        return start

    def _is_front_line(self, block: m.DraftBlock) -> bool:
        if not isinstance(block, m.Paragraph):
            return False
        text = runs.plain(block.children)
        marked = runs.marked(block.children)
        return bool(
            history(text) or identifier_line(text) or is_license(text) or is_furniture(text) or notes.opens_note(text) or statement_line(block)
            or byline.looks_like_byline(marked) or _starts_with_mark(marked)
        )  # fmt: skip

    # --- the blocks between title and body ---------------------------------------------------------------

    def _zone(self, zone: list[m.DraftBlock]) -> list[m.DraftBlock]:
        """Take ``zone`` apart; returns what belongs to the body after all."""
        front = self.front
        zone = _close_braces(zone)
        body: list[m.DraftBlock] = []
        at = 0
        seen = False
        while at < len(zone):
            block = zone[at]
            kind = self._kind(block)
            if kind in {"abstract", "lay", "highlights", "graphical"}:
                children = block.children if isinstance(block, m.Heading | m.Paragraph) else ()
                inner, at = self._gather(zone, at + 1)
                self._abstract(inner, runs.unwrap(children), kind, block.pos, 1.0)
                seen = True
                continue
            if kind == "keywords":
                children = block.children if isinstance(block, m.Heading | m.Paragraph) else ()
                at = self._keyword_section(zone, at + 1, children)
                continue
            if kind in {"authors", "title", "running"}:
                at += 1
                continue
            run = abstracts.run_in_abstract(block)
            if run is not None:
                inner, after = self._gather(zone, at + 1)
                first: list[m.DraftBlock] = [m.Paragraph(run.rest, pos=block.pos)] if run.rest else []
                self._abstract([*first, *inner], runs.strip(runs.unwrap(run.label), " .:–—-"), "abstract", block.pos, 1.0)
                at, seen = after, True
                continue
            text = runs.block_text(block)
            if seen and (body or len(text.split()) >= _PROSE) and not is_license(text) and not _starts_with_mark(runs.marked(block.children) if isinstance(block, m.Paragraph) else ""):
                body.append(block)  # an introduction without a heading
                at += 1
                continue
            if self._plain_line(block, after_abstract=seen, outside=False):
                at += 1
                continue
            if not seen and not self.meta.abstracts and (len(text.split()) >= _PROSE or abstracts.starts_with_label(text)) and isinstance(block, m.Paragraph):
                inner, after = self._gather(zone, at)
                if self._closes(zone, after):
                    self._abstract(inner, (), "abstract", block.pos, 0.7)
                    self.log(
                        Diagnostic(
                            Rule.GUESS_SURE, f'taken for the abstract: "{text[:60]}…"', Severity.INFO, block.pos, 'put a heading "Abstract" before it'
                        )
                    )  # fmt: skip
                    at, seen = after, True
                    continue
            if isinstance(block, m.Heading):
                block = m.Paragraph(block.children, id=block.id, pos=block.pos)
            front.leftover.append(block)
            at += 1
        return body

    def _closes(self, zone: list[m.DraftBlock], at: int) -> bool:
        """Whether prose at the head is an abstract: keywords follow it, or the body begins with a heading right after."""
        return at >= len(zone) or any(abstracts.run_in_keywords(b) or self._kind(b) == "keywords" for b in zone[at : at + 6]) or bool(self.front.people.authors)

    def _gather(self, zone: list[m.DraftBlock], at: int) -> tuple[list[m.DraftBlock], int]:
        """The blocks of an abstract from ``at`` on, and where they end."""
        inner: list[m.DraftBlock] = []
        while at < len(zone):
            block = zone[at]
            kind = self._kind(block)
            text = runs.block_text(block)
            if kind in titles.FRONT_KINDS or abstracts.run_in_keywords(block) or abstracts.run_in_codes(block) or abstracts.run_in_abstract(block):
                if not (inner and abstracts.is_label(text) and kind != "abstract"):
                    break
            if isinstance(block, m.Divider):
                at += 1
                continue
            if isinstance(block, m.Paragraph) and inner and (
                notes.opens_note(text) or is_license(text) or history(text) or identifier_line(text) or is_furniture(text)
                or (statement_line(block) is not None and not abstracts.starts_with_label(text))
                or (_starts_with_mark(runs.marked(block.children)) and affiliations.institutional(text))
            ):  # fmt: skip
                break
            inner.append(block)
            at += 1
        return inner, at

    def _abstract(self, inner: list[m.DraftBlock], title: m.Inlines, kind: str, pos: Pos | None, confidence: float) -> None:
        jats = {"abstract": "", "lay": "plain-language-summary", "highlights": "key-points", "graphical": "graphical"}[kind]
        if not inner:
            return
        if self.meta.abstracts and not jats:
            given = {notes.fold(m.text_of(one)) for one in self.meta.abstracts}
            words = notes.fold(m.text_of(*inner))
            if any(words in one or one in words for one in given):
                return
            self.front.leftover.append(m.Paragraph((m.Styled("strong", title or m.text("Abstract")),), pos=pos))
            self.front.leftover.extend(m.Paragraph(b.children, pos=b.pos) if isinstance(b, m.Heading) else b for b in inner)
            return
        made = abstracts.make_abstract(inner, title, pos, kind=jats, confidence=confidence)
        self.front.abstracts.append(m.replace(made, pos=pos))

    def _keyword_section(self, zone: list[m.DraftBlock], at: int, title: m.Inlines) -> int:
        """Keywords under a heading of their own."""
        if at < len(zone):
            block = zone[at]
            match block:
                case m.Paragraph(children) if len(runs.plain(children)) < 1500:
                    self._keywords(children, title)
                    return at + 1
                case m.List(items):
                    words = tuple(
                        m.Keyword(runs.strip(runs.unwrap(b.children), " .;,")) for item in items for b in item.blocks[:1] if isinstance(b, m.Paragraph)
                    )
                    if not self.meta.keywords:
                        self.front.keywords.append(m.KeywordGroup(words, title=runs.unwrap(title), provenance="keywords"))
                    return at + 1
                case _:
                    pass
        return at

    def _keywords(self, rest: m.Inlines, title: m.Inlines, kind: str = "author") -> None:
        if kind == "author" and self.meta.keywords:
            return
        made = abstracts.make_keywords(rest, title, kind=kind)
        if made.keywords:
            self.front.keywords.append(made)

    def _plain_line(self, block: m.DraftBlock, *, after_abstract: bool, outside: bool) -> bool:
        """Take one line of front matter; False if it is none. ``outside``: it stands before the title."""
        front = self.front
        if isinstance(block, m.Divider):
            return True
        if isinstance(block, m.List):
            return self._mail_list(block)
        if not isinstance(block, m.Paragraph | m.Heading):
            if outside:
                front.leftover.append(block)
            return outside
        children = block.children
        text = runs.plain(children)
        if isinstance(block, m.Paragraph):
            run = abstracts.run_in_keywords(block)
            if run is not None:
                self._keywords(run.rest, run.label)
                return True
            codes = abstracts.run_in_codes(block)
            if codes is not None:
                label = runs.plain(codes.label)
                self._keywords(codes.rest, codes.label, re.split(r"\W", label.upper() if len(label) < 6 else label)[0])
                return True
        kind = article_type(text)
        if kind and len(text) < 60:
            if text not in front.subjects:
                front.subjects.append(text)
            return True
        dates = history(text)
        if dates:
            front.dates.extend(d for d in dates if d not in front.dates)
            return True
        short = running_title(text)
        if short:
            front.short_title = front.short_title or m.text(short)
            return True
        found = identifier_line(text)
        if found is not None:
            if found not in front.identifiers:
                front.identifiers.append(found)
            return True
        if is_furniture(text):
            self.log(Diagnostic(Rule.FURNITURE_REMOVED, f'taken out: "{text[:60]}"', Severity.INFO, block.pos, removed=text))
            return True
        editor = editor_line(text)
        if editor is not None:
            front.editors.append(editor)
            return True
        if is_license(text):
            self._license(block)
            return True
        statement = statement_line(block)
        if statement is not None and not abstracts.starts_with_label(text):
            front.statements.append(statement)
            return True
        if not outside and self._person_line(children, text, block.pos, after_abstract=after_abstract):
            return True
        if outside:
            self.log(
                Diagnostic(Rule.FURNITURE_REMOVED, f'stood before the title, taken out: "{text[:60]}"', Severity.INFO, block.pos, removed=text)
                if len(text.split()) < 25
                else Diagnostic(Rule.GUESS_SURE, f'stands before the title: "{text[:60]}"', Severity.WARNING, block.pos, "move it to its place")
            )
            if len(text.split()) >= 25:
                front.leftover.append(block if isinstance(block, m.Paragraph) else m.Paragraph(children, pos=block.pos))
            return True
        return False

    def _mail_list(self, block: m.List) -> bool:
        """Notes that a converter took for a list, for their star."""
        texts = [runs.plain(b.children) for item in block.items for b in item.blocks if isinstance(b, m.Paragraph)]
        if not texts or not all(notes.note_kind(t) or (byline.EMAIL.search(t) and len(t) < 200) for t in texts):
            return False
        for item in block.items:
            for b in item.blocks:
                if isinstance(b, m.Paragraph):
                    text = runs.unmark(runs.marked(b.children))
                    label = "*" if notes.note_kind(text) in {None, "corresponding"} else ""
                    self.front.people.add_note(label, text if notes.note_kind(text) else f"Correspondence: {text}", (b,), block.pos)
        return True

    def _person_line(self, children: m.Inlines, text: str, pos: Pos | None, *, after_abstract: bool) -> bool:
        """Authors, affiliations, addresses and notes."""
        people = self.front.people
        marked = runs.marked(children)
        if abstracts.starts_with_label(text):
            return False
        if self.names_known:
            known = {notes.fold(a.name.family or a.name.literal) for a in self.meta.authors}
            own = notes.fold(text)
            if byline.looks_like_byline(marked) and any(name in own for name in known):
                return True
            return any(notes.fold(a.raw) and notes.fold(a.raw) in own for a in self.meta.affiliations) and len(text) < 400
        if self._note(children, text, pos):
            return True
        if _starts_with_mark(marked):
            items = affiliations.read_items(marked, people.marks)
            if all(i.label for i in items) and (people.authors or not after_abstract) and self._belongs(items, text):
                people.add_items(items, pos)
                return True
        mails_gone = byline.EMAIL.sub("", byline.BRACED.sub("", runs.unmark(marked)))
        if byline.EMAIL.search(byline.expand_braces(marked)) and not re.search(r"[^\W\d_]{3}", re.sub(r"(?i)e-?mails?|contact", "", mails_gone)):
            people.add_items(affiliations.read_items(marked, people.marks), pos)
            return True
        if after_abstract and people.authors and not _starts_with_mark(marked):
            if affiliations.institutional(text) and len(text) < 300 and not people.has_affiliations:
                people.add_items(affiliations.read_items(marked, people.marks), pos)
                return True
            return False
        head, tail = _unglue(marked)
        bare = runs.unmark(head)
        if head and byline.looks_like_byline(head) and not (affiliations.institutional(bare) and MARK_OPEN not in head and not names.is_group(bare)):
            labels = frozenset(i.label for i in affiliations.read_items(tail)) if tail else frozenset()
            people.add_byline(byline.read_byline(head, labels), pos)
            if tail:
                people.add_items(affiliations.read_items(tail, people.marks), pos)
            return True
        if people.authors and len(text) < 3000 and (affiliations.institutional(runs.unmark(marked)) or _address(text)):
            people.add_items(affiliations.read_items(marked, people.marks), pos)
            return True
        return False

    def _note(self, children: m.Inlines, text: str, pos: Pos | None) -> bool:
        """A paragraph of notes on authors, with affiliations behind them perhaps."""
        people = self.front.people
        marked = runs.marked(children)
        bare = runs.unmark(marked)
        label = re.match(rf"\s*(?:([{re.escape(byline.SYMBOLS)}∗]+)\.?|([a-z])(?=\s+[A-Z]))\s*", bare)
        marks = people.marks
        if label and label[2] and label[2] not in marks:
            label = None
        if not (notes.opens_note(bare) or notes.opens_note(text) or (label and notes.opens_note(bare[label.end() :]))):
            return False
        if label or any(mark.isdigit() for mark in marks):
            items = affiliations.read_items(marked, marks)
            if len(items) > 1 and any(i.label and affiliations.institutional(i.text) and notes.note_kind(i.text) is None for i in items):
                people.add_items(items, pos)
                return True
        shown = m.text_of(children)
        cuts = [hit.end() for hit in re.finditer(r"(?<=[^\s.][.;])\s+(?=\W{0,2}(?:correspond(?:ence|ing)|these authors|deceased|(?:present|current) address)\b)", shown, re.IGNORECASE)]
        edges = [0, *cuts, len(shown)]
        for number, (start, end) in enumerate(zip(edges, edges[1:], strict=False)):
            part = runs.strip(runs.cut(children, start, end)) if cuts else children
            words = runs.unmark(runs.marked(part))
            own = label if number == 0 else re.match(rf"\s*([{re.escape(byline.SYMBOLS)}∗]+)\s*", words)
            mark = next((group for group in own.groups() if group), "") if own else ""
            people.add_note(mark.replace("∗", "*"), words, (m.Paragraph(part, pos=pos),), pos)
        return True

    def _belongs(self, items: list[affiliations.Item], text: str) -> bool:
        marks = self.front.people.marks
        return (
            any(label in marks for i in items for label in i.label.split(","))
            or affiliations.institutional(text)
            or notes.note_kind(text) is not None
            or byline.EMAIL.search(text) is not None
        )

    # --- notes that stand anywhere ------------------------------------------------------------------------

    def _stray(self, blocks: list[m.DraftBlock]) -> list[m.DraftBlock]:
        """Take notes on authors out of the body, wherever a page break put them."""
        kept: list[m.DraftBlock] = []
        people = self.front.people
        running = notes.fold(runs.plain(self.meta.title or self.front.title))
        details = False
        for at, block in enumerate(blocks):
            if isinstance(block, m.Heading | m.Paragraph) and self._running_head(block, running, blocks, at):
                continue
            if not isinstance(block, m.Paragraph) or len(block.children) > 60 or m.text_of(block.children[:1]).startswith("\\"):
                details = details and not isinstance(block, m.Heading)
                if isinstance(block, m.Heading):
                    details = titles.kind_of(runs.plain(block.children)) == "author-information"
                kept.append(block)
                continue
            text = runs.plain(block.children)
            if len(text) < 700 and self._stray_line(block, text, alone=not _under(blocks, at), early=at < 12 or at < len(blocks) * 0.2):
                continue
            kept.append(block)
            if titles.kind_of(text) == "author-information":
                details = True
            elif re.match(r"Authors?[’']? details\s+(?=\d)", text) or details:
                self._details(block)
        del people
        return kept

    def _running_head(self, block: m.Heading | m.Paragraph, title: str, blocks: list[m.DraftBlock], at: int) -> bool:
        """The title once more, or its first words above nothing: a running head."""
        if len(title) < 12 or not isinstance(block, m.Heading):
            return False
        text = runs.plain(block.children)
        own = notes.fold(text)
        empty = at + 1 < len(blocks) and isinstance(blocks[at + 1], m.Heading) and blocks[at + 1].level <= block.level  # type: ignore[union-attr]
        short = runs.plain(self.meta.title or self.front.title).partition(":")[0]
        if own == title or (empty and own and own == notes.fold(short) and not titles.kind_of(text)):
            self.log(Diagnostic(Rule.FURNITURE_REMOVED, f'running head taken out: "{text[:60]}"', Severity.INFO, block.pos, removed=text))
            return True
        return False

    def _stray_line(self, block: m.Paragraph, text: str, *, alone: bool, early: bool) -> bool:
        front = self.front
        dates = history(text)
        if dates:
            front.dates.extend(d for d in dates if d not in front.dates)
            return True
        if not front.keywords and not self.meta.keywords and alone and runs.is_all(block.children[:1], "strong"):
            run = abstracts.run_in_keywords(block)
            if run is not None and run.rest:
                self._keywords(run.rest, run.label)
                return True
        if re.match(r"(?:©|\(c\)\s|copyright\b|licen[sc]e\s*:|this is an open access article)", text, re.IGNORECASE) and is_license(text) and (early or len(text) < 200):
            self._license(block)
            return True
        if self.names_known or not front.people.authors or not alone:
            return False
        if self._note(block.children, text, block.pos):
            return True
        marked = runs.marked(block.children)
        if marked[:1] == MARK_OPEN and len(text) < 400 and affiliations.institutional(text):
            items = affiliations.read_items(marked, front.people.marks)
            have = front.people.labels
            if items and all(i.label and set(i.label.split(",")) <= front.people.marks - have for i in items):
                front.people.add_items(items, block.pos)
                return True
        return False

    def _details(self, block: m.Paragraph) -> None:
        """The list of affiliations at the end of a paper; it stays where it is as well."""
        marked = re.sub(r"^Authors?[’']? details\s+", "", runs.marked(block.children))
        marks = self.front.people.marks
        items = affiliations.read_items(re.sub(rf"\s\[(\d{{1,2}})\]\s", rf" {MARK_OPEN}\1{MARK_CLOSE}", marked), marks)
        if items and all(set(i.label.split(",")) <= marks for i in items if i.label) and any(i.label for i in items):
            self.front.people.add_items([i for i in items if i.label], block.pos, detail=True)

    def _license(self, block: m.Paragraph | m.Heading) -> None:
        front = self.front
        url = next((n.target for n in m.iter_nodes(block) if isinstance(n, m.Link) and "creativecommons" in n.target), "")
        if front.license is None:
            front.license = m.License(url=url, text=block.children, pos=block.pos, confidence=0.9, provenance="front matter")
        else:
            front.license = m.replace(front.license, url=front.license.url or url, text=runs.join(front.license.text, block.children))


def _close_braces(zone: list[m.DraftBlock]) -> list[m.DraftBlock]:
    """Paragraphs between which a brace is open ("{ann, bob," / "eve}@x.edu") are one."""
    out: list[m.DraftBlock] = []
    for block in zone:
        before = out[-1] if out else None
        if isinstance(block, m.Paragraph) and isinstance(before, m.Paragraph):
            text = m.text_of(before.children)
            if text.count("{") > text.count("}") and "}" in m.text_of(block.children) and len(text) < 3000:
                out[-1] = m.replace(before, children=runs.join(before.children, block.children))
                continue
        out.append(block)
    return out


def _under(blocks: list[m.DraftBlock], at: int) -> bool:
    """Whether the paragraph is the content of a section of its own, "Correspondence" or "Author information"."""
    before = blocks[at - 1] if at else None
    return isinstance(before, m.Heading)


def _empty(block: m.DraftBlock) -> bool:
    return isinstance(block, m.Paragraph) and not block.children


def _numbered(text: str) -> bool:
    return re.match(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}[.)])\s+\S", text) is not None


def _address(text: str) -> bool:
    """Whether a short line ends in a country or a postal code: the tail of an address."""
    return len(text) < 120 and affiliations.institutional(f"x, {text}") and not text.endswith(".")


def _starts_with_mark(marked: str) -> bool:
    return (
        marked[:1] == MARK_OPEN
        or (marked[:1] in byline.SYMBOLS and len(marked) > 1)
        or re.match(r"[\[(]?\d{1,2}[\])]?[.)]?\s*[^\W\d_a-z]", marked) is not None
        or re.match(r"a\s?[A-Z][\w.'’-]+ .*[;,.]\s?b\s?[A-Z]", marked) is not None
    )


def _unglue(marked: str) -> tuple[str, str]:
    """A paragraph that holds authors and, glued behind them, affiliations: both apart."""
    for hit in re.finditer(f"{MARK_OPEN}([^{MARK_CLOSE}]*){MARK_CLOSE}\\s*([^{MARK_OPEN}{LINE}]*)", marked):
        at_start = marked[: hit.start()].rstrip(" ")[-1:] in {MARK_CLOSE, LINE, ";"} or marked[hit.start() - 1 : hit.start()] in {" ", LINE}
        if hit.start() > 0 and at_start and affiliations.institutional(hit[2]) and hit[2].strip()[:1] not in {",", ";", "&"}:
            return marked[: hit.start()].strip(), marked[hit.start() :].strip()
    lines = marked.split(LINE)
    for at in range(1, len(lines)):
        line = lines[at].strip()
        if line and affiliations.institutional(runs.unmark(line)) and not byline.looks_like_byline(line):
            return LINE.join(lines[:at]).strip(), LINE.join(lines[at:]).strip()
        if line and notes.opens_note(runs.unmark(line)):
            return LINE.join(lines[:at]).strip(), LINE.join(lines[at:]).strip()
    hit = re.search(r"\s\*?(?:correspond(?:ence|ing author)s?|equal contribution)\b", marked, re.IGNORECASE)
    if hit:
        return marked[: hit.start()].strip(), marked[hit.start() :].strip()
    return marked, ""

"""The front matter of a draft: of several readings the one that finds most, and least that cannot be."""

from __future__ import annotations

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Log
from paperconv.manuscript import abstracts, affiliations, byline, notes, runs, titles
from paperconv.manuscript.addresses import same_person
from paperconv.manuscript.float_labels import read_label
from paperconv.manuscript.front import front_blocks, read_at
from paperconv.manuscript.front_candidates import names_below, title_like
from paperconv.manuscript.front_state import Front, is_numbered
from paperconv.manuscript.front_strays import take_strays
from paperconv.manuscript.frontlines import editor_line, is_journal
from paperconv.manuscript.prose import is_prose

_SEARCH = 30  # blocks in which another title is looked for
_MOST = 6  # other titles that are tried
_FEWEST = 3  # words of another title
_LONGEST = 45  # words of a title
_NEAR = 0.25  # what a title right above the names is worth more
_CLEARLY = 0.5  # by which another reading must be better than the first
_WORDS = range(15, 700)  # of an abstract
_LOST = 100  # words that were not understood, which weigh as much as a whole part


class _Reading:
    """What the front matter says if the title stands at one place; ``at``: not where it is likeliest."""

    def __init__(self, draft: m.Draft, blocks: list[m.DraftBlock], at: int | None) -> None:
        self._said: list[Diagnostic] = []
        self._state, self._rest = read_at(draft, blocks, self._said.append, at)
        front = self._state.front
        known = self._state.names_known
        self.title_at = self._state.title_at
        self.title = _title_worth(front.title)
        self.names = 2.0 if known else _names_worth(front)
        self.abstract = 1.0 if draft.meta.abstracts else _abstract_worth(front)
        lost = sum(len(m.text_of(block).split()) for block in front.leftover)
        near = self.title_at is not None and names_below(self._state, self.title_at, len(blocks)) == 1
        self.settled = near and self.title == 1 and self.names > 1
        self.skipped = self._skips()
        self.worth = self.title + self.names + self.abstract - min(1.0, lost / _LOST)
        self.worth += _NEAR * (near - self.skipped)

    @property
    def doubtful(self) -> bool:
        """Whether a part is missing, or cannot be what it was taken for, or another line may be the title as well."""
        if self.settled:  # no other title leads to an abstract
            return self.skipped
        missing = self.abstract < 1 and any(map(_tells_abstract, self._state.blocks[: _SEARCH * 2]))
        return self.title < 1 or self.names < 1 or missing or self.skipped

    def _skips(self) -> bool:
        """Whether a line that may be the title was not understood, and stands between the title and the names."""
        front = self._state.front
        names = front.people.authors[0].pos if front.people.authors else None
        return names is not None and any(
            block.pos is not None
            and block.pos.line < names.line
            and len(m.text_of(block).split()) >= _FEWEST
            and _may_be_title(block)
            for block in front.leftover
            if isinstance(block, m.Paragraph)
        )

    def names_again(self, known: tuple[m.Author, ...]) -> bool:
        """Whether the text names all of the ``known`` authors, nobody else, and the places of all."""
        found = self._state.front.people.authors
        return (
            len(found) == len(known)
            and all(same_person(one, a.name) for one, a in zip(known, found, strict=True))
            and self.names > 1
        )

    def finish(self, log: Log) -> Front:
        """Report what was found, and take what a page break put into the text."""
        for one in self._said:
            log(one)
        self._state.log = log
        self._state.front.rest = take_strays(self._state, self._rest)
        return self._state.front


def read_front(draft: m.Draft, log: Log) -> Front:
    """Take the front matter off ``draft``. What ``draft.meta`` gives is not looked for.

    The line that is likeliest the title by itself is taken for it. Where that leaves no title, author or abstract, or such
    as cannot be, the other lines that may be it are tried, and the reading that is worth most is kept.
    """
    blocks = front_blocks(draft)
    best = first = _Reading(draft, blocks, None)
    if _lack_places(draft):
        nameless = m.replace(draft, meta=m.replace(draft.meta, authors=()))
        other = _Reading(nameless, blocks, None)
        if other.names_again(draft.meta.authors):
            return other.finish(log)
    if not (draft.told or draft.meta.title) and first.doubtful and not _heads_all(blocks, first):
        for at in _others(blocks, first.title_at):
            other = _Reading(draft, blocks, at)
            if other.worth > max(best.worth, first.worth + _CLEARLY):
                best = other
    return best.finish(log)


def _lack_places(draft: m.Draft) -> bool:
    """Whether the metadata name the authors, and nothing of where they work."""
    authors = draft.meta.authors
    return bool(authors) and not (
        draft.told or draft.meta.affiliations or any(a.affiliations for a in authors)
    )


def _heads_all(blocks: list[m.DraftBlock], first: _Reading) -> bool:
    """Whether the title is the first of all blocks and the only heading of its level, with several below it."""
    head = blocks[0] if first.title_at == 0 else None
    if not isinstance(head, m.Heading) or first.title < 1:
        return False
    others = [block.level for block in blocks[1:] if isinstance(block, m.Heading)]
    return len(others) >= _FEWEST and min(others) > head.level


def _others(blocks: list[m.DraftBlock], taken: int | None) -> list[int]:
    """The places of the first lines that may be a title, beside the one that was ``taken``."""
    found: list[int] = []
    for at, block in enumerate(blocks[:_SEARCH]):
        if not isinstance(block, m.Heading | m.Paragraph) or at == taken:
            continue
        text = runs.plain(block.children)
        if titles.kind_of(text) in titles.BODY_KINDS | {"references"}:
            break
        labelled = at > 0 and titles.kind_of(runs.block_text(blocks[at - 1])) == "keywords"
        if len(text.split()) >= _FEWEST and not labelled and _may_be_title(block):
            found.append(at)
    return found[:_MOST]


def _may_be_title(block: m.Heading | m.Paragraph) -> bool:
    """Whether a line, by its words and its form, is none of the other parts of a front, and no sentence."""
    text = runs.plain(block.children)
    return (
        title_like(block)
        and not titles.kind_of(text)
        and not (isinstance(block, m.Paragraph) and text.endswith("."))
        and not editor_line(text)
        and read_label(block.children) is None
        and abstracts.run_in_keywords(block) is None
        and abstracts.run_in_abstract(block) is None
        and _title_worth(block.children) > 0
    )


def _tells_abstract(block: m.DraftBlock) -> bool:
    return (
        abstracts.run_in_abstract(block) is not None or titles.kind_of(runs.block_text(block)) == "abstract"
    )


def _title_worth(title: m.Inlines) -> float:
    text = runs.plain(title)
    marked = runs.marked(title)
    strange = (
        not 0 < len(text.split()) <= _LONGEST
        or not (text[0].isalnum() or text[0] in "“\"«‘'(¿¡[")
        or patterns.fullmatch(r"[\w.-]*\d{4}[\w.-]*", text) is not None
        or patterns.search(r"\.(?:pdf|docx?|md|tex)$|https?://|@|\bet al\b", text) is not None
        or is_journal(text)
        or is_numbered(text)
        or (is_prose(text) and text.endswith("."))
        or ("," in text and ":" not in text and affiliations.institutional(text))
        or notes.opens_note(text)
        or (byline.looks_like_byline(marked) and len(byline.read_byline(marked)) > 1)
    )
    return 0.0 if strange else 1.0


def _names_worth(front: Front) -> float:
    """One for names, and one more for places that their marks lead to."""
    people = front.people
    if not people.authors:
        return 0.0
    good = sum(byline.plausible(one.person.text) for one in people.authors) / len(people.authors)
    placed = sum(people.placed(at) for at in range(len(people.authors))) / len(people.authors)
    return good * (1 + placed)


def _abstract_worth(front: Front) -> float:
    own = [one for one in front.abstracts if not one.kind]
    text = m.text_of(own[0]) if own else ""
    words = len(text.split())
    wide = len(patterns.findall(r"[\u3040-\u9fff\uac00-\ud7af]", text))
    if (words not in _WORDS and wide < _WORDS[0] * 2) or notes.opens_note(text):
        return 0.0
    return 1.0

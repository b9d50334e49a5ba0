"""The words that paperconv itself puts into a paper, in the paper's language."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import msgspec

_TABLE = Path(__file__).with_name("wording.toml")
_ENGLISH = "en"
_SAME_WORDS = {"no": "nb", "nn": "nb", "cmn": "zh"}
_known: dict[str, Wording] = {}


STATEMENT_KINDS = (
    "theorem", "lemma", "corollary", "proposition", "definition", "conjecture", "remark", "example", "proof",
)  # fmt: skip
"""The kinds of :class:`~paperconv.model.Statement` that have a word of their own."""


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Words of one language; those that can open a line begin as that language begins a heading.

    ``figure`` to ``listing`` stand before numbers, in running text often in their ``short`` forms; ``theorem`` to ``proof`` are the kinds of
    :class:`~paperconv.model.Statement`; ``and_`` stands between the last two of several names.
    """

    language: str
    abstract: str
    keywords: str
    highlights: str
    graphical_abstract: str
    plain_language_summary: str
    contents: str
    references: str
    notes: str
    note: str
    acknowledgements: str
    funding: str
    conflict_of_interest: str
    data_availability: str
    author_contributions: str
    supplement: str
    picture_missing: str
    figure: str
    figure_short: str
    table: str
    table_short: str
    equation: str
    equation_short: str
    section: str
    section_short: str
    appendix: str
    algorithm: str
    box: str
    listing: str
    page: str
    theorem: str
    lemma: str
    corollary: str
    proposition: str
    definition: str
    conjecture: str
    remark: str
    example: str
    proof: str
    corresponding_author: str
    equal_contribution: str
    deceased: str
    current_address: str
    lead_contact: str
    email: str
    editor: str
    received: str
    revised: str
    accepted: str
    published: str
    et_al: str
    and_: str = msgspec.field(name="and")

    def listed(self, names: Sequence[str]) -> str:
        """``names`` as a sentence has them: one, two, or the first of several and "et al."."""
        return f"{names[0]} {self.et_al}" if len(names) > 2 else f" {self.and_} ".join(names)

    def statement(self, kind: str) -> str:
        """The word for a :class:`~paperconv.model.Statement` of ``kind`` (English); an unknown kind is its own word."""
        if kind.lower() in STATEMENT_KINDS:
            return str(getattr(self, kind.lower()))
        return kind[:1].upper() + kind[1:]

    @property
    def dates(self) -> dict[str, str]:
        """The words before the dates of a paper's history, by JATS ``date-type``."""
        return {
            "received": self.received,
            "rev-recd": self.revised,
            "accepted": self.accepted,
            "pub": self.published,
        }

    def date_title(self, kind: str) -> str:
        """What stands before the date of ``kind``; one without a word of its own goes by its type."""
        return self.dates.get(kind) or kind.replace("-", " ").capitalize()


def wording(language: str) -> Wording:
    """The words of ``language`` (BCP 47; only its first part counts), or English ones where it is unknown."""
    code = language.replace("_", "-").split("-")[0].lower()
    code = _SAME_WORDS.get(code, code)
    if code not in _known:
        words = _load(code)
        if words is None:
            return wording(_ENGLISH)
        _known[code] = words
    return _known[code]


def languages() -> tuple[str, ...]:
    """The languages that the table knows, as it has them in order."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return tuple(line[1:-1] for line in lines if line.startswith("[") and line.endswith("]"))


def _load(code: str) -> Wording | None:
    # Only the lines of one language go through tomllib: the whole table would take longer than a short paper.
    text = _TABLE.read_text(encoding="utf-8")
    start = text.find(f"\n[{code}]\n")
    if start < 0:
        return None
    end = text.find("\n[", start + 1)
    table = tomllib.loads(text[start : end if end > 0 else len(text)])[code]
    return msgspec.convert({"language": code, **table}, Wording)

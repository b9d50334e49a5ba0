"""Give every cross-reference its words: the label of what it points to."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Log
from paperconv.passes.types import Pass
from paperconv.styles.layout import Labels
from paperconv.wording import Wording, wording

_WORD_BEFORE = (
    r"(?:\b(?:figs?|figures?|tables?|tab|eqs?|eqns?|equations?|secs?|sections?|chapters?|appendix|appendices|alg|algorithms?|"
    r"listings?|box|boxes|theorems?|lemmas?|definitions?|propositions?|corollary|remark|example|{own})\.?|§)"
    r"[\s\u00a0~]*\(?$"
)


def fill_crossrefs(style: Labels) -> Pass:
    """A pass that fills cross-references without text.

    After a word that already says what it is ("Figure", "Eq. (") only the number is printed.
    """

    def fill(document: m.Document, _: Log) -> m.Document:
        nodes = list(m.iter_nodes(document))
        if not any(isinstance(node, m.CrossRef) and not node.children for node in nodes):
            return document
        words = wording(document.meta.language)
        named = {given: node for node in nodes if (given := getattr(node, "id", ""))}
        for node in nodes:
            if isinstance(node, m.Figure) and node.label:
                named.update(
                    {
                        p.id: m.replace(p, label=f"{node.label}{p.label}")
                        for p in node.panels
                        if p.id and p.label
                    }
                )
        own = "|".join(
            re.escape(word)
            for word in (words.figure, words.table, words.equation, words.section, words.appendix)
        )
        before = re.compile(_WORD_BEFORE.replace("{own}", own), re.IGNORECASE)

        return m.rewrite_runs(
            document,
            lambda node: isinstance(node, m.CrossRef) and not node.children,
            lambda held: _filled(held, named, words, style, before),
        )

    return fill


def _filled(
    held: tuple[m.Inline, ...],
    named: dict[str, m.Node],
    words: Wording,
    style: Labels,
    before: re.Pattern[str],
) -> tuple[m.Inline, ...]:
    out: list[m.Inline] = []
    bare = False
    kind: type[m.Node | None] = type(None)
    for index, node in enumerate(held):
        if not isinstance(node, m.CrossRef) or node.children:
            out.append(node)
            continue
        previous = held[index - 1] if index else None
        text = previous.value[-40:] if isinstance(previous, m.Text) else ""
        target = named.get(node.target)
        last, kind = kind, m.Figure if isinstance(target, m.Panel) else type(target)
        # "Figures 1 and 2": the second follows the first's manner, if it is of its kind.
        joined = (
            last is kind
            and patterns.fullmatch(r"\s*(?:,|;|and|und|et|y|e|en|och|to|&|–|-|,\s*and)\s*", text) is not None
        )
        bare = before.search(text) is not None or (bare and joined)
        alone = node.form == "number" if node.form else bare
        out.append(m.replace(node, children=_label(target, node.target, words, style, bare=alone)))
    return tuple(out)


def _label(target: m.Node | None, id: str, words: Wording, style: Labels, *, bare: bool) -> m.Inlines:
    match target:
        case m.Equation(label=label) if label:
            return m.text(label if bare else f"{style.equation or words.equation} {label}")
        case m.Section(label=label, title=title, role=role):
            if not label:
                return m.text(m.text_of(title) or id)
            return m.text(
                label if bare else f"{words.appendix if role == 'appendix' else words.section} {label}"
            )
        case m.Reference(label=label, authors=authors, issued=issued):
            year = str(issued.year) if issued and issued.year else ""
            name = (authors[0].family or authors[0].literal) if authors else ""
            return m.text(label or f"{name} {year}".strip() or id)
        case (
            m.Panel()
            | m.Figure()
            | m.Table()
            | m.Algorithm()
            | m.Box()
            | m.Statement()
            | m.CodeBlock()
            | m.Supplement()
        ):
            label = target.label
            return m.text(label.rpartition(" ")[2] if bare and " " in label else label or id)
        case m.Note(label=label) | m.AuthorNote(label=label) | m.Affiliation(label=label) if label:
            return m.text(label)
        case m.Span(children) if children:
            return m.text(m.text_of(children) or id)
        case _:
            return m.text(id)

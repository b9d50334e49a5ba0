"""Sort citations by key: works, things within the document, and what is neither."""

from __future__ import annotations

from typing import Literal

from paperconv import model as m
from paperconv.citations.ids import xml_name
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity

_FLOAT_PREFIXES = (
    "fig",
    "tbl",
    "tab",
    "eq",
    "sec",
    "lst",
    "thm",
    "lem",
    "def",
    "cor",
    "prp",
    "exm",
    "alg",
    "app",
)


def link_keys(document: m.Document, log: Log) -> m.Document:
    """Keys become ids of references; ``@fig:x`` and the like cross-references; a key that nothing answers to is text again."""
    if not any(isinstance(node, m.Citation) for node in m.iter_nodes(document)):
        return document
    keys: dict[str, str] = {}
    for reference in document.references:
        keys.setdefault(reference.id, reference.id)
    for reference in document.references:
        if reference.key:
            keys[reference.key] = reference.id
    targets = {given for node in m.iter_nodes(document) if (given := getattr(node, "id", ""))}

    def rule(node: m.Node) -> m.Node | tuple[m.Node, ...] | None:
        return _resolve(node, keys, targets, log) if isinstance(node, m.Citation) else None

    return m.rewrite(document, rule)


def _resolve(
    citation: m.Citation, keys: dict[str, str], targets: set[str], log: Log
) -> m.Citation | tuple[m.Node, ...] | None:
    if all(keys.get(item.ref) == item.ref for item in citation.items):
        return None
    items: list[m.CiteItem] = []
    crossed: list[m.Node] = []
    lost: list[str] = []
    for item in citation.items:
        target = _target(item.ref, targets)
        if item.ref in keys:
            items.append(m.replace(item, ref=keys[item.ref]))
        elif (intent := item.ref.rpartition(":"))[2] in keys:
            # The Citation Typing Ontology's property stands before the key, as JOSS and BioHackrXiv have it.
            items.append(m.replace(item, ref=keys[intent[2]]))
            log(
                Diagnostic(
                    Rule.CONTENT_KEPT,
                    f'why "{intent[2]}" is cited ("{intent[0]}") is left out',
                    Severity.INFO,
                    pos=item.pos or citation.pos,
                    removed=intent[0],
                )
            )
        elif target:
            if crossed:
                crossed.append(m.Text(", "))
            # [-@fig:x], and [Panel @fig-x], where the author's word takes the place of "Figure".
            named = m.text_of(item.prefix).strip()[:1].isupper()
            form: Literal["", "number"] = "number" if item.suppress_author or named else ""
            pointer = m.CrossRef(target, form=form, pos=item.pos or citation.pos)
            crossed += [*item.prefix, *(m.text("\u00a0") if item.prefix else ()), pointer, *item.suffix]
        else:
            lost.append(item.ref)
            log(unknown_key(item.ref, item.pos or citation.pos))
    printed = citation.source or citation.rendered
    if not items and printed and not crossed:
        return printed
    out: list[m.Node] = []
    if items:
        out.append(m.replace(citation, items=tuple(items)))
    rest = [*crossed]
    if lost:
        narrative = citation.mode == "narrative" and not items and not crossed and len(lost) == 1
        keyed = "; ".join(f"@{key}" for key in lost)
        rest += [m.Text(" ")] if rest else []
        rest.append(m.Text(keyed if narrative else f"[{keyed}]"))
    if items and rest:
        out.append(m.Text(" "))
    return (*out, *rest)


def unknown_key(key: str, pos: Pos | None) -> Diagnostic:
    """What is said of a key that neither a work nor a thing in the document has."""
    if (":" in key or "-" in key) and key.replace("-", ":").split(":")[0].lower() in _FLOAT_PREFIXES:
        return Diagnostic(
            Rule.CROSS_REFERENCE_KNOWN,
            f'"@{key}" points to nothing in this document; it is printed as it stands',
            pos=pos,
            hint="name the figure, table, equation or section so, or correct the reference",
        )
    return Diagnostic(
        Rule.CITATION_KNOWN,
        f'"@{key}" is not in the reference list; it is printed as it stands',
        pos=pos,
        hint="add it to the bibliography, or correct the key",
    )


def _target(key: str, targets: set[str]) -> str:
    for name in (key, xml_name(key), xml_name(key[:1].lower() + key[1:])):
        if name in targets:
            return name
    return ""

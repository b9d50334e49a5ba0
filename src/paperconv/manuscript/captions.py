"""Captions that stand as paragraphs go to the picture or table that they belong to."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.manuscript import runs
from paperconv.manuscript.float_labels import Label, read_label
from paperconv.manuscript.legends import anchor_of, join_legends, words_of
from paperconv.manuscript.panels import panel_words, panels_of, rows_of
from paperconv.manuscript.scraps import rows_behind

_LONGEST_TITLE = 200


def _label_of(blocks: list[m.DraftBlock], at: int) -> Label | None:
    """The label of the caption at ``at``; what the source calls a caption needs none beside a picture or table."""
    block = blocks[at]
    if not isinstance(block, m.Paragraph):
        return None
    found = read_label(block.children)
    if block.role != "caption":
        return found
    if found is not None:
        found.sure = True
        return found
    for beside in (at - 1, at + 1):
        if 0 <= beside < len(blocks) and _free(blocks[beside], "table"):
            return Label("table" if isinstance(blocks[beside], m.Table) else "figure", "", 0, sure=False)
    return None


def attach_captions(blocks: list[m.DraftBlock], log: Log) -> list[m.DraftBlock]:
    """Each caption on its picture or table; one without either is a figure or table of its own, and reported."""
    blocks = [part for block in blocks for part in _split_pictures(block)]
    blocks = _with_titles([_label_of_own(block) for block in _unheaded(blocks)])
    found: list[Label | None] = [_label_of(blocks, at) for at in range(len(blocks))]
    below = _style(blocks, found)
    done: set[int] = set()
    result: dict[int, m.DraftBlock] = {}
    alone: dict[tuple[Pos | None, str], Diagnostic] = {}
    for at, label in enumerate(found):
        if label is None:
            continue
        block = blocks[at]
        if at in done or not isinstance(block, m.Paragraph):
            continue
        before = _before(blocks, found, at, label.kind, done)
        after = _after(blocks, found, at, label.kind, done)
        tables = [isinstance(blocks[i], m.Table) for i in (*before[-1:], *after[:1])]
        own = label.kind == "table" and tables == [
            True,
            False,
        ]  # a picture is a table only where there is none
        first = before if below[label.kind] or own else after
        chosen = first or before or after
        if (
            not chosen
            and label.kind == "figure"
            and at
            and at - 1 not in done
            and _free(blocks[at - 1], "table")
        ):
            chosen = [at - 1]  # a picture that was read as a table
        caption = _unstyle(runs.strip(runs.cut(block.children, label.end)))
        if chosen and not (label.kind == "table" and label.continued):
            made = _attach([blocks[i] for i in chosen], label, caption, block)
            keep = min(*chosen, at)
            done.update(chosen)
            done.add(at)
            result[keep] = made
        elif label.sure or _is_caption_alone(caption):
            done.add(at)
            rows = rows_behind(blocks, found, at) if label.kind == "table" else ()
            done.update(range(at + 1, at + 1 + len(rows)))
            kept = m.Caption((), (m.Paragraph(caption, pos=block.pos),) if caption else ())
            anchor = anchor_of(block.children, label.end)
            result[at] = (
                m.Figure((), id=anchor, label=label.label, caption=kept, pos=block.pos)
                if label.kind == "figure"
                else m.Table((m.Column(),) if rows else (), rows[:1], (m.TableBody(rows[1:]),) if rows else (), id=anchor, label=label.label,
                             caption=kept, pos=block.pos)
            )  # fmt: skip
            what = {"figure": "picture"}.get(label.kind, "table")
            taken = f": {len(rows)} lines behind it are its rows" if rows else ""
            alone[block.pos, label.label] = Diagnostic(
                Rule.CAPTION_ATTACHED, f"{label.label} has a caption but no {what}{taken}", Severity.WARNING, block.pos,
                f"put the {what} beside its caption",
            )  # fmt: skip
    joined = join_legends(
        [_lift(result.get(at, block)) for at, block in enumerate(blocks) if at not in done or at in result]
    )
    for block in joined:
        if isinstance(block, m.Figure | m.Table) and (said := alone.get((block.pos, block.label))):
            log(said)
    return joined


def _unheaded(blocks: list[m.DraftBlock]) -> list[m.DraftBlock]:
    """``blocks`` where a caption that was marked as a heading is a paragraph, together with its words if these stand below it."""
    out: list[m.DraftBlock] = []
    for block in blocks:
        above = out[-1] if out else None
        if isinstance(above, m.Heading) and (label := read_label(above.children)) is not None:
            alone = not m.text_of(above.children)[label.end :].strip()
            words = block.children if alone and isinstance(block, m.Paragraph) else ()
            if label.sure or alone:
                said = (*above.children, m.Text(". "), *words) if words else above.children
                out[-1] = m.Paragraph(said, pos=above.pos)
            if words:
                continue
        out.append(block)
    return out


def _with_titles(blocks: list[m.DraftBlock]) -> list[m.DraftBlock]:
    """``blocks`` where a label in a line of its own and the title in the next are one caption, before a table or picture."""
    out: list[m.DraftBlock] = []
    at = 0
    while at < len(blocks):
        block, title = blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None
        label = read_label(block.children) if isinstance(block, m.Paragraph) else None
        if (
            label is not None
            and isinstance(block, m.Paragraph)
            and isinstance(title, m.Paragraph)
            and not m.text_of(block.children)[label.end :].strip()
            and at + 2 < len(blocks)
            and _free(blocks[at + 2], label.kind)
            and read_label(title.children) is None
            and 0 < len(runs.block_text(title)) < _LONGEST_TITLE
            and panel_words(title) is None
        ):
            stop = "" if m.text_of(block.children).rstrip().endswith((".", ":")) else "."
            words = _unstyle(runs.strip(title.children))
            out.append(
                m.replace(block, children=(*block.children, m.Text(f"{stop} "), *words), role="caption")
            )
            at += 2
            continue
        out.append(block)
        at += 1
    return out


def _lift(block: m.DraftBlock) -> m.DraftBlock:
    """The caption of the only panel of a figure is the figure's."""
    if (
        isinstance(block, m.Figure)
        and block.caption is None
        and len(block.panels) == 1
        and block.panels[0].caption is not None
    ):
        return m.replace(
            block, caption=block.panels[0].caption, panels=(m.replace(block.panels[0], caption=None),)
        )
    return block


def _unstyle(caption: m.Inlines) -> m.Inlines:
    return runs.unwrap(caption) if runs.is_all(caption, "strong") or runs.is_all(caption, "emph") else caption


def _is_caption_alone(caption: m.Inlines) -> bool:
    words = runs.plain(caption).split()
    if not words or len(words) > 120:
        return False
    # prose goes on behind its mention with a verb
    verb = r"[A-Z]\w+ (?:shows?|presents?|is|are|was|were|has|have|lists?|gives?)\b"
    return re.match(verb, " ".join(words)) is None


def _split_pictures(block: m.DraftBlock) -> list[m.DraftBlock]:
    """A paragraph of pictures with their caption on the next line as a figure and a paragraph."""
    if isinstance(block, m.Table):
        return _unframed(block)
    if not isinstance(block, m.Paragraph) or not any(isinstance(node, m.Image) for node in block.children):
        return [block]
    children = block.children
    panels: list[m.Panel] = []
    at = 0
    while at < len(children):
        node = children[at]
        if isinstance(node, m.Image):
            panels.append(m.Panel(node))
        elif not (isinstance(node, m.LineBreak) or (isinstance(node, m.Text) and not node.value.strip())):
            break
        at += 1
    rest = runs.strip(children[at:])
    if (
        panels
        and rest
        and not any(isinstance(node, m.Image) for node in rest)
        and (
            read_label(rest) is not None
            or (at and isinstance(children[at - 1], m.LineBreak) and len(runs.plain(rest)) < 400)
        )
    ):
        lines = runs.split_lines(rest)
        start = next((n for n, line in enumerate(lines) if read_label(line) is not None), len(lines))
        if (
            start and len(lines[:start]) == 1 and len(runs.plain(lines[0])) < 200
        ):  # what stands under a picture is its own caption
            panels[-1] = m.replace(panels[-1], caption=m.Caption((), (m.Paragraph(lines[0]),)))
            lines = lines[start:]
        figure = m.Figure(tuple(panels), pos=block.pos)
        if not lines:
            return [figure]
        return [
            figure,
            m.Paragraph(
                tuple(x for n, line in enumerate(lines) for x in ((m.LineBreak(),) if n else ()) + line),
                pos=block.pos,
            ),
        ]
    tail = len(children)
    while tail and (
        isinstance(children[tail - 1], m.Image | m.LineBreak) or not m.text_of(children[tail - 1]).strip()
    ):
        tail -= 1
    images = [node for node in children[tail:] if isinstance(node, m.Image)]
    if images and tail and read_label(children[:tail]) is not None:
        return [
            m.Paragraph(runs.strip(children[:tail]), pos=block.pos),
            m.Figure(tuple(m.Panel(i) for i in images), pos=block.pos),
        ]
    return [block]


def _unframed(table: m.Table) -> list[m.DraftBlock]:
    """A table that holds nothing but pictures and the caption of their figure as a figure and a paragraph."""
    rows = rows_of(table)
    if (
        table.label
        or table.caption is not None
        or not any(isinstance(n, m.Image) for n in m.iter_nodes(table))
    ):
        return [table]
    captions = [
        block
        for row in rows
        for cell in row.cells
        for block in cell.blocks
        if isinstance(block, m.Paragraph)
        and (label := read_label(block.children)) is not None
        and label.kind == "figure"
    ]
    if len(captions) != 1:
        return [table]

    def without(cell: m.Cell) -> m.Cell:
        return m.replace(cell, blocks=tuple(one for one in cell.blocks if one is not captions[0]))

    rest = tuple(m.replace(row, cells=tuple(map(without, row.cells))) for row in rows)
    panels = panels_of(m.Table((), (), (m.TableBody(rest),)))
    return [m.Figure(panels, pos=table.pos), captions[0]] if panels else [table]


def _label_of_own(block: m.DraftBlock) -> m.DraftBlock:
    """A caption that the source attached already gives up its label."""
    if not isinstance(block, m.Figure | m.Table) or block.caption is None or block.label:
        return block
    caption = block.caption
    inlines = caption.title or (
        caption.blocks[0].children if caption.blocks and isinstance(caption.blocks[0], m.Paragraph) else ()
    )
    label = read_label(inlines)
    if label is None:
        return block
    rest = _unstyle(runs.strip(runs.cut(inlines, label.end)))
    if caption.title:
        kept = m.replace(caption, title=rest)
    else:
        first = caption.blocks[0]
        kept = m.replace(
            caption,
            blocks=(m.replace(first, children=rest), *caption.blocks[1:]) if rest else caption.blocks[1:],
        )
    return m.replace(block, label=label.label, caption=kept)


def _style(blocks: list[m.DraftBlock], found: list[Label | None]) -> dict[str, bool]:
    """For each kind whether captions stand below; unclear neighbours do not count."""
    votes = {"figure": 0, "table": 0}
    for at, label in enumerate(found):
        if label is None:
            continue
        before = bool(_before(blocks, found, at, label.kind, set()))
        after = bool(_after(blocks, found, at, label.kind, set()))
        if before != after:
            votes[label.kind] += 1 if before else -1
    return {"figure": votes["figure"] >= 0, "table": votes["table"] > 0}


def _free(block: m.DraftBlock, kind: str) -> bool:
    match block:
        case m.Figure(_, label=label, caption=caption):
            return not label and (caption is None or not words_of(caption))
        case m.Table(label=label, caption=caption):
            bare = not label and (caption is None or not words_of(caption))
            return bare and (kind == "table" or bool(panels_of(block)))
        case _:
            return False


def _before(
    blocks: list[m.DraftBlock], found: list[Label | None], at: int, kind: str, done: set[int]
) -> list[int]:
    chosen: list[int] = []
    i = at - 1
    while i >= 0:
        block = blocks[i]
        if i in done or not _free(block, kind):
            # "(a) …" under a picture, or another caption that waits for the picture next to it
            if chosen or i in done:
                if chosen and panel_words(block) and i not in done and kind == "figure":
                    chosen.append(i)
                    i -= 1
                    continue
                break
            if panel_words(block) and found[i] is None and i > 0 and _free(blocks[i - 1], kind):
                chosen.append(i)
                i -= 1
                continue
            break
        chosen.append(i)
        if isinstance(block, m.Table):
            break
        i -= 1
    chosen = sorted(chosen)
    while chosen and not isinstance(blocks[chosen[0]], m.Figure | m.Table):
        chosen.pop(0)
    if kind == "table" and len(chosen) > 1:
        chosen = chosen[-1:] if isinstance(blocks[chosen[-1]], m.Table) else chosen
    return chosen


def _after(
    blocks: list[m.DraftBlock], found: list[Label | None], at: int, kind: str, done: set[int]
) -> list[int]:
    chosen: list[int] = []
    i = at + 1
    if (
        (
            kind == "table"
            and i + 1 < len(blocks)
            and not _free(blocks[i], kind)
            and found[i] is None
            and isinstance(blocks[i], m.Paragraph)
        )
        and len(runs.block_text(blocks[i])) < 80
        and isinstance(blocks[i + 1], m.Table)
    ):
        i += 1
    while i < len(blocks) and i not in done and _free(blocks[i], kind):
        chosen.append(i)
        if isinstance(blocks[i], m.Table):
            break
        i += 1
    return chosen


def _attach(parts: list[m.DraftBlock], label: Label, caption: m.Inlines, source: m.Paragraph) -> m.DraftBlock:
    body: m.Blocks = (m.Paragraph(caption, pos=source.pos),) if caption else ()
    tables = [part for part in parts if isinstance(part, m.Table)]
    if label.kind == "table" and tables:
        anchor = tables[0].id or anchor_of(source.children, label.end)
        return m.replace(tables[0], id=anchor, label=label.label, caption=m.Caption((), body))
    panels: list[m.Panel] = []
    identifier = anchor_of(source.children, label.end)
    for part in parts:
        match part:
            case m.Figure(inner, id=own):
                identifier = identifier or own
                panels.extend(inner)
            case m.Table():
                panels.extend(panels_of(part) or (m.Panel(blocks=(part,)),))
            case _ if panels and (words := panel_words(part)) is not None:
                letter, rest = words
                kept = m.Caption((), (m.Paragraph(rest),)) if rest else None
                panels[-1] = m.replace(panels[-1], label=letter, caption=kept)
            case _:
                pass
    if label.kind == "table":
        images = tuple(panel.image for panel in panels if panel.image is not None)
        return m.Table(
            images=images, id=identifier, label=label.label, caption=m.Caption((), body), pos=source.pos
        )
    return m.Figure(
        tuple(panels),
        id=identifier,
        label=label.label,
        caption=m.Caption((), body),
        pos=parts[0].pos or source.pos,
    )

"""Rules about the files that are sent, and the layout that the style gives them."""

from __future__ import annotations

from pathlib import PurePosixPath

from paperconv import model as m
from paperconv import registry
from paperconv.errors import AssetError
from paperconv.requirements.paper import Paper
from paperconv.requirements.pictures import shown
from paperconv.requirements.types import (
    Check,
    Place,
    Verdict,
    bounded,
    is_within,
    judged,
    passed,
    size_of,
    unknown,
)
from paperconv.styles import Rule
from paperconv.styles.lengths import style_points

_MM = 25.4 / 72
_CALLED = {
    **dict.fromkeys(("md", "markdown", "mdown", "mkd", "mmd", "qmd", "rmd"), "markdown"),
    **dict.fromkeys(("tex", "latex", "ltx"), "latex"),
    **dict.fromkeys(("xml", "nxml", "jats"), "jats"),
}


def format_of(name: str) -> str:
    """The format of the file ``name`` as styles call it, by its suffix; empty without one."""
    suffix = PurePosixPath(name).suffix.lower().lstrip(".")
    return _CALLED.get(suffix, suffix)


def manuscript_formats(paper: Paper, rule: Rule) -> Verdict:
    """The manuscript is in a format that the journal takes, or paperconv can write it in one."""
    own = format_of(paper.sent.name) if paper.sent else ""
    if own in rule.values:
        return passed(own)
    written = [one for one in rule.values if one in registry.formats("exporters")]
    said = own or "no file"
    if written:
        return Verdict("pass", said, reason=f"paperconv writes it as {' or '.join(written)}")
    if not own:
        return unknown("which file is sent is not known")
    return Verdict("fail", said, reason=f"paperconv does not write {' or '.join(rule.values)}")


def file_bytes(paper: Paper, rule: Rule) -> Verdict:
    """Size of each file that is there to be sent: the manuscript, its pictures and supplements."""
    sizes: dict[str, tuple[int, Place]] = {}
    missing: list[Place] = []
    if paper.sent:
        sizes[paper.sent.name] = (paper.sent.size, Place(paper.sent.name))
    files = [(one.image.source, one.pos) for one in shown(paper)]
    files += [(node.source, pos) for node, pos in paper.text_nodes if isinstance(node, m.Supplement)]
    for name, pos in files:
        if name in sizes or not name:
            continue
        try:
            sizes[name] = (len(paper.asset(name)), Place(name[-60:], pos))
        except AssetError as error:
            missing.append(Place(str(error), pos))
    large = [
        Place(f"{place.what}: {size_of(size)}", place.pos)
        for size, place in sizes.values()
        if not is_within(size, rule)
    ]
    if not large and (missing or not sizes):
        return unknown("some files could not be opened" if missing else "there is no file", places=missing)
    return judged(large, f"the largest has {size_of(max(size for size, _ in sizes.values()))}")


def line_numbers(paper: Paper, rule: Rule) -> Verdict:
    """Whether this variant of the style numbers the lines."""
    numbered = paper.style.page.line_numbers != "none"
    said = f"line numbers: {paper.style.page.line_numbers}"
    return Verdict("pass" if numbered == ("required" in rule.values) else "fail", said)


def line_spacing(paper: Paper, rule: Rule) -> Verdict:
    """Line spacing of this variant of the style: 2 is double."""
    value = paper.style.text.line_spacing
    return Verdict("pass" if is_within(value, rule) else "fail", f"{value:g} lines")


def page_numbers(paper: Paper, _: Rule) -> Verdict:
    """Whether this variant of the style numbers the pages."""
    return Verdict("pass" if paper.style.running_head.numbers_pages else "fail")


def font_size(paper: Paper, rule: Rule) -> Verdict:
    """Size of the text in this variant of the style."""
    return bounded(round(style_points(paper.style.text.size, "text.size"), 2), rule, "pt")


def fonts(paper: Paper, rule: Rule) -> Verdict:
    """The font of the text in this variant of the style, the first that it names."""
    named = paper.style.text.font[0] if paper.style.text.font else ""
    allowed = {one.casefold() for one in rule.values}
    return Verdict("pass" if named.casefold() in allowed else "fail", named)


def margins(paper: Paper, rule: Rule) -> Verdict:
    """The narrowest margin of this variant of the style."""
    page = paper.style.page
    held = {
        name: style_points(getattr(page, f"margin_{name}"), f"page.margin-{name}") * _MM
        for name in ("top", "bottom", "inner", "outer")
    }
    narrow = [
        Place(f"{name}: {width:.1f} mm")
        for name, width in held.items()
        if not is_within(round(width, 1), rule)
    ]
    return judged(narrow, f"the narrowest has {min(held.values()):.1f} mm")


def page_columns(paper: Paper, rule: Rule) -> Verdict:
    """Columns of a page in this variant of the style."""
    return bounded(paper.style.page.columns, rule, "columns")


CHECKS: dict[str, Check] = {
    "manuscript-formats": manuscript_formats,
    "file-bytes": file_bytes,
    "line-numbers": line_numbers,
    "line-spacing": line_spacing,
    "page-numbers": page_numbers,
    "font-size": font_size,
    "fonts": fonts,
    "margins": margins,
    "page-columns": page_columns,
}

"""What WeasyPrint works out again and again with the same result, worked out once.

Used values of a box that no percentage changes are those of its style. A computed value that no rule sets is its parent's or the
initial one. Pseudo-elements for which the same rules hold below the same style have one style; the sheet of WeasyPrint itself gives
every element six, which were half the memory of a long paper. The key of a font is that of its style. And the area of the notes
is as high as before while the same notes stand in it, and higher by what each adds: in columns it is laid out for every trial.
What is looked up for every line or tag is not put together from all pages or notes each time, which made the time grow with the
square of the pages. Kozea/WeasyPrint#578 gathers such finds; no thread is known that has one of these.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from paperconv.exporters.pdf.engine import HTML, LayoutContext, css, line_break, percent, pydyf
from paperconv.exporters.pdf.weasy.cure import Cure, Replacements, replacing

_stock_percentages = percent.resolve_percentages
_stock_missing = css.ComputedStyle.__missing__
_stock_attributes = css.find_style_attributes
_stock_styles = css.StyleFor.set_computed_styles
_stock_start = LayoutContext.__init__
_stock_references = pydyf.PDF.page_references.fget
_stock_area = LayoutContext._update_footnote_area  # noqa: SLF001 - the only place where the area is laid out
_stock_key = line_break._font_style_cache_key  # noqa: SLF001 - the only name of a font

_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"{limit}{axis}" for limit in ("", "min_", "max_") for axis in ("width", "height")),
)
_USED = (*_LENGTHS, *(f"border_{side}_width" for side in _SIDES))


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """WeasyPrint's function of this name: the used values of ``box``."""
    style = box.style
    used = style.__dict__.get("_used")
    if used is None:
        _stock_percentages(box, containing_block)
        own = box.__dict__
        style._used = {name: own[name] for name in _USED} if _is_fixed(style) else ()  # noqa: SLF001 - ours
    elif used:
        box.__dict__.update(used)
    else:
        _stock_percentages(box, containing_block)


def _is_fixed(style: Any) -> bool:
    """Whether used values depend on nothing but ``style``."""
    if style["border_collapse"] == "collapse":
        return False
    return all(
        value == "auto" or getattr(value, "unit", "") == "px" for value in map(style.__getitem__, _LENGTHS)
    )


_SPECIAL = frozenset({"position", "float", "display", "page"})
_LOGICAL: dict[str, tuple[str, ...]] = {
    physical: tuple({name(block="ttb", inline=direction) for direction in ("ltr", "rtl")})
    for physical, name in css.PHYSICAL_FUNCTIONS.items()
}
"""What else a rule may call a property: ``margin-inline-start`` is ``margin-left`` or ``margin-right``."""


def missing(style: Any, key: str) -> Any:
    """WeasyPrint's ``ComputedStyle.__missing__``: a value that nobody has asked for yet."""
    cascaded, parent = style.cascaded, style.parent_style
    if parent is None or key in cascaded or key in _SPECIAL or key[:16] == "text_decoration_":
        return _stock_missing(style, key)
    for name in _LOGICAL.get(key, ()):
        if name in cascaded:
            return _stock_missing(style, key)
    if key in css.INHERITED or key[:2] == "__":
        value = parent[key]
    else:
        value = css.INITIAL_VALUES[key]
        if key in css.INITIAL_NOT_COMPUTED:
            value = css.COMPUTER_FUNCTIONS[key](style, key, value)
    style[key] = value
    return value


_DECLARING = ("id", "lang", "name")


def set_computed_styles(  # noqa: PLR0917 - as WeasyPrint calls it
    styles: Any,
    element: Any,
    parent: Any,
    root: Any = None,
    pseudo_type: str | None = None,
    base_url: str | None = None,
    target_collector: Any = None,
) -> None:
    """WeasyPrint's ``StyleFor.set_computed_styles``: the style of an element or pseudo-element."""
    above = (
        styles.get_computed_styles()[parent, None] if pseudo_type and target_collector else None
    )  # else a page
    if above is None or above["position"][0] == "note()":  # whose pseudo-elements get anchors of their own
        _stock_styles(styles, element, parent, root, pseudo_type, base_url, target_collector)
        return
    shared = styles.__dict__.setdefault("_shared", {})
    cascaded = styles.get_cascaded_styles()[element, pseudo_type]
    # Values are told by their numbers: they are those of the sheets, which live as long.
    rules = frozenset((name, id(value), weight) for name, (value, weight) in cascaded.items())
    key = id(above), pseudo_type, rules
    if key in shared:
        styles.get_computed_styles()[element, pseudo_type] = shared[key]
        return
    _stock_styles(styles, element, parent, root, pseudo_type, base_url, target_collector)
    shared[key] = styles.get_computed_styles()[element, pseudo_type]


def find_style_attributes(
    tree: Any, presentational_hints: bool = False, base_url: str | None = None
) -> Iterator[Any]:
    """WeasyPrint's function of this name: what elements declare. It shares the styles of those that share a declaration."""
    known: dict[str, Any] = {}
    for found in _stock_attributes(tree, presentational_hints, base_url):
        specificity, element, declarations, base = found
        text = element.get("style")
        if text is None or any(map(element.get, _DECLARING)):  # WeasyPrint compares only the last declaration
            yield found
        else:
            yield specificity, element, known.setdefault(text, declarations), base


def font_key(style: Any, include_size: bool = False) -> str:
    """WeasyPrint's ``_font_style_cache_key``."""
    held = style.__dict__.get("_font_key")
    if held is None:
        held = style._font_key = {}  # noqa: SLF001 - ours
    if include_size not in held:
        held[include_size] = _stock_key(style, include_size)
    return str(held[include_size])


class Notes(list[Any]):
    """The notes that stand on no page yet; every box is looked up among them, and most have none."""

    def __contains__(self, note: object) -> bool:
        return note is not None and super().__contains__(note)

    def copy(self) -> Notes:
        """As that of a list."""
        return Notes(self)


def start(context: Any, *arguments: Any) -> None:
    """WeasyPrint's ``LayoutContext.__init__``."""
    _stock_start(context, *arguments)
    context.footnotes = Notes(context.footnotes)


def page_references(pdf: Any) -> tuple[bytes, ...]:
    """pydyf's ``PDF.page_references``."""
    kids = pdf.pages["Kids"]
    held = pdf.__dict__.get("_page_references", ())
    if len(held) * 3 != len(kids):
        held = pdf._page_references = _stock_references(pdf)  # noqa: SLF001 - ours
    return tuple(held)


_FEW_NOTES = 3


class Areas:
    """The areas of notes of the page that is being laid out, by the notes in them.

    A note adds as much to the height as it adds below the note before it. With more notes than a few, that is
    summed up, so that a page of forty notes does not lay out forty notes for each of them.
    """

    def __init__(self) -> None:
        self._area: Any = None
        self._known: dict[tuple[int, ...], tuple[list[Any], Any, bool]] = {}
        self._heights: dict[tuple[Any, ...], tuple[list[Any], float]] = {}

    def update(self, context: Any) -> bool:
        """WeasyPrint's ``LayoutContext._update_footnote_area``: whether the notes overflow their area."""
        area, notes = context.current_footnote_area, context.current_page_footnotes
        if area is not self._area:
            self._area = area
            self._known.clear()
        key = tuple(map(id, notes))
        if len(notes) > _FEW_NOTES and key not in self._known and _is_as_high_as_its_notes(area.style):
            self._known[key] = list(notes), self._height(context, notes), False
        if not notes or key not in self._known:
            overflows = bool(_stock_area(context))
            if notes:
                # With the notes: their numbers are not given to others while they live.
                self._known[key] = list(notes), area.height, overflows
            return overflows
        if area.height != "auto" and not context.in_column:
            context.page_bottom += area.margin_height()
        _, area.height, overflows = self._known[key]
        area.children = notes
        if not context.in_column:
            context.page_bottom -= area.margin_height()
        return overflows

    def _height(self, context: Any, notes: list[Any]) -> float:
        total = self._height_of(context, notes[:1])
        for pair in pairwise(notes):
            total += self._height_of(context, list(pair)) - self._height_of(context, [pair[0]])
        return total

    def _height_of(self, context: Any, notes: list[Any]) -> float:
        """How high the area is with these notes only."""
        area = context.current_footnote_area
        key = (area.width, *map(id, notes))
        held = self._heights.get(key)
        if held is None:
            before = area.height, context.page_bottom, context.current_page_footnotes
            context.current_page_footnotes = notes
            _stock_area(context)
            held = self._heights[key] = notes, area.height
            area.height, context.page_bottom, context.current_page_footnotes = before
        return held[1]


def _is_as_high_as_its_notes(style: Any) -> bool:
    return all(style[name] == css.INITIAL_VALUES[name] for name in ("height", "min_height", "max_height"))


def replacements() -> Replacements:
    """The functions for one document."""
    own: list[tuple[Any, str, Any]] = [
        (css.ComputedStyle, "__missing__", missing),
        (css, "find_style_attributes", find_style_attributes),
        (css.StyleFor, "set_computed_styles", set_computed_styles),
        (line_break, "_font_style_cache_key", font_key),
        (pydyf.PDF, "page_references", property(page_references)),
        (LayoutContext, "__init__", start),
        (LayoutContext, "_update_footnote_area", _method(Areas())),
    ]
    for name, module in list(sys.modules.items()):
        if (
            name.startswith("weasyprint.")
            and getattr(module, "resolve_percentages", None) is _stock_percentages
        ):
            own.append((module, "resolve_percentages", resolve_percentages))
    return own


def _method(areas: Areas) -> Any:
    def update(context: Any) -> bool:
        return areas.update(context)

    return update


def works(fonts: Any) -> bool:
    """Whether boxes stand where they stood, in columns, in a table, and with percentages."""
    note = "<span style='float:footnote'>A note of its own.</span>"
    text = f"Some words{note} <b style='padding:0 2%'>in</b> a text. "
    html = (
        "<html lang=en><style>@page{size:300px 200px;margin:5%}main{columns:2}th{width:30%;text-transform:uppercase}"
        f"div{{inline-size:50%;box-sizing:border-box;padding:3px}}</style><main><p>{text * 9}<div>{text * 3}</div></main>"
        f"<table style='border-collapse:collapse'><tr><th>{text}<td>{text}</table>"
    )
    stock = _places(html, fonts)
    with replacing(CURE.replacements()):
        ours = _places(html, fonts)
    return len(ours) > 100 and ours == stock


def _places(html: str, fonts: Any) -> list[tuple[Any, ...]]:
    pages = HTML(string=html).render(font_config=fonts).pages
    boxes = [box for page in pages for box in page._page_box.descendants()]  # noqa: SLF001 - what we compare
    return [(box.element_tag, box.position_x, box.position_y, box.width, box.height) for box in boxes]


CURE = Cure(
    "repeated work",
    "https://github.com/Kozea/WeasyPrint/issues/578",
    "PDF takes a little longer",
    replacements,
    works,
)

"""MyST directives that become figures, tables and boxes."""

from __future__ import annotations

import html

import msgspec

from paperconv import patterns
from paperconv.readers.markdown.lines import Line


class Directive(msgspec.Struct):
    """A directive: its name, what stands behind it, its options, and its lines."""

    name: str
    argument: str
    options: dict[str, str]
    body: list[Line]
    at: int
    indent: str

    @property
    def label(self) -> str:
        """What pointers call it."""
        return self.options.get("label") or self.options.get("name") or self.options.get("id") or ""

    @property
    def anchor(self) -> str:
        """The same as pandoc's attributes."""
        return f" {{#{self.label}}}" if self.label else ""


def div(one: Directive, name: str, body: list[Line]) -> list[Line]:
    name = name if name != "admonition" else next(iter(one.options.get("class", "").split()), "note")
    anchor = f"#{one.label} " if one.label else ""
    title = one.argument.replace('"', "'")
    attribute = f' title="{title}"' if title else ""
    colons = ":" * (4 + max((len(patterns.match(r":*", line.text)[0]) for line in body), default=0))  # type: ignore[index]
    return [
        Line(f"{colons} {{{anchor}.{name}{attribute}}}", one.at),
        *([Line("", one.at)]),
        *body,
        Line("", one.at),
        Line(colons, body[-1].at if body else one.at),
    ]


def figure(one: Directive, body: list[Line]) -> list[Line]:
    while body and not body[0].text.strip():
        body = body[1:]
    end = next((i for i, line in enumerate(body) if not line.text.strip()), len(body))
    caption, legend = body[:end], body[end:]
    # A figure of several pictures: its body begins with them.
    if not one.argument and body and body[0].text.lstrip().startswith("!["):
        anchor = f"#{one.label} " if one.label else ""
        return [Line(f":::::: {{{anchor}.figure}}", one.at), *body, Line("", one.at), Line("::::::", one.at)]
    text = "\n".join(line.text for line in caption)
    if text.count("[") != text.count("]"):
        text = text.replace("[", "\\[").replace("]", "\\]")
    pairs = [f'{key}="{one.options[key]}"' for key in ("width", "height", "alt") if one.options.get(key)]
    anchor = f"#{one.label}" if one.label else ""
    attributes = " ".join(filter(None, (anchor, *pairs)))
    tail = f"]({one.argument.replace(' ', '%20')})" + (f"{{{attributes}}}" if attributes else "")
    texts = text.split("\n")
    lines = [Line(part, caption[i].at if i < len(caption) else one.at) for i, part in enumerate(texts)]
    if one.name == "image" and not text:
        lines = [Line(one.options.get("alt", ""), one.at)]
    lines[0] = Line("![" + lines[0].text, lines[0].at)
    lines[-1] = Line(lines[-1].text + tail, lines[-1].at)
    return [*lines, Line("", one.at), *legend]


def list_table(one: Directive) -> list[Line]:
    """Rows are items of a list, cells are items of lists in them."""
    rows: list[list[list[Line]]] = []
    for line in one.body:
        if row := patterns.match(r"\s{0,3}[*-]\s+[-*+](?:\s+(.*)|$)", line.text):
            rows.append([[Line(row[1] or "", line.at)]])
        elif rows and (cell := patterns.match(r"\s{1,6}[-*+](?:\s+(.*)|$)", line.text)):
            rows[-1].append([Line(cell[1] or "", line.at)])
        elif rows:
            rows[-1][-1].append(Line(line.text.strip(), line.at))
    return _table(one, rows)


def csv_table(one: Directive) -> list[Line]:
    rows = [
        [
            [Line(cell.strip().strip('"').replace('""', '"'), line.at)]
            for cell in patterns.findall(r'(?:^|,)\s*("(?:[^"]|"")*"|[^,]*)', line.text)
        ]
        for line in one.body
        if line.text.strip()
    ]
    if header := one.options.get("header", ""):
        rows.insert(0, [[Line(cell.strip().strip('"'), one.at)] for cell in header.split(",")])
        one.options["header-rows"] = "1"
    return _table(one, rows)


def _table(one: Directive, rows: list[list[list[Line]]]) -> list[Line]:
    """A table in HTML, whose cells pandoc reads as Markdown."""
    heads = int(one.options.get("header-rows", "0")) if one.options.get("header-rows", "0").isdigit() else 0
    name = html.escape(one.label, quote=True)
    out = [Line(f'<table id="{name}">' if name else "<table>", one.at)]
    if one.argument:
        out.append(Line(f"<caption>{one.argument}</caption>", one.at))
    for number, row in enumerate(rows):
        tag = "th" if number < heads else "td"
        out.append(Line("<thead><tr>" if number < heads else "<tr>", row[0][0].at))
        for cell in row:
            texts = [Line(line.text, line.at) for line in cell]
            texts[0] = Line(f"<{tag}>{texts[0].text}", texts[0].at)
            texts[-1] = Line(f"{texts[-1].text}</{tag}>", texts[-1].at)
            out.extend(texts)
        out.append(Line("</tr></thead>" if number < heads else "</tr>", row[-1][-1].at))
    out.append(Line("</table>", one.at))
    return out

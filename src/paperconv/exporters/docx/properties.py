"""The parts around the text: settings, document properties, running head and foot."""

from __future__ import annotations

from paperconv import model as m
from paperconv.exporters.docx.markup import DECLARATION, EMPTY, Xml, attribute, join, language_element, part
from paperconv.exporters.docx.notes import SEPARATORS
from paperconv.exporters.docx.runs import field, para, text
from paperconv.exporters.docx.writer import Writer
from paperconv.html.names import display_name

_LONGEST_HEAD = 90


def settings_part(w: Writer) -> bytes:
    """``settings.xml``. Nothing in it makes Word ask a question when it opens the file."""
    page = w.page
    mirrored = "<w:mirrorMargins/>" if page.inner != page.outer else ""
    hyphenate = "true" if w.job.style.text.hyphenate else "false"
    notes = "".join(
        f"<w:{kind}Pr>{number}{''.join(_separator(kind, one) for one in SEPARATORS)}</w:{kind}Pr>"
        for kind, number in (("footnote", ""), ("endnote", '<w:numFmt w:val="decimal"/>'))
        if w.note_order[kind]
    )
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
        )
    )
    language = language_element(w.document.meta.language).replace("w:lang", "w:themeFontLang", 1)
    return part(
        "settings",
        Xml(
            f'<w:zoom w:percent="100"/>{mirrored}<w:defaultTabStop w:val="720"/>'
            f'<w:autoHyphenation w:val="{hyphenate}"/><w:characterSpacingControl w:val="doNotCompress"/>{notes}'
            f'<w:compat>{compatibility}</w:compat><m:mathPr><m:mathFont m:val="Cambria Math"/></m:mathPr>{language}'
            '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        ),
    )


def _separator(kind: str, identifier: int) -> str:
    return f'<w:{kind} w:id="{identifier}"/>'


def core_part(w: Writer) -> bytes:
    """``docProps/core.xml``: title, creators, keywords, language, and the job's date."""
    meta = w.document.meta
    date = f"{w.job.date:%Y-%m-%dT%H:%M:%SZ}"
    keywords = [m.text_of(one.children) or one.code for group in meta.keywords for one in group.keywords]
    fields = (
        ("dc:title", m.text_of(meta.title)),
        ("dc:subject", "; ".join(subject for subject in meta.subjects if subject)),
        ("dc:creator", "; ".join(display_name(author.name) for author in meta.authors)),
        ("cp:keywords", "; ".join(keyword for keyword in keywords if keyword)),
        ("dc:language", meta.language),
        ("dc:identifier", next((one.value for one in meta.identifiers if one.kind == "doi"), "")),
    )
    written = "".join(f"<{name}>{attribute(value)}</{name}>" for name, value in fields if value.strip())
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{date}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f"{DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{written}{dates}</cp:coreProperties>'
    ).encode()


def headers_and_footers(w: Writer) -> Xml:
    """Write the parts and give the references that each section has to them. The first page has no running head."""
    references: list[Xml] = []

    def add(kind: str, number: int, use: str, content: Xml) -> None:
        root = "hdr" if kind == "header" else "ftr"
        name = f"{kind}{number}"
        w.package.word_part(name, kind).data = part(root, para(w, kind.capitalize(), content))
        identifier = w.package.document.relate(kind, f"{name}.xml")
        references.append(Xml(f'<w:{kind}Reference w:type="{use}" r:id="{identifier}"/>'))

    if w.job.style.page.running_head:
        head = _running_head(w.document.meta)
        if head:
            add("header", 1, "default", text(w, head, w.look))
            add("header", 2, "first", EMPTY)
    if w.job.style.page.page_numbers:
        for number, use in ((1, "default"), (2, "first")):
            add("footer", number, use, field(w, "PAGE", text(w, "1", w.look), w.look, needed=True))
    return join(references)


def _running_head(meta: m.Metadata) -> str:
    head = " ".join(m.text_of(meta.short_title or meta.title).split())
    if len(head) <= _LONGEST_HEAD:
        return head
    return f"{head[:_LONGEST_HEAD].rsplit(' ', 1)[0]} …"

"""Each thing a paper may hold becomes the closest element of each format: one row for each, from Markdown on."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from functools import cache

import pytest

import paperconv
from tests.pieces import png

FRONT = "---\ntitle: Things\nauthor: Ana Lund\nlang: en\n---\n\n# Findings\n\nThe gauges are old.\n\n"
PICTURE = f"data:image/png;base64,{base64.b64encode(png()).decode()}"

# What Markdown says, and a pattern that the document holds in JATS, DOCX and EPUB.
THINGS: dict[str, tuple[str, str, str, str]] = {
    "footnote": (
        "Said.[^a]\n\n[^a]: A note.",
        r'<fn id="[^"]+"><label>1</label>\s*<p>A note\.',
        r"<w:footnoteReference [\s\S]*A note\.",
        r'epub:type="footnote"[^>]*>[\s\S]*A note\.',
    ),
    "box": (
        '::: {.callout-note title="Mind"}\nThe gap.\n:::',
        r'<boxed-text content-type="note"[^>]*><caption><title>Mind</title>',
        r'<w:tblStyle w:val="BoxNote"/>',
        r'class="box note"',
    ),
    "code": (
        "```python\nn += 1\n```",
        r'<code language="python"[^>]*>n \+= 1</code>',
        r'<w:pStyle w:val="SourceCode"/>',
        r"<pre[^>]*><code[^>]*>n \+= 1",
    ),
    "theorem": (
        '::: {#thm-a .theorem name="Bound"}\nIt is.\n:::',
        r'<statement content-type="theorem" id="thm-a"[^>]*><label>Theorem 1</label>\s*<title>Bound</title>',
        r'<w:pStyle w:val="Statement"/>',
        r'class="statement theorem"',
    ),
    "proof": ("::: proof\nSo.\n:::", r'content-type="proof"', r">Proof<", r'class="statement proof"'),
    "algorithm": (
        '::: {#alg-a .algorithm caption="Going"}\n1. Go.\n:::',
        r"<label>Algorithm 1</label>[\s\S]*Going[\s\S]*<list list-type",
        r'<w:tblStyle w:val="Algorithm"/>',
        r'class="algorithm"',
    ),
    "epigraph": (
        "::: epigraph\nThe sea.\n\n-- a keeper\n:::",
        r'<disp-quote (?:content-type|specific-use)="epigraph"[^>]*>[\s\S]*<attrib>a keeper</attrib>',
        r'<w:pStyle w:val="Epigraph"/>',
        r"<blockquote[^>]*epigraph",
    ),
    "poem": (
        "| Nine is the tide\n|   and ten the bell",
        r"<verse-group>\s*<verse-line>Nine is the tide</verse-line>",
        r'<w:pStyle w:val="Verse"/>',
        r'class="verse"',
    ),
    "definition list": (
        "Gun\n: A shot.",
        r"<def-list[^>]*>\s*<def-item[^>]*>\s*<term>Gun</term>\s*<def>\s*<p>A shot",
        r'<w:pStyle w:val="DefinitionTerm"/>',
        r"<dt[^>]*>Gun</dt>\s*<dd>",
    ),
    "task list": (
        "- [x] done\n- [ ] open",
        r"<list-item><label>☑</label>[\s\S]*☐",
        r'numId w:val="4"[\s\S]*done[\s\S]*numId w:val="3"[\s\S]*open[\s\S]*"☐"[\s\S]*"☑"',
        r"☑[\s\S]*☐",
    ),
    "abbreviation": (
        '<abbr title="Coordinated Universal Time">UTC</abbr> it is.',
        r"<abbrev[^>]*>UTC(?:<def>|</abbrev>)",
        r"UTC",
        r'<abbr title="Coordinated Universal Time">UTC</abbr>',
    ),
    "index term": (
        'Noon[]{.index entry="gun!noon"} it is.',
        r"<index-term><term>gun</term><index-term><term>noon</term>",
        r'XE &quot;gun:noon&quot;|XE "gun:noon"',
        r"Noon",
    ),
    "right-to-left words": (
        "The word [ساعة]{lang=ar} is.",
        r'<styled-content xml:lang="ar"[^>]*>ساعة',
        r'<w:rtl/><w:lang w:bidi="ar"/></w:rPr><w:t[^>]*>ساعة',
        r'<span[^>]*(?:lang="ar"[^>]*dir="rtl"|dir="rtl"[^>]*lang="ar")[^>]*>ساعة',
    ),
    "right-to-left list": (
        "::: {lang=ar}\n- بند أول\n:::",
        r'<list-item><p xml:lang="ar">بند',
        r"<w:bidi/>[\s\S]{0,200}بند",
        r'(?:lang="ar"[^>]*dir="rtl"|dir="rtl"[^>]*lang="ar")[^>]*>[\s\S]{0,40}بند',
    ),
    "East Asian words": (
        "The word [時計]{lang=ja} is.",
        r'<styled-content xml:lang="ja">時計',
        r'<w:lang w:eastAsia="ja"/></w:rPr><w:t[^>]*>時計',
        r'<span[^>]*lang="ja"[^>]*>時計',
    ),
    "Devanagari words": (
        "The word [घड़ी]{lang=hi} is.",
        r'<styled-content xml:lang="hi">घड़ी',
        r'<w:lang w:(?:val|bidi)="hi"/></w:rPr><w:t[^>]*>घड़ी',
        r'<span[^>]*lang="hi"[^>]*>घड़ी',
    ),
    "divider": (
        "Above.\n\n* * *\n\nBelow.",
        r"Above\.</p>[\s\S]*Below",
        r'<w:pStyle w:val="Divider"/>',
        r"<hr",
    ),
    "figure": (
        f"![A bank.]({PICTURE}){{#fig-a alt='A river'}}",
        r'<fig id="fig-a"><label>Figure 1</label>[\s\S]*<alt-text>A river</alt-text>',
        r'descr="A river"[\s\S]*SEQ Figure',
        r'<figure[^>]*id="fig-a"[\s\S]*alt="A river"[\s\S]*<figcaption',
    ),
    "supplement": (
        "# Supplementary material\n\n**Data S1.** Readings (readings.csv).",
        r"<supplementary-material [\s\S]*<label>Data S1</label>",
        r'<w:pStyle w:val="Supplement"/>',
        r'class="supplement"',
    ),
    "pointer": (
        "See @eq-a.\n\n$$ E = m c^2 $$ {#eq-a}",
        r'<xref ref-type="disp-formula" rid="eq-a">Equation 1</xref>',
        r"REF _eqn_eq_a \\h[\s\S]*SEQ Equation",
        r'<a [^>]*href="#eq-a"[^>]*>Equation 1</a>',
    ),
}


@cache
def _made(text: str) -> dict[str, str]:
    result = paperconv.convert(
        (FRONT + text + "\n\n# After\n\nThe end.\n").encode(), ["jats", "docx", "epub"], name="things.md"
    )
    result.raise_for_failures()
    out: dict[str, str] = {}
    for name, artifact in result.artifacts.items():
        if name == "jats":
            out[name] = artifact.data.decode()
            continue
        with zipfile.ZipFile(io.BytesIO(artifact.data)) as archive:
            parts = [
                one
                for one in sorted(archive.namelist())
                if one.endswith((".xhtml", "ment.xml", "notes.xml", "numbering.xml"))
            ]
            out[name] = "\n".join(archive.read(one).decode() for one in parts)
    return out


@pytest.mark.parametrize("format", ["jats", "docx", "epub"])
@pytest.mark.parametrize("thing", THINGS)
def test_each_thing_is_the_closest_element_of_the_format(thing: str, format: str):
    text, *patterns = THINGS[thing]
    made = _made(text)[format]
    pattern = patterns[("jats", "docx", "epub").index(format)]
    body = made.partition("<body>")[2] or made
    assert re.search(pattern, made), f"{thing} in {format}: {body[:3000]}"

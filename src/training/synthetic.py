"""Synthetic references: invented records that pandoc prints in hundreds of CSL styles, with the fields still marked.

Each variable of a style is put between two private-use characters, U+E000 + k and U+E100 + k for label k, which come
through citeproc untouched and are read back as labels.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from lxml import etree

from paperconv.citations.csl_styles import find_csl
from paperconv.pandoc.run import find_pandoc
from training import words
from training.labels import Labelled, without
from training.records import record, styles

_CSL = "{http://purl.org/net/xbiblio/csl}"
_LABEL = {
    "author": "a", "container-author": "e", "editor": "e", "collection-editor": "e", "translator": "r", "editorial-director": "e",
    "title": "t", "title-short": "t", "container-title": "c", "container-title-short": "c", "journalAbbreviation": "c",
    "collection-title": "s", "collection-number": "v", "volume": "v", "issue": "i", "page": "p", "page-first": "p",
    "number-of-pages": "z", "issued": "d", "accessed": "x", "publisher": "b", "publisher-place": "l", "edition": "n",
    "genre": "g", "number": "k", "note": "o", "medium": "o", "event": "c", "event-title": "c", "event-place": "l", "archive": "o",
    "DOI": "-", "URL": "-", "citation-number": "-", "version": "n", "original-date": "o", "status": "d",
}  # fmt: skip
_ORDER = "aertcsvipzdxblngko-"
_LANGUAGES = {"en": 62, "de": 8, "fr": 8, "es": 7, "pt": 7, "it": 2, "ru": 2, "pl": 1, "nl": 2, "sv": 1}
_EACH = 16
"""Records a style prints."""


def make(seed: int, count: int) -> list[Labelled]:
    """About ``count`` references, the same for the same seed and the same versions of pandoc and the styles."""
    dice = random.Random(seed)
    folder = styles()
    independent = sorted(path.stem for path in folder.glob("*.csl"))
    names = [name for name in words.STYLES if (folder / f"{name}.csl").is_file()]
    rest = dice.sample(independent, min(len(independent), count // _EACH))
    chosen = [*names * 2, *rest][: max(1, count // _EACH)]
    jobs = []
    for name in chosen:
        language = dice.choices(list(_LANGUAGES), list(_LANGUAGES.values()))[0]
        jobs.append((name, language, [record(dice, f"r{index}", language) for index in range(_EACH)]))
    with ThreadPoolExecutor(2) as pool:
        printed = list(pool.map(lambda job: _print(*job), jobs))
    return [one for listed in printed for one in listed if len(one.text.split()) > 4]


def _print(style: str, language: str, records: list[dict[str, Any]]) -> list[Labelled]:
    """``records`` as ``style`` prints them; nothing if pandoc cannot."""
    with tempfile.TemporaryDirectory() as folder:
        csl, items = Path(folder, "style.csl"), Path(folder, "items.json")
        csl.write_bytes(_marked(find_csl(style, ())))
        items.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
        locale = {"en": "en-US", "pt": "pt-BR"}.get(
            language, f"{language}-{language.upper()}".replace("sv-SV", "sv-SE")
        )
        run = subprocess.run(
            [find_pandoc(), "-f", "markdown", "-t", "html", "--wrap=none", "--citeproc", "--csl", str(csl), "--bibliography", str(items)],
            input=f"---\nnocite: '@*'\nlang: {locale}\n---\n".encode(), capture_output=True, check=False,
        )  # fmt: skip
    if run.returncode:
        return []
    root = etree.fromstring(
        b"<body>" + run.stdout.replace(b"&nbsp;", b"\xc2\xa0") + b"</body>", etree.XMLParser(recover=True)
    )
    return [_read(entry) for entry in root.iter("div") if "csl-entry" in (entry.get("class") or "")]


def _marked(style: bytes) -> bytes:
    root = etree.fromstring(style)
    for element in list(root.iter(f"{_CSL}text", f"{_CSL}names", f"{_CSL}date", f"{_CSL}number")):
        parent = element.getparent()
        label = next(
            (_LABEL[name] for name in (element.get("variable") or "").split() if name in _LABEL), None
        )
        if label is None or parent is None or parent.tag == f"{_CSL}date":
            continue
        index = _ORDER.index(label)
        element.set("prefix", (element.get("prefix") or "") + chr(0xE000 + index))
        element.set("suffix", chr(0xE100 + index) + (element.get("suffix") or ""))
    return etree.tostring(root)


def _read(entry: etree._Element) -> Labelled:
    """The printed entry without its marks: what stands between two fields belongs to neither, or to both if they are one."""
    parts: list[tuple[str, bool]] = []
    _walk(entry, parts, italic=False)
    text: list[str] = []
    labels: list[str] = []
    emphasis: list[tuple[int, int]] = []
    stack: list[str] = []
    size = 0
    blank = True
    for part, italic in parts:
        start = size
        for character in part:
            code = ord(character)
            if 0xE000 <= code < 0xE000 + len(_ORDER):
                stack.append(_ORDER[code - 0xE000])
            elif 0xE100 <= code < 0xE100 + len(_ORDER):
                label = _ORDER[code - 0xE100]
                if label in stack:
                    del stack[len(stack) - 1 - stack[::-1].index(label)]
            elif character.isspace():
                if not blank:
                    text.append(" ")
                    labels.append(stack[-1] if stack else "?")
                    size += 1
                blank = True
            else:
                blank = False
                text.append(character)
                labels.append(stack[-1] if stack else "?")
                size += 1
        if italic and size > start:
            emphasis.append((start, size))
    joined: list[tuple[int, int]] = []
    for span in emphasis:
        if joined and span[0] - joined[-1][1] <= 0:
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    whole = "".join(text)
    return without(Labelled(whole, _glued(whole, "".join(labels)), tuple(joined)), TWICE)


def _walk(node: etree._Element, parts: list[tuple[str, bool]], *, italic: bool) -> None:
    italic = italic or node.tag in ("em", "i")
    if node.text:
        parts.append((node.text, italic))
    for child in node:
        _walk(child, parts, italic=italic)
        if child.tag == "div":
            parts.append((" ", False))
        if child.tail:
            parts.append((child.tail, italic))


# The marks keep citeproc from dropping a stop after a stop.
TWICE = re.compile(r"(?<=[^.]\.)[.](?!\.)|(?<=[?!])\.|(?<=\.),(?=,)|(?<=,),")
_GLUE = (
    (
        re.compile(
            r"\(?(?:eds?|editors?|hrsg|hg|dir|éds?|edited|coord|orgs?|red|ред|herausgegeben)\b", re.IGNORECASE
        ),
        "e",
    ),
    (re.compile(r"(?:vols?|volume|bd|band|tome|т|v)\b", re.IGNORECASE), "v"),
    (re.compile(r"(?:no|nr|issue|number|núm|№|n°|nᵒ|nº|n|fasc|heft|h)\b", re.IGNORECASE), "i"),
    (re.compile(r"(?:pp?|pages?|s|с)\.?$", re.IGNORECASE), "p"),
    (re.compile(r"(?:edition|edn|aufl|auflage|éd|edición)\b", re.IGNORECASE), "n"),
    (re.compile(r"\W*n\.?\s?d\b", re.IGNORECASE), "d"),
    (re.compile(r"(?:trans|translated|übers|trad)\b", re.IGNORECASE), "r"),
    (re.compile(r"(?:thesis|dissertation|phd)\b", re.IGNORECASE), "g"),
)


def _glued(text: str, labels: str) -> str:
    """Words that no variable prints ("eds.", "vol.", "and") take the label of what they go with, or none."""
    out = list(labels)
    for word in re.finditer(r"\S+", text):
        span = range(*word.span())
        letters = [index for index in span if text[index].isalnum()]
        if any(out[index] != "?" for index in letters):
            known = next(out[index] for index in letters if out[index] != "?")
            for index in span:
                if out[index] == "?":
                    out[index] = known
            continue
        bare = word[0].strip("([.,;:)]")
        before = _near(out, word.start() - 1, -1)
        after = _near(out, word.end(), 1)
        label = "-"
        kind = next((name for pattern, name in _GLUE if pattern.match(bare)), "")
        if before == after and before != "-":
            label = before
        elif kind and kind in (before, after, "d", "n", "g"):
            label = kind
        elif bare.lower() in ("and", "&", "et", "al", "und", "y", "e", "others", "и", "др") and before in (
            "a",
            "e",
        ):
            label = before
        for index in span:
            out[index] = label
    return "".join("-" if label == "?" else label for label in out)


def _near(labels: list[str], start: int, step: int) -> str:
    index = start
    while 0 <= index < len(labels):
        if labels[index] != "?":
            return labels[index]
        index += step
    return "-"

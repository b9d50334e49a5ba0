"""The labels that captions begin with: "Figure 2.", "Table S1:", "Abb. 3"."""

from __future__ import annotations

import re

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript import runs
from paperconv.patterns import late

_WORDS = {
    "figure": "figure|fig|figures|figs|scheme|chart|plate|abbildung|abb|figura|фигура|рисунок|рис|図|图|圖|그림|şekil|afbeelding|figuur|kuva|rycina|obrázek|gambar|map|photo|graph|illustration|exhibit|"
    "gráfico|gráfica|grafico|graphique|ilustración|ilustração|esquema|mapa|diagramm|karte|"
    "схема|фото|фиг|слика|малюнок|мал|σχήμα|εικόνα|διάγραμμα|σχ|εικ|الشكل|شكل|صورة|رسم|איור|תרשים|شکل|نمودار|تصویر|चित्र|आकृति",
    "table": "table|tab|tabelle|tabla|cuadro|tabela|quadro|tableau|tabella|таблица|табл|表|표|tablo|tabel|tabell|taulukko|tabulka|"
    "таблиця|табела|πίνακας|πίν|الجدول|جدول|טבלה|לוח|तालिका|सारणी",
}
_KIND = {word.casefold(): kind for kind, words in _WORDS.items() for word in words.split("|")}
_LABEL = late(
    r"((?:(?:supplementa(?:ry|l)|suppl\.?|extended data|online|appendix|additional|supporting)\s+)?"
    rf"({'|'.join(sorted(_KIND, key=len, reverse=True))})(\.?)\s*"
    r"((?:[A-Z]{1,2}[.\s-]?)?\d{1,3}(?:[.\-–]\d{1,3})?[A-Za-z]?|[IVX]{1,5}|S[.\s]?\d{1,3})(?![\w]))"
    r"(\s*(?:\((?:continued|cont\.?|cont['’]d)\)|,\s*continued))?(\s*[.:|–—-]\s*|\s+|$)",
    re.IGNORECASE,
)
_ONLY = late(r"(Figure|Table)\s*:\s+(?=\S)")  # the only one of a letter has no number


class Label(msgspec.Struct):
    """What :func:`read_label` finds: ``kind`` is ``figure`` or ``table``, ``end`` where the caption's words begin."""

    kind: str
    label: str
    end: int
    sure: bool
    continued: bool = False


def read_label(children: m.Inlines) -> Label | None:
    """The label at the head of a caption; None if a paragraph only begins with a mention ("Figure 2 shows …").

    What stands for a picture in words is no caption.
    """
    if isinstance(next((node for node in children if m.text_of(node).strip()), None), m.Image):
        return None
    text = m.text_of(children)
    shift = len(text) - len(text.lstrip())
    hit = _LABEL.match(text, shift)
    if hit is None and (only := _ONLY.match(text, shift)) and _opens_styled(children, only.end(1)):
        return Label(_KIND[only[1].casefold()], only[1], only.end(), sure=True)
    if hit is None or not text[shift : shift + 1].strip() or (text[shift].islower()):
        return None
    separator, rest = hit[6], text[hit.end() :]
    kind = _KIND[hit[2].casefold()]
    label = patterns.sub(r"\s+", " ", hit[1]).strip()
    marked = bool(separator.strip())
    bold = _opens_styled(children, hit.end(1))
    if separator.strip() in {"-", "–", "—"} and rest[:1].isdigit():
        return None  # Figures 1-3
    if not marked and not bold:
        if rest and not (rest[0].isupper() or rest[0] > "\u2e7f" or rest[0] in '“"‘(['):
            return None
        if patterns.match(r"[A-Z][a-z]+s?\s+(?:the|that|a|an)\b", rest) and patterns.match(
            r"(?:Shows?|Presents?|Illustrates?|Gives?|Lists?)", rest
        ):
            return None
        if patterns.match(
            r"\(?(?:[A-Z]|[ivx]+)\)?(?:[,–-]\s?[A-Z])*\)?[,.]?\s+(?:and|shows?|illustrates?|presents?|depicts?)\b",
            rest,
        ):
            return None
        if not rest.strip() and len(text.strip()) > 20:
            return None
    if (
        marked
        and patterns.match(r"[a-z]", rest)
        and separator.strip() in {".", "-", "–"}
        and not bold
        and hit[3] == ""
        and len(rest) > 200
    ):
        return None
    return Label(kind, label, hit.end(), marked or bold, bool(hit[5]))


def _opens_styled(children: m.Inlines, end: int) -> bool:
    head = runs.cut(children, 0, end)
    return runs.is_all(head, "strong", "emph")

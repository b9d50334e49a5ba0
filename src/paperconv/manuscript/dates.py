"""Dates of a paper's history: "Received 24 March 2018; accepted …", in the main languages of scholarship."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv import patterns
from paperconv.patterns import late

_MONTH_NAMES = (
    "january jan janvier januar enero janeiro gennaio января ocak januari stycznia|"
    "february feb février februar febrero fevereiro febbraio февраля şubat februari lutego|"
    "march mar mars märz marzo março марта mart maret maart marca|"
    "april apr avril abril aprile апреля nisan kwietnia|may mai mayo maio maggio мая mayıs mei maja|"
    "june jun juin juni junio junho giugno июня haziran czerwca|july jul juillet juli julio julho luglio июля temmuz lipca|"
    "august aug août agosto августа ağustos agustus augustus sierpnia|"
    "september sep sept septembre septiembre setembro settembre сентября eylül września|"
    "october oct octobre oktober octubre outubro ottobre октября ekim października|"
    "november nov novembre noviembre novembro ноября kasım listopada|"
    "december dec décembre dezember diciembre dezembro dicembre декабря aralık desember grudnia"
)
_MONTHS = {
    name: number for number, group in enumerate(_MONTH_NAMES.split("|"), 1) for name in group.split(" ")
}
_DATE = (
    r"((?:\d{1,2}(?:st|nd|rd|th|er|º)?[\s.-]+(?:de\s+|of\s+)?[^\W\d_]{3,10}\.?,?[\s-]+(?:de\s+|del\s+)?\d{4})"
    r"|(?:\d{4}\s+[^\W\d_]{3,10}\.?\s+\d{1,2}(?!\d))|(?:[^\W\d_]{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})|(?:\d{4}-\d{2}-\d{2})"
    r"|(?:\d{1,2}[./-]\d{1,2}[./-]\d{4})|(?:\d{4}[./]\d{1,2}[./]\d{1,2})|(?:\d{4}年\d{1,2}月\d{1,2}日)|(?:[^\W\d_]{3,10}\.?,?\s+\d{4}))"
)
_FOR = r"(?:\s+for\s+(?:publication|review))?(?:\s+(?:para|à|a|alla|zur)\s+\w{4,14})?"
_EVENTS = (
    (
        r"(?:received in (?:revised|final)(?: manuscript)? form|(?:in )?revised form|revised manuscript received|"
        r"revised(?: version)?(?: received)?|revision received|final revision|rev\.? recd|revisado|révisé|überarbeitet|düzeltme|direvisi)",
        "rev-recd",
    ),
    (
        rf"(?:(?:manuscript )?received{_FOR}|submitted{_FOR}|submission|recib[io]d[oa]|recepción|recepção|recebimento|réception|recebido|reçu|eingegangen|eingereicht|ricevuto|received date|"
        r"date received|date of submission|поступила(?: в редакцию)?|получена|geliş(?: tarihi)?|diterima(?: redaksi)?|otrzymano|wpłynęło|"
        r"收稿日期|收到日期|접수일|受付)",
        "received",
    ),
    (
        rf"(?:(?:approved|accepted){_FOR}|acceptance|aprobación|aprobado|aprovação|aprovado|acceptation|aceptación|aceptado{_FOR}|aceito{_FOR}|accepté{_FOR}|angenommen|accettato|acceptance date|date accepted|"
        r"date of acceptance|принята(?: к (?:печати|публикации))?|kabul(?: tarihi)?|disetujui|zaakceptowano|przyjęto(?: do druku)?|接受日期|게재확정일|受理)",
        "accepted",
    ),
    (
        r"(?:(?:first )?published(?: online)?|available online|first published(?: online)?|accepted article online|publication date|"
        r"date of publication|online|publicado|publié|veröffentlicht|pubblicato|опубликована|yayın(?: tarihi)?|dipublikasikan|opublikowano)",
        "pub",
    ),
)
_HISTORY = late(
    "|".join(
        rf"(?<!\w)(?P<{kind.replace('-', '_')}>{words})\s*(?:\bon\b|\bel\b|\bem\b|\ble\b|\bam\b|\bil\b|:|：|–|-)?\s*{_DATE}"
        for words, kind in _EVENTS
    ),
    re.IGNORECASE,
)
_LEAD = late(
    r"\W*(?:article history|history|publication history|dates?|original(?:ly)?|first|paper|manuscript)?\W*(?:and\s+)?",
    re.IGNORECASE,
)
_REST = 25  # letters that may be left of a line of dates
_WORDY = 160  # letters that may be left where the line begins with a date, or has two


def parse_date(text: str, *, day_first: bool = False) -> m.Date:
    """A date in words or figures; what is not understood is only ``literal``. ``day_first``: 3/5 is the third of May."""
    part = patterns.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
    if part:
        return m.Date(int(part[1]), int(part[2]), literal=text)
    iso = patterns.fullmatch(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?", text)
    if iso:
        return m.Date(int(iso[1]), int(iso[2]), int(iso[3]), literal=text)
    figures = patterns.fullmatch(r"(\d{1,2})([./-])(\d{1,2})[./-](\d{4})", text)
    if figures:
        first, second = int(figures[1]), int(figures[3])
        if 12 < second < 32 and first <= 12:
            return m.Date(int(figures[4]), first, second, literal=text)
        if second <= 12 and (first > 12 or first == second or figures[2] == "." or day_first):
            return m.Date(int(figures[4]), second, first, literal=text)
    year = patterns.search(r"\b(\d{4})\b", text)
    month = next((_MONTHS[w] for w in patterns.findall(r"[^\W\d_]+", text.casefold()) if w in _MONTHS), 0)
    day = patterns.search(r"\b(\d{1,2})(?:st|nd|rd|th|er|º)?\b", text)
    return m.Date(
        int(year[1]) if year else 0,
        month,
        int(day[1]) if day and month and 0 < int(day[1]) < 32 else 0,
        literal=text,
    )


def history(text: str) -> tuple[list[m.HistoryDate], str]:
    """The dates of a line that holds little but such ("Received 24 March 2018; accepted …"), and what is left of it."""
    if len(text) > 500 or not patterns.search(r"\d{4}", text):
        return [], ""
    found = list(_HISTORY.finditer(text))
    if not found:
        return [], ""
    rest = _HISTORY.sub("", text).strip(" .,;:|/()-–—*•")
    left = patterns.sub(r"[\W\d_]+", "", rest)
    lead = _LEAD.match(text)
    edited = patterns.match(r"\W*(?:edited|communicated|contributed) by\b", text, re.IGNORECASE)
    opens = bool(edited) or (lead is not None and lead.end() >= found[0].start())
    if len(left) > (_WORDY if opens else _REST) or (len(left) > _REST // 2 and len(found) < 2 and not opens):
        return [], ""
    out = []
    for hit in found:
        kind = next(name for name, value in hit.groupdict().items() if value)
        words = hit[kind]
        when = next(value for value in reversed(hit.groups()) if value)
        date = parse_date(
            when,
            day_first=not patterns.match(
                r"(?:manuscript )?(?:rec|rev|acc|pub|avail|sub|first|in |date|final|online)(?!eb|ib)",
                words,
                re.IGNORECASE,
            ),
        )
        if date.year and (date.month or not patterns.search(r"[^\W\d_]", when)):
            out.append(m.HistoryDate(kind.replace("_", "-"), date, provenance="front matter"))
    return (out, rest if left else "") if out else ([], "")


def date_line(text: str) -> m.HistoryDate | None:
    """A line that is a day and nothing else, as it stands under the authors: that of the paper, as ``date:`` in YAML."""
    if len(text) > 40 or not patterns.fullmatch(
        rf"(?:dated?\s*:\s*|\()?(?:dated\s*:\s*)?{_DATE}\)?\.?", text, re.IGNORECASE
    ):
        return None
    date = parse_date(patterns.sub(r"(?i)^\(?dated?\s*:\s*", "", text).strip("()."))
    return (
        m.HistoryDate("pub", date, provenance="front matter", confidence=0.6)
        if date.month and date.year
        else None
    )

"""Dates of a paper's history: "Received 24 March 2018; accepted …", in the main languages of scholarship."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv import patterns
from paperconv.months import MONTHS, is_day
from paperconv.patterns import late

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
    """A date in words or figures; what is not understood, or no day of the calendar, is only ``literal``.

    04/05/2020 is read differently on the two sides of the Atlantic: a stop or a blank in it, a number above 12 or
    ``day_first`` tells.
    """
    year = month = day = 0
    if found := patterns.fullmatch(
        r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?)?(?:[T ]\d{1,2}:.*)?", text
    ):
        year, month, day = (int(part or 0) for part in found.groups())
    elif found := patterns.fullmatch(r"(\d{1,2})([-/. ])(\d{1,2})[-/. ](\d{4})", text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if first > 12 or first == second or found[2] in ". " or day_first:
            day, month = first, second
        elif second > 12:
            day, month = second, first
    else:
        words = patterns.findall(r"[^\W\d_]+|\d+", text)
        numbers = [int(word) for word in words if word.isdigit()]
        month = next((MONTHS[word.casefold()] for word in words if word.casefold() in MONTHS), 0)
        year = next((number for number in numbers if 1500 <= number <= 2200), 0)
        if month:
            day = next((number for number in numbers if 1 <= number <= 31 and number != year), 0)
    if month > 12 or not 1500 <= year <= 2200 or (day and not is_day(year, month, day)):
        year, month, day = (year if 1500 <= year <= 2200 else 0), 0, 0
    return m.Date(year, month, day, literal=text)


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

"""The months' names in the main languages of scholarship, and the days that they have."""

from __future__ import annotations

_NAMES = (
    "january jan januar januari janvier janv enero ene janeiro gennaio gen января ocak stycznia",
    "february feb februar februari février febrero fevereiro fev febbraio febb февраля şubat lutego",
    "march mar mars märz maart maret marzo março марта mart marca",
    "april apr avril avr abril abr aprile апреля nisan kwietnia",
    "may mai mei maj mayo maggio maio мая mayıs maja",
    "june jun juni juin junio giugno junho июня haziran czerwca",
    "july jul juil juli juillet julio luglio julho июля temmuz lipca",
    "august aug augustus août agosto ago августа ağustos agustus sierpnia",
    "september sep sept septembre septiembre settembre setembro set сентября eylül września",
    "october oct out okt oktober octobre octubre ottobre outubro октября ekim października",
    "november nov novembre noviembre novembro ноября kasım listopada",
    "december dec dez dezember décembre déc diciembre dic dicembre dezembro desember декабря aralık grudnia",
)
MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
"""The number of the month by its name in lower case."""


def english_month(number: int) -> str:
    """The English name of the month ``number``, 1 to 12."""
    return _NAMES[number - 1].partition(" ")[0].capitalize()


_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has the day; the year 0 is an unknown one, which may be a leap year."""
    if not (1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]):
        return False
    return (month, day) != (2, 29) or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))

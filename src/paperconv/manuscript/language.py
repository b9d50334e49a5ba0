"""Which language a text is written in, by its commonest small words or its script."""

from __future__ import annotations

from paperconv import patterns
from paperconv.patterns import late

_SMALL = {
    "en": "the of and in to a is that for with as was on are by this be from which we were it an at",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es wird werden",
    "fr": "de la le et les des en un une du dans que est pour qui par sur au plus avec ce il sont ne",
    "es": "de la que el en y a los del se las por un para con una su es al lo como más pero sus",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao das",
    "it": "di che e la il un a per in una mi sono ho non ma le si da lo con del della nel alla dei",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als dan bij nog worden",
    "sv": "och att det i en som är av för på med den till inte om ett har de var kan men",
    "da": "og i at det er en til af på som med for den de der ikke har et var kan",
    "pl": "w i na z się do że nie jest o jak po za od przez dla są oraz co ale",
    "tr": "ve bir bu için ile olarak daha çok olan gibi en de da sonra kadar ise",
    "id": "yang dan di dengan untuk dari pada ini dalam adalah oleh sebagai atau tidak ke",
    "cs": "a v se na je že s z do o i to jako za pro by které jsou",
    "ro": "de și în la a cu pe din care pentru este nu o un mai sunt prin",
    "hu": "a az és hogy nem is egy ez volt csak de meg mint ki van",
}
_BY_WORD: dict[str, list[str]] = {}
for _language, _words in _SMALL.items():
    for _word in dict.fromkeys(_words.split(" ")):
        _BY_WORD.setdefault(_word, []).append(_language)
_SCRIPTS = (
    ("ja", late("[\u3040-\u30ff]")),
    ("ko", late("[\uac00-\ud7af]")),
    ("zh", late("[\u4e00-\u9fff]")),
    ("ru", late("[\u0400-\u04ff]")),
    ("ar", late("[\u0600-\u06ff]")),
    ("el", late("[\u0370-\u03ff]")),
    ("he", late("[\u0590-\u05ff]")),
    ("hi", late("[\u0900-\u097f]")),
    ("th", late("[\u0e00-\u0e7f]")),
)


def small_words(text: str, language: str) -> int:
    """How many of the words of ``text`` are small words of ``language``, or, where it has a script of its own, its letters."""
    for name, script in _SCRIPTS:
        if name == language:
            return len(script.findall(text))
    return sum(language in _BY_WORD.get(word, ()) for word in patterns.findall(r"[^\W\d_]+", text.casefold()))


def guess_language(text: str) -> tuple[str, float]:
    """The BCP 47 tag of ``text`` and how sure it is, from 0 to 1; an empty tag if there is too little to go by."""
    sample = text[:5000]
    letters = sum(map(str.isalpha, sample))
    if letters < 40:
        return "", 0.0
    for language, script in _SCRIPTS:
        share = len(script.findall(sample)) / letters
        if share > (0.05 if language in {"ja", "ko"} else 0.4):
            if language == "ru" and patterns.search("[іїєґ]", sample):
                return "uk", 0.8
            if language == "ar" and patterns.search("[پچژگ]", sample):
                return "fa", 0.8
            return language, 0.9
    words = patterns.findall(r"[^\W\d_]+", sample.casefold())
    counts = dict.fromkeys(_SMALL, 0)
    for word in words:
        for language in _BY_WORD.get(word, ()):
            counts[language] += 1
    scores = sorted(
        ((count / max(len(words), 1), language) for language, count in counts.items()), reverse=True
    )
    (best, language), (second, _) = scores[0], scores[1]
    if best < 0.12 or len(words) < 20:
        return "", 0.0
    return language, round(min(0.99, 0.5 + 2 * (best - second)), 2)

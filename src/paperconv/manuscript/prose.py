"""Running text told from the lines of a title page, and the words that no person is called by."""

from __future__ import annotations

import re

from paperconv.patterns import late

_FEWEST = 12  # words of a sentence that is looked at
_LOW = 0.5  # of the words of a sentence begin small
_WORD = late(r"[^\W\d_][\w’'-]*")
_ADDRESS = late(r"\S+@\S+|https?://\S+")
_WIDE = late(r"[\u3400-\u9fff\u3040-\u30ff]")
_NO_NAMES = (
    "abstract accepted access acknowledgements acknowledgments acknowledgement acknowledgment affiliation affiliations "
    "appendix article articles author authors available background biography chapter citation cite classification conclusion "
    "conclusions contact contents copyright correspondence corresponding candidate data department doi download downloaded "
    "editor editors editorial email e-mail equation figure findings funding highlights homepage info information institute "
    "introduction issn issue journal keywords lecturer letter licence license manuscript member method methods methodology "
    "news number online open original paper postdoc preprint proceedings professor proof proofs published publisher received "
    "references report research results review revised running scholar science sciences section studies submitted "
    "supplementary supporting theorem lemma corollary proposition title university volume vol version workshop conference "
    "transactions graphical history summary updates check international download resumen resumo résumé palabras clave revista "
    "content text extracted ccs concepts tel phone fax universidad universidade université universität"
)
_NO_NAME = frozenset(_NO_NAMES.split(" "))
_STOPPED = late(
    r"(?<![^\W\d_])(?!(?:prof|univ|priv|dipl|chr|thos|geo|alex|ph|fred|wilh|joh|aug)\.)[^\W\d_]{4,}\.\s",
    re.IGNORECASE,
)


def is_prose(text: str) -> bool:
    """Whether ``text`` is running text: sentences, most of whose words begin with a small letter."""
    text = text.strip()
    if len(_WIDE.findall(text)) > 30:
        return text[-1:] in "。．.？"
    words: list[str] = _WORD.findall(_ADDRESS.sub("", text))
    if len(words) < _FEWEST or text[-1:] not in ".?!)”\"']…":
        return False
    return sum(word[0].islower() for word in words) >= _LOW * len(words)


def count_words(text: str) -> int:
    """The words of ``text``; two letters of a script that sets no blanks between words count as one."""
    if text.isascii():
        return len(text.split())
    rest, wide = _WIDE.subn(" ", text)
    return (wide + 1) // 2 + len(rest.split())


def is_no_name(text: str) -> bool:
    """Whether ``text`` holds a word that no person is called by ("Article Info"), or ends a sentence inside ("Proof. See")."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return any(word in _NO_NAME for word in words) or _STOPPED.search(text) is not None

"""Whether the text speaks of people or animals that were studied, in the usual words for it."""

from __future__ import annotations

import re

from paperconv.diagnostics import Pos
from paperconv.patterns import late
from paperconv.requirements.paper import Paper
from paperconv.requirements.types import Place

# Nouns for those who are studied, and what is done to them: one of each within a short stretch of a sentence.
_PEOPLE = (
    r"(?:participants?|patients?|volunteers?|respondents?|interviewees?|informants?|(?:human|healthy|study) subjects?|"
    r"(?:school)?children|adolescents?|adults|women|men|students|pupils|teachers|nurses|parents|mothers|infants|residents|farmers|"
    r"households|users|workers|employees|donors)"
)
_DONE = (
    r"(?:were (?:recruited|enrolled|interviewed|surveyed|randomi[sz]ed|randomly (?:assigned|allocated)|asked|invited|screened|"
    r"tested|examined|instructed|compensated|paid|included in the study)|gave (?:their |written |oral |verbal )*(?:informed )?consent|"
    r"provided (?:written |oral |verbal )*(?:informed )?consent|signed|underwent|completed (?:the|a|an|our) (?:questionnaire|survey|"
    r"task|test|interview|experiment|session)|took part in|participated in (?:the|this|our) (?:study|survey|experiment|trial|interviews?)|"
    r"filled (?:in|out))"
)
_ANIMALS = r"(?:mice|rats|rabbits|zebrafish|pigs|piglets|monkeys|macaques|marmosets|dogs|cats|sheep|goats|calves|chickens|hamsters|ferrets|animals)"
_HANDLED = (
    r"were (?:an(?:a)?esthetized|an(?:a)?esthetised|euthanized|euthanised|sacrificed|killed|housed|injected|immuni[sz]ed|implanted|"
    r"inoculated|infected|decapitated|perfused|gavaged|group-housed|single-housed|maintained on|fed (?:a|an|with)|purchased from|"
    r"obtained from|trapped|captured)"
)
_ENGLISH = late(
    rf"\b{_PEOPLE}\b[^.;]{{0,60}}\b{_DONE}\b|\b(?:we|i) (?:recruited|enrolled|interviewed|surveyed)\b[^.;]{{0,60}}\b{_PEOPLE}\b|"
    rf"\b{_ANIMALS}\b[^.;]{{0,40}}\b{_HANDLED}\b|\b(?:informed|written|parental) consent (?:was|were|is|has been)\b|"
    r"\b(?:semi-structured|in-depth) interviews? (?:was|were) (?:conducted|held|carried out)\b|\binstitutional review board\b|"
    r"\bhelsinki declaration\b|\bdeclaration of helsinki\b|\banimal (?:care and use|experiments? were)\b",
    re.IGNORECASE,
)


def _pattern(who: str, done: str, always: str) -> re.Pattern[str]:
    """``who`` before or behind what was ``done`` in the same stretch of a sentence, or what says ``always`` that they were."""
    return late(
        rf"\b(?:{who})\b[^.;]{{0,80}}\b(?:{done})|\b(?:{done})[^.;]{{0,60}}\b(?:{who})\b|\b(?:{always})",
        re.IGNORECASE,
    )


_STUDIED: dict[str, re.Pattern[str]] = {
    "en": _ENGLISH,
    "de": _pattern(
        r"patient(?:en|innen)|proband(?:en|innen)|teilnehme(?:r|rn|rinnen|nden?)|befragten?|versuchspersonen|versuchstiere|mäuse|ratten",
        r"rekrutiert|befragt|interviewt|eingeschlossen|randomisiert|narkotisiert|getötet|nahmen teil|unterzeichneten|willigten",
        r"schriftliche[nr]? einwilligung|einverständniserklärung|tierversuche wurden",
    ),
    "fr": _pattern(
        r"patiente?s|participante?s|volontaires|enquêtée?s|enfants|souris|rats|animaux",
        r"(?:ont été|étaient) (?:recruté|inclus|interrogé|interviewé|randomisé|anesthésié|euthanasié|sacrifié)|ont (?:signé|donné|participé)",
        r"consentement (?:éclairé|écrit)",
    ),
    "es": _pattern(
        r"pacientes|participantes|voluntari[oa]s|encuestad[oa]s|niñ[oa]s|ratones|ratas|animales",
        r"fueron (?:reclutad|entrevistad|encuestad|incluid|aleatorizad|anestesiad|sacrificad)|firmaron|participaron|se (?:reclutó|entrevistó|encuestó)",
        r"consentimiento (?:informado|por escrito)",
    ),
    "pt": _pattern(
        r"pacientes|participantes|voluntári[oa]s|entrevistad[oa]s|crianças|camundongos|ratos|animais",
        r"foram (?:recrutad|entrevistad|incluíd|randomizad|anestesiad|eutanasiad|sacrificad)|assinaram|participaram",
        r"consentimento (?:informado|livre|por escrito)",
    ),
    "it": _pattern(
        r"pazienti|partecipanti|volontari|intervistati|bambini|topi|ratti|animali",
        r"sono stati (?:reclutati|intervistati|arruolati|randomizzati|anestetizzati|sacrificati)|hanno (?:firmato|fornito|partecipato)",
        r"consenso informato",
    ),
}
LANGUAGES = frozenset(_STUDIED)
"""Those in which it is looked for."""


def studied(paper: Paper) -> list[Place]:
    """Where it does, in a text in one of :data:`LANGUAGES`."""
    language = paper.meta.language[:2].lower() or "en"
    found: list[tuple[str, Pos | None]] = [
        (hit[0], line.pos)
        for line in paper.lines
        if line.part in ("abstract", "body", "methods")
        for hit in _STUDIED[language].finditer(line.prose)
    ]
    return [Place(f"“{' '.join(text.split())[:90]}”", pos) for text, pos in found]

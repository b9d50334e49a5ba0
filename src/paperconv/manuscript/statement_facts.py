"""What statements of competing interests and of ethics say, as far as it is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript.deposits import deposits
from paperconv.patterns import late

_NONE = late(
    r"\bno (?:\w+ ){0,3}?(?:competing|conflict|financial|interest|relevant|disclosure|known|potential)|\bnothing to (?:declare|disclose|report)|^\W*(?:none|no|nil|not applicable|n/?a)\b(?: declared| reported| to declare)?\W*$|"
    r"\bnone of the authors\b|(?:without|absence of) any (?:\w+ ){0,3}(?:relationships?|conflict|interest)|do(?:es)? not have any (?:\w+ ){0,3}(?:conflict|interest)|"
    r"kein(?:e|en|erlei)? (?:\w+ ){0,2}interessenkonflikt|(?:aucun|pas de) (?:conflit|lien)|ning[uú]n (?:tipo de )?conflicto|no (?:existen?|hay|tienen?|presentan?|haber) (?:\w+ ){0,3}conflicto|"
    r"(?:não|nao) (?:há|existem?|têm|ter|haver|possuem) (?:\w+ ){0,3}conflito|nenhum conflito|nessun conflitto|нет конфликта|отсутстви\w+ конфликта|(?:无|没有|不存在)[^。]{0,12}(?:利益冲突|竞争)",
    re.IGNORECASE,
)
_SOME = late(
    r"\b(?:employ(?:ee|ed|ment)|consult(?:ant|ing|ancy)|honorari|stocks?\b|sharehold|shares in|patent|speaker|advisory board|royalt|co-?founder|founder of|"
    r"paid (?:by|for)|received (?:\w+ ){0,3}(?:fees?|grants?|payments?|funding|support|honorari)|serves? (?:as|on)|member of the (?:editorial|advisory|scientific) board|equity in)",
    re.IGNORECASE,
)
_UNPAID = late(
    r"\bno (?:\w+ ){0,3}(?:funding|grant|financial support)|did not receive (?:any )?(?:\w+ ){0,3}(?:funding|grant|support)|\bun-?funded\b|keine (?:\w+ ){0,2}(?:förderung|finanzierung)|aucun financement|"
    r"no (?:\w+ ){0,2}financiación|sin financiación|(?:nenhum|sem) financiamento|nessun finanziamento",
    re.IGNORECASE,
)
_NAME = r"(?:[A-ZÀ-Þ][\w'’&.-]*|of|the|for|at|in|and|de|del|da|do|della|der|des|la|für|on|du|d['’]\w+)"
_BODY = (
    r"(?:Institutional (?:Ethics )?Review (?:Board|Committee)|Institutional Animal Care and Use Committee|(?:Human |Medical |Clinical |Animal |Research |Institutional |Local |Regional |National |Biomedical )*"
    r"(?:Ethics|Ethical|Bioethics)(?: (?:and|&) \w+)?(?: Review)? (?:Committee|Board|Commission|Council|Panel|Authority)|Committee (?:on|for|of) (?:\w+ )?(?:Research )?Ethics|Review Board|IRB|IACUC|"
    r"Comit[éê] de [ÉE]tica(?: em Pesquisa| de la Investigación)?|Comité d['’][ée]thique|Ethik-?[Kk]ommission|Comitato [Ee]tico)"
)
_COMMITTEE = late(
    rf"(?:(?:[A-ZÀ-Þ][\w'’&-]*|of|the|and) ){{0,5}}?{_BODY}(?: (?:of|at|der|des|de|da|do|del|de la|für|du) {_NAME}(?: {_NAME}){{0,9}})?"
)
_APPROVAL = late(
    r"(?:approvals?|protocols?|references?|refs?\.?|permits?|permissions?|licen[cs]es?|numbers?|nos?\.?|nrs?\.?|n[º°]|ids?|codes?|CAAE|IRB|#|Aktenzeichen|Az\.?|registro|parecer)"
    r"[\s:.#(,]{1,3}(?:(?:approval|protocol|number|numbers|nos?\.|no|nr\.|id|code|ref\.?|#|is|was)[\s:.#]{0,3})*(?=[\w./–-]*\d)((?!(?:19|20)\d\d(?![\w./–-]))[A-Z0-9][\w./–-]{2,40})",
    re.IGNORECASE,
)
_APPROVED = late(
    r"approv|waive|exempt|genehmig|zugestimmt|votum|aprobad|aprovad|approuv|autori[sz]|consent|批准|одобрен",
    re.IGNORECASE,
)


def read_facts(section: m.Section) -> Iterator[m.StatementFact]:
    """What the statement ``section`` says, by its role."""
    text = " ".join(m.text_of(*section.blocks).split())[:20_000]
    if section.role in {"conflict", "funding"}:
        declared = _declared(text, funding=section.role == "funding")
        if declared:
            yield _fact(section, "declared", declared, 0.9)
    elif section.role == "ethics" and _APPROVED.search(text):
        for hit in _COMMITTEE.finditer(text):
            name = patterns.sub(
                r"^(?:(?:The|the|of|and|by) )+|(?: (?:of|the|for|at|in|and|de|del|da|do|on))+$", "", hit[0]
            ).rstrip(".")
            yield _fact(section, "committee", name, 0.8)
        for hit in _APPROVAL.finditer(text):
            yield _fact(section, "approval", hit[1].rstrip(".,;-–"), 0.8)
    elif section.role in {"data-availability", "code-availability"}:
        for _, _, address in deposits(text):
            yield _fact(section, "deposit", address, 0.95)
        for node in m.iter_nodes(section):
            if isinstance(node, m.Link) and node.target.startswith("http"):
                yield _fact(section, "deposit", node.target, 1.0)


def _declared(text: str, *, funding: bool) -> str:
    if funding:
        return "none" if _UNPAID.search(text) else ""
    if _SOME.search(text):
        return "some"
    return "none" if _NONE.search(text) else ""


def _fact(section: m.Section, kind: str, value: str, sure: float) -> m.StatementFact:
    return m.StatementFact(
        section.role, kind, value, confidence=sure, provenance="statement", pos=section.pos  # type: ignore[arg-type]
    )  # fmt: skip

"""What the name of a style says about its paragraphs: Word's own names, and those of journals' templates."""

from __future__ import annotations

from paperconv import patterns
from paperconv.patterns import late
from paperconv.readers.docx.paragraphs import Facts

_ABSTRACT = late(r"abstract[\s_-]*(?:title|head|heading)|(?:title|head(?:ing)?)[\s_-]*(?:of[\s_-]*)?abstract")
# The first that matches counts. Names are lower case; templates put numbers and their publisher's name before the word.
_ROLES = (
    ("contents", late(r"^(?:toc|contents|table of figures|index|verzeichnis|inhaltsverzeichnis|tdm|tm|sommaire|sumario|índice)\s*\d?$|^(?:目录|目錄|目次|目次\s?\d|목차)\s?\d?$")),
    ("running-head", late(r"running[\s_-]?(?:head|title)|short[\s_-]?title|kolumnentitel")),
    ("abstract-title", _ABSTRACT),
    ("keywords", late(r"key[\s_-]?words?|schlüsselw|schlagw|palabras?[\s_-]clave|mots[\s_-]cl|palavras[\s_-]chave|parole[\s_-]chiave|关键[词字]|關鍵[詞字]|キーワード|키워드|주제어|ключевые слова")),
    ("abstract", late(r"abstract|zusammenfassung|^resumen|^résumé|^resumo|^riassunto|^sommario$|摘要|要旨|概要|抄録|초록|요약|аннотация|реферат")),
    ("table-note", late(r"table[\s_-]?(?:foot[\s_-]?)?notes?|tabellenanmerkung|tablefootnote|table_footer|table footer")),
    ("caption", late(r"caption|beschriftung|legend|légende|leyenda|epígrafe|descripción|didascalia|legenda|bijschrift|podpis|figure[\s_-]?title|table[\s_-]?title|tabellentitel|bildunterschrift|题注|題注|[图表圖]题|[图表圖]題|图注|图表标题|図表番号|캡션|название объекта")),
    ("bibliography", late(r"bibliograph(?!y (?:head|title))|literaturverz|bibliograf|^(?:.*[\s_.-])?refs?(?:erences?)?(?:[\s_-]*(?:list|entry|item|text|style|numbered))?\d?$|^(?:csl[\s_-]?entry|biblio|literatur)$|referenzen$|références$|referencias$|^(?:参考文献|參考文獻|引用文献|참고문헌|список литературы|литература)$")),
    ("formula", late(r"^equation source$")),
    ("definition-term", late(r"^definition term$")),
    ("definition", late(r"^definition(?: continue)?$")),
    ("attribution", late(r"^attribution$")),
    ("divider", late(r"^divider$")),
    ("quote", late(r"^(?:.*[\s_-])?(?:quot(?:e|ation)s?|block[\s_-]?text|blockquote|zitat|cita|extract|epigraph)\d?$|^citation intense$|^citation$|^intense quote$|^intensives zitat$")),
    ("code", late(r"source[\s_-]?code|preformatted|^(?:code|listing|verbatim|macro|quellcode|programm?code)(?:[\s_-]?(?:block|text))?$|^html vorformatiert$")),
    ("correspondence", late(r"correspond|korrespond|autor de correspondencia|author[\s_-]*(?:foot)?notes?|^e-?mail$")),
    ("affiliation", late(r"affil|institution|^(?:.*[\s_-])?address(?:es)?$|adresse|afiliaci|organi[sz]ation|^(?:作者)?单位$|^(?:作者)?單位$|机构|所属|소속|место работы")),
    ("author", late(r"^(?:.*[\s_.-])?(?:authors?|author[\s_-]?(?:names?|list|line)|autor(?:en|es|i)?|auteurs?|byline|verfasser|contributors?|creator|authornames)\d?$|^(?:作者|著者|저자|авторы?)(?:姓名|名)?$")),
    ("subtitle", late(r"sub[\s_-]?title|untertitel|subtítulo|sous[\s_-]?titre|sottotitolo|ondertitel|副标题|副標題|副題|부제|подзаголовок")),
    ("title", late(r"^(?:.*[\s_.-])?(?:title|titel|título|titre|titolo|tytuł|название|otsikko)$|^(?:article|paper|manuscript|main|document|dokument|haupt)[\s_-]?tit(?:le|el)\d?$|^papertitle$|^arttitle$|^title \d$|^(?:(?:论文|文章|主)?标题|(?:論文|文章|主)?標題|题目|題目|表題|論文題目|제목|논문제목|заголовок|название)$")),
    ("date", late(r"^(?:datum|date|fecha|received|history|article[\s_-]?history)$")),
)  # fmt: skip
_LEVEL = late(
    r"^(?:.*[\s_.-])?(?:heading|head|überschrift|ueberschrift|título|titulo|titre|titolo|kop|rubrik|overskrift|nagłówek|nadpis|başlık|"
    r"címsor|заголовок|otsikko|标题|標題|見出し|제목|gliederung|level|h)[\s_-]*(?:level[\s_-]*)?([1-9])\b"
)
_ORDER = late(r"([1-5])(?:st|nd|rd|th)[\s_-]?(?:order|level)[\s_-]?head")
_LETTER = late(r"^([a-d])[\s_-]?head(?:ing)?$")
_SECTION = late(r"^(sub){0,3}[\s_-]?section[\s_-]?(?:head(?:ing)?|title)s?$")
_ANY = late(
    r"^(?:.*[\s_-])?(?:head(?:ing)?|unnumbered heading|überschrift|references? head(?:ing)?|bibliography heading|acknowledg\w* head(?:ing)?)$"
)
_PLAIN = frozenset(
    {"normal", "body text", "body", "text", "standard", "default", "header", "footer", "normal (web)"}
)
_NO_LEVEL = 9  # Word's outline level of body text


def role_of(facts: Facts) -> tuple[str, int]:
    """The role and the level as a heading that the style of a paragraph gives it; empty and 0 for none."""
    for name in facts.names:
        if name in _PLAIN:
            break
        if name.startswith(("header", "footer")):
            break
        level = 0 if _ABSTRACT.search(name) else level_of_name(name)
        if level:
            return "", level
        for role, pattern in _ROLES:
            if pattern.search(name):
                return role, 0
    outline = facts.look.outline
    if outline is not None and 0 <= outline < _NO_LEVEL:
        return "", outline + 1
    return "", 0


def level_of_name(name: str) -> int:
    """The level of a heading by the name of its style; 0 if the name is not that of a heading."""
    found = _LEVEL.match(name) or _ORDER.search(name)
    if found:
        return int(found[1])
    found = _LETTER.match(name)
    if found:
        return ord(found[1]) - 96
    found = _SECTION.match(name)
    if found:
        return 1 + len(patterns.findall("sub", name))
    return 1 if _ANY.match(name) else 0

"""The Contributor Roles Taxonomy (ANSI/NISO Z39.104-2022, https://credit.niso.org): its terms as manuscripts spell them.

Terms are known in English, German, French, Spanish, Portuguese, Italian, Russian and Chinese. Free verbs ("conceived the
study") stand apart: what they mean is inferred.
"""

from __future__ import annotations

import re

import msgspec

from paperconv.patterns import late

CREDIT = (
    "Conceptualization", "Data curation", "Formal analysis", "Funding acquisition", "Investigation", "Methodology",
    "Project administration", "Resources", "Software", "Supervision", "Validation", "Visualization",
    "Writing – original draft", "Writing – review & editing",
)  # fmt: skip
"""The terms of the taxonomy."""

(
    _CONCEPT, _CURATION, _ANALYSIS, _MONEY, _INVESTIGATION, _METHOD, _PROJECT, _RESOURCES, _SOFTWARE, _SUPERVISION,
    _VALIDATION, _PICTURES, _DRAFT, _EDITING,
) = CREDIT  # fmt: skip

_DASH = r"[\s,:(\[]*[–—―‒−\-/&]*[\s(]*"
_AND = r"\s*(?:&|\+|/|,|\band\b|\bet\b|\be\b|\bed\b|\by\b|\bund\b|\bи\b|和|与|及)\s*"
# Longer spellings come first: "writing – review" before "review".
_SPELLINGS: tuple[tuple[str, str], ...] = (
    (
        _EDITING,
        rf"(?:writing|redacción|escritura|redação|escrita|rédaction|écriture|schreiben|verfassen|scrittura|stesura|написание|写作|撰写)"
        rf"{_DASH}(?:(?:the )?(?:critical )?review(?:ing)?(?:{_AND}(?:&\s*)?(?:edit(?:ing|s)?|revis(?:ion|ing)|commenting))?|editing|"
        rf"revisión{_AND}edición|revisão{_AND}edição|análise{_AND}edição|révision{_AND}(?:édition|correction)|"
        rf"relecture{_AND}(?:édition|correction|révision)|(?:überprüfung|überarbeitung|begutachtung|review|durchsicht){_AND}"
        rf"(?:bearbeitung|redaktion|editierung|überarbeitung|editing)|revisione{_AND}(?:editing|modifica|correzione|redazione)|"
        rf"рецензирование{_AND}редактирование|(?:审阅|评审|审查|校对|修改){_AND}?(?:编辑|修改|校订)?)"
        rf"|review(?:ing)?{_AND}editing|editing{_AND}review(?:ing)?|review{_AND}edit\b|revisión{_AND}edición|revisão{_AND}edição|"
        rf"рецензирование{_AND}редактирование|审阅{_AND}?编辑",
    ),
    (
        _DRAFT,
        rf"(?:writing|redacción|escritura|redação|escrita|rédaction|écriture|schreiben|verfassen|scrittura|stesura|написание|写作|撰写)"
        rf"{_DASH}(?:(?:of )?(?:the )?(?:original|first|initial)[ -]?draft(?:s|ing)?(?:[ -]preparation)?|(?:preparation of the )?original draft|"
        rf"(?:del )?(?:borrador|manuscrito) (?:original|inicial)|(?:do )?(?:rascunho|manuscrito|esboço|primeira redação|minuta) ?(?:original|inicial)?|"
        rf"(?:de l['’])?(?:ébauche|version|brouillon|premier jet)(?: (?:originale?|initiale?))?|(?:des )?(?:originalentwurfs?|erstentwurfs?|ursprünglicher entwurf)|"
        rf"(?:della )?(?:bozza|stesura|prima stesura)(?: originale| iniziale)?|(?:черновик|первоначальн\w+|оригинальн\w+ проект\w*)\w*|初稿|原稿|原始草稿)"
        rf"|original[ -]draft(?:ing)?(?:[ -]preparation)?(?: writing)?|撰写初稿",
    ),
    (
        _MONEY,
        r"funding acquisition|(?:acquisition|acquiring|raising) of (?:the )?(?:fund(?:s|ing)|financial support)|fund ?raising|"
        r"(?:obtención|adquisición|captación|consecución) de (?:los )?(?:fondos|financiación|financiamiento|recursos financieros)|"
        r"(?:obtenção|aquisição|captação) de (?:financiamento|fundos|recursos|verbas)|"
        r"(?:acquisition|obtention|recherche) (?:du|de|des) (?:fonds|financements?)|(?:mittel|finanzierungs)(?:beschaffung|einwerbung|akquise)|"
        r"(?:einwerbung|beschaffung) von (?:förder|dritt|finanz)?mitteln|acquisizione (?:dei |di |delle )?(?:fondi|finanziament\w|risorse finanziarie)|"
        r"(?:получение|привлечение) финансирования|(?:资金|经费|基金)(?:获取|获得|筹集|支持)|获取(?:资金|经费)",
    ),
    (
        _PROJECT,
        r"project (?:administration|management|coordination)|(?:administración|gestión) del? proyectos?|(?:administração|gestão) d[oe] projetos?|"
        r"(?:administration|gestion|coordination) d[eu] projets?|projekt(?:administration|verwaltung|management|koordination|leitung)|"
        r"(?:amministrazione|gestione) d(?:el|i) progett\w|(?:администрирование|управление) проект\w+|(?:项目|课题)(?:管理|行政)",
    ),
    (
        _CURATION,
        r"data[ -]?curation|curation of (?:the )?data|(?:curación|curaduría|conservación) de (?:los )?datos|curadoria d[eo]s? dados|"
        r"(?:curation|gestion) des données|daten(?:kuration|kuratierung|kuratie?rung|pflege|aufbereitung)|cura dei dati|"
        r"(?:курирование|курация|обработка) данных|(?:数据|資料)(?:管理|整理|策管|监管)",
    ),
    (
        _ANALYSIS,
        r"formal analys[ei]s|análisis formal(?:es)?|análise formal|analyse formelle|formale (?:daten)?analysen?|analisi formale|"
        r"формальный анализ|(?:形式|正式|数据)分析",
    ),
    (
        _CONCEPT,
        r"conceptuali[sz](?:ation|ing)|conceptuali[sz]e|conceptualización|(?:conceituação|conceitualização|conceptualização)|"
        r"(?:konzept(?:ualisierung|ion|ionierung)|konzeptentwicklung)|concettualizzazione|ideazione|концептуализация|разработка концепции|(?:概念化|构思|概念设计)",
    ),
    (_METHOD, r"methodolog(?:y|ies|ie|ía|ia)|metodolog[ií]as?|méthodologie|methodik|методология|(?:方法论|方法學|方法学|研究方法)"),
    (_INVESTIGATION, r"investigations?|investigación|investigação|investigazione|indagine|enquête|untersuchung(?:en)?|исследовани[ея]|(?:调查|调研|研究调查)"),
    (_PICTURES, r"visuali[sz]ations?|visualización|visualização|visualisierung|visualizzazione|визуализация|可视化"),
    (_VALIDATION, r"validations?|validación|validação|validierung|convalida|validazione|валидация|验证"),
    (_SUPERVISION, r"supervisi(?:ons?|one)|supervisión|supervisão|encadrement|betreuung|научное руководство|руководство|(?:监督|指导)"),
    (_SOFTWARE, r"softwares?|logiciels?|программное обеспечение|软件"),
    (_RESOURCES, r"resources|recursos|ressourcen?|ressources|risorse|ресурсы|资源"),
)  # fmt: skip

# What is certain in a list of terms only: elsewhere these are everyday words.
_EVERYDAY = frozenset((_INVESTIGATION, _VALIDATION, _SUPERVISION, _SOFTWARE, _RESOURCES, _METHOD))

_TERMS = late(
    "|".join(rf"(?P<t{number}>{words})" for number, (_, words) in enumerate(_SPELLINGS)), re.IGNORECASE
)

_PAPER = r"(?:(?:first|initial|original|final|revised|entire|whole|main|submitted|full|early|earlier|previous|prior|subsequent|successive|last) )*(?:versions? of (?:the|this) )?(?:drafts? of (?:the|this) )?(?:manuscript|paper|article|draft|text|report|publication|work)s?"
_STUDY = r"(?:(?:present|whole|overall|original|initial|research|entire|clinical|main|current) )*(?:study|studies|project|research|work|paper|idea|concept|trial|survey|experiments?|hypothes[ie]s|framework|theory|review|article|approach|investigation)"
_THE = r"(?:the |this |these |our |its |all |all of the |most of the |both |a |an )?"
_ADVERB = r"(?:(?:critically|substantially|jointly|mainly|primarily|also|then|together|independently|initially|statistically|carefully|partly) )*"
_WAS = r"(?:was|were|has been|have been) (?:\w+ (?:and )?){0,2}?"
_VERBS: tuple[tuple[str, str], ...] = (
    (_CONCEPT, rf"conceiv(?:ed|ing|e|es)\b|conception (?:and design )?of {_THE}{_STUDY}|concep(?:tion|t)\b(?= (?:and|or|&) design)|had the (?:original |initial )?idea|{_THE}(?:original|initial) idea|(?:initiated|conceptuali[sz]ed|ideated) {_THE}{_STUDY}|formulated {_THE}(?:research )?(?:questions?|aims?|goals?|hypothes[ie]s)|"
               r"(?:konzipierten?|konzipiert)\b|(?:a|ont) conçu|concibi(?:ó|eron)|concebe(?:u|ram)|idealiz(?:ou|aram)|ha(?:nno)? (?:concepito|ideato)|разработал\w* концепцию|(?:提出|构思)"),
    (_METHOD, rf"{_STUDY} {_WAS}designed|(?:methods?|protocols?|methodology|models?|questionnaires?) {_WAS}(?:developed|designed)|design(?:ed|ing)? (?:and (?:performed|conducted|supervised|planned) )?{_THE}(?:(?:present|overall|original|whole) )*(?:stud(?:y|ies)|experiments?|research|trials?|survey|questionnaire|protocol|methodology|methods?|analys[ei]s)|{_STUDY} design|experimental design|(?:conceived|planned) and design(?:ed|ing)|concep(?:tion|t) (?:and|or|&) design|developed {_THE}(?:(?:statistical|experimental|analytical|theoretical|new) )*(?:methods?|methodology|protocols?|models?)\b|devised {_THE}(?:methods?|methodology|protocol)|"
              r"(?:a|ont) (?:conçu et )?(?:élaboré|développé) (?:la|les|le) méthod\w+|diseñ(?:ó|aron) (?:el|los|la) (?:estudio|experimentos?|investigación)|desenh(?:ou|aram) o estudo|deline(?:ou|aram) o estudo"),
    (_ANALYSIS, rf"(?:data|results?|samples?) {_WAS}analy[sz]ed|{_ADVERB}analy[sz](?:ed|ing|e|es) {_THE}(?:\w+ ){{0,2}}(?:data|results?|samples?|interviews?|recordings?|images?|sequences?|texts?|transcripts?)|(?:data|statistical|bioinformatic|bioinformatics|quantitative|qualitative|computational|genetic|image) analys[ei]s|analys[ei]s (?:and interpretation )?of {_THE}(?:\w+ )?(?:data|results)|(?:performed|conducted|carried out|ran|did|undertook) {_THE}(?:\w+ ){{0,2}}analys[ei]s|"
                r"(?:werteten?|wertete) .{0,30}daten aus|analysierten? .{0,20}daten|(?:(?:a|ont) )?analysé .{0,20}données|analiz(?:ó|aron) .{0,15}datos|analis(?:ou|aram) .{0,15}dados|ha(?:nno)? analizzato .{0,10}dati|分析(?:了)?数据|数据分析"),
    (_INVESTIGATION, rf"(?:data|samples?|specimens?|material) {_WAS}(?:collected|acquired|gathered|obtained)|(?:experiments?|interviews?|measurements?|simulations?|survey|field ?work) {_WAS}(?:performed|conducted|carried out|done|run)|(?:collect(?:ed|ing|s)?|acquir(?:ed|ing|es?)|gather(?:ed|ing)|obtain(?:ed|ing)) {_THE}(?:\w+ ){{0,2}}(?:data|samples?|specimens?|material|measurements?|interviews?|recordings?)|(?:data|sample) (?:collection|acquisition)|(?:collection|acquisition) of {_THE}(?:\w+ )?(?:data|samples?)|(?:performed|conducted|carried out|did|ran|undertook|executed) {_THE}(?:\w+ ){{0,2}}(?:experiments?|field ?work|interviews?|survey|measurements?|simulations?|tests?|observations?|data collection)|field ?work\b|"
                     r"erhob(?:en)? .{0,20}daten|sammelten? .{0,20}daten|(?:(?:a|ont) )?(?:recueilli|collecté) .{0,20}données|(?:recolect|recopil)(?:ó|aron) .{0,15}datos|(?:colet|recolh)(?:ou|aram|eram|eu) .{0,15}dados|ha(?:nno)? raccolto .{0,10}dati|(?:收集|采集)(?:了)?数据"),
    (_CURATION, rf"curat(?:ed|ing|es?) {_THE}(?:\w+ )?(?:data|datasets?|collection)|(?:cleaned|managed|annotated) {_THE}(?:\w+ )?(?:data|datasets?)|data (?:management|cleaning)"),
    (_EDITING, rf"{_PAPER} {_WAS}(?:revised|edited|reviewed|commented on)|{_ADVERB}(?:revis(?:ed|ing|es?)|edit(?:ed|ing|s)?|review(?:ed|ing)(?! (?:\w+ )?and (?:\w+ )?approved)|comment(?:ed|ing) on|correct(?:ed|ing)|proofread|improv(?:ed|ing)) (?:and (?:revised|edited|approved|reviewed|corrected|commented on) )?{_THE}{_PAPER}|(?:revision|editing|critical review) of {_THE}{_PAPER}|(?:commented|provided (?:\w+ )?(?:comments|feedback|input)) on {_THE}(?:\w+ )?{_PAPER}|critical(?:ly)? revis(?:ion|ed|ing)|"
               r"überarbeiteten? .{0,15}(?:manuskript|text|artikel)|(?:(?:a|ont) )?(?:révisé|relu|corrigé) .{0,10}(?:manuscrit|article|texte)|revis(?:ó|aron|ou|aram) .{0,10}(?:manuscrito|artículo|artigo|texto)|ha(?:nno)? (?:rivisto|revisionato) .{0,10}(?:manoscritto|articolo|testo)"),
    (_DRAFT, rf"{_PAPER} {_WAS}(?:written|drafted|prepared)|{_ADVERB}(?:wr(?:ote|iting|ites|itten)|draft(?:ed|ing|s)?|prepar(?:ed|ing)) (?:up )?(?:and (?:revised|edited|reviewed) )?{_THE}{_PAPER}|(?:manuscript|paper|article) (?:writing|preparation|drafting)|(?:writing|drafting|preparation) of {_THE}{_PAPER}|led the writing|"
             r"(?:verfassten?|schrieb(?:en)?) .{0,20}(?:manuskript|text|artikel|beitrag|entwurf)|(?:(?:a|ont) )?(?:rédigé|écrit) .{0,15}(?:manuscrit|article|texte|version)|(?:redact|escrib)(?:ó|aron|ieron|ió) .{0,15}(?:manuscrito|artículo|texto|borrador)|(?:redigi|escreve)(?:u|ram) .{0,15}(?:manuscrito|artigo|texto)|ha(?:nno)? (?:scritto|redatto) .{0,10}(?:manoscritto|articolo|testo|bozza)|撰写(?:了)?(?:论文|文章|稿件|手稿)"),
    (_SUPERVISION, r"(?:co-?)?supervis(?:ed|ing|es?)\b|oversaw\b|overseeing\b|betreuten?\b|(?:a|ont) (?:supervisé|encadré)|supervis(?:ó|aron|ionou|ionaram|ou)|ha(?:nno)? supervisionato"),
    (_MONEY, rf"(?:funding|funds) {_WAS}(?:acquired|obtained|secured|raised)|(?:acquir(?:ed|ing)|obtain(?:ed|ing)|secur(?:ed|ing)|rais(?:ed|ing)|got) (?:the )?(?:\w+ )?(?:fund(?:s|ing)|grants?|financial support)|warb(?:en)? .{{0,15}}mittel ein|(?:(?:a|ont) )?obtenu .{{0,10}}(?:financement|fonds)|obtuv(?:o|ieron) .{{0,10}}(?:financiación|fondos)|obt(?:eve|iveram) .{{0,10}}financiamento"),
    (_SOFTWARE, rf"(?:softwares?|codes?|scripts?|programs?|algorithms?) {_WAS}(?:developed|written|implemented|programmed)|(?:develop(?:ed|ing)|wr(?:ote|iting)|implement(?:ed|ing)|programm(?:ed|ing)|coded) {_THE}(?:\w+ ){{0,2}}(?:software|codes?|scripts?|programs?|packages?|tools?|pipelines?|algorithms?)\b|(?:software|code|pipeline) development"),
    (_PROJECT, rf"(?:coordinat|manag|administ(?:e)?r|organi[sz])(?:ed|ing) {_THE}(?:\w+ )?(?:project|study|trial|research)\b|koordinierten? .{{0,10}}projekt"),
    (_RESOURCES, rf"(?:provid|suppl|contribut)(?:ed|ied|ing) {_THE}(?:\w+ ){{0,2}}(?:materials?|reagents?|samples|specimens|patients|equipment|facilities|infrastructure|resources|tools|mice|strains|plasmids)"),
    (_PICTURES, rf"(?:prepar|creat|draw|design|produc|generat)(?:ed|ing) {_THE}(?:\w+ )?(?:figures?|maps?|plots?|illustrations?|visuali[sz]ations?|graphics)|drew {_THE}(?:\w+ )?(?:figures?|maps?|illustrations?)|visuali[sz](?:ed|ing) {_THE}(?:\w+ )?(?:data|results?)"),
    (_VALIDATION, rf"(?:validat|verif|replicat)(?:ed|ied|ing|ying) {_THE}(?:\w+ )?(?:results?|models?|methods?|findings|data|analys[ei]s|code|questionnaire)"),
)  # fmt: skip
_FREE = tuple((term, late(rf"(?<!\w)(?:{words})", re.IGNORECASE)) for term, words in _VERBS)

_DEGREES = (
    ("lead", late(r"(?:(?:the )?lead(?:ing)?|principal|líder|chef de file|führend|leitend|federführend|主导)(?: role)?", re.IGNORECASE)),
    ("equal", late(r"equal(?:ly)?|igual(?:es)?|égale?|gleich(?:wertig)?|同等", re.IGNORECASE)),
    ("supporting", late(r"support(?:ing|ed)?|(?:de )?apoyo|apoio|soutien|unterstützend|支持", re.IGNORECASE)),
)  # fmt: skip


class Mention(msgspec.Struct, frozen=True):
    """A role that a text names between ``start`` and ``end``; one that is ``free`` is told in other words than the taxonomy's."""

    start: int
    end: int
    term: str
    free: bool = False


def terms_in(text: str) -> list[Mention]:
    """The terms of the taxonomy that ``text`` names, in order."""
    return [
        Mention(hit.start(), hit.end(), _SPELLINGS[int((hit.lastgroup or "t0")[1:])][0])
        for hit in _TERMS.finditer(text)
        if _is_whole(text, hit.start(), hit.end())
    ]


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on at either end; Chinese has no blanks."""
    before, after = text[start - 1 : start], text[end : end + 1]
    wide = "\u2e80" <= text[start] <= "\uffdc"
    return wide or not ((before.isalnum() and text[start].isalnum()) or after.isalnum())


def is_everyday(term: str) -> bool:
    """Whether ``term`` is a word of everyday language too, so that it is sure in a list of terms only."""
    return term in _EVERYDAY


def told_in(text: str) -> list[Mention]:
    """What ``text`` tells in free words of what somebody did, in order; the longer of two that overlap."""
    found = [
        Mention(hit.start(), hit.end(), term, free=True)
        for term, pattern in _FREE
        for hit in pattern.finditer(text)
    ]
    return sorted(found, key=lambda one: (one.start, one.end))


def term_of(words: str) -> str:
    """The term that ``words`` are a spelling of, and nothing else; empty if they are none."""
    found = _TERMS.fullmatch(" ".join(words.split()).strip(" .:;,()"))
    return _SPELLINGS[int((found.lastgroup or "t0")[1:])][0] if found else ""


def degree_of(words: str) -> str:
    """``lead``, ``equal`` or ``supporting``; empty for anything else."""
    words = words.strip(" .()")
    return next((name for name, pattern in _DEGREES if pattern.fullmatch(words)), "")

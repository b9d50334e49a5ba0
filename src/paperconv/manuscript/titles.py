"""What the usual titles of sections mean, in the main languages of scholarship."""

from __future__ import annotations

import re

from paperconv import patterns
from paperconv.patterns import late

_FRONT = {
    "abstract": "анотація|περίληψη|الملخص|مستخلص|المستخلص|תקציר|چکیده|सारांश|"
    "abstract|summary|abstracts|synopsis|resumen|resumo|résumé|resume|zusammenfassung|kurzfassung|sommario|riassunto|"
    "аннотация|реферат|摘要|概要|要旨|초록|요약|국문초록|국문요약|özet|öz|samenvatting|sammanfattung|sammanfattning|sammendrag|resumé|streszczenie|abstrakt|abstrak|"
    "ملخص|chinese abstract|structured abstract|abstract and keywords",
    "keywords": "ключові слова|λέξεις-κλειδιά|λέξεις κλειδιά|الكلمات المفتاحية|كلمات مفتاحية|الكلمات الدالة|מילות מפתח|کلیدواژه‌ها|کلیدواژه ها|کلمات کلیدی|واژگان کلیدی|मुख्य शब्द|बीज शब्द|कुंजी शब्द|"
    "keywords|key words|keyword|key-words|key words and phrases|keywords and phrases|index terms|index words|"
    "palabras clave|palabras claves|descriptores|palavras-chave|palavras chave|descritores|mots-clés|mots clés|mots-clefs|mots clefs|"
    "schlüsselwörter|schlagwörter|schlagworte|stichworte|stichwörter|parole chiave|ключевые слова|关键词|關鍵詞|关键字|キーワード|"
    "키워드|주제어|anahtar kelimeler|anahtar sözcükler|trefwoorden|nyckelord|nøkkelord|avainsanat|słowa kluczowe|klíčová slova|kata kunci|"
    "additional keywords|additional key words|author keywords|general terms|subject terms|كلمات مفتاحية",
    "highlights": "highlights|research highlights|key points|keypoints|key messages|what is already known|strengths and limitations of this study|what this study adds|what is already known on this topic|article summary|article highlights|"
    "main points|puntos clave|pontos-chave",
    "graphical": "graphical abstract|toc graphic|table of contents graphic|visual abstract",
    "lay": "plain language summary|lay summary|plain-language summary|significance statement|significance|author summary|"
    "non-technical summary|lay abstract|impact statement|elife digest|teaser|in brief|policy significance statement|public significance statement",
    "contents": "contents|table of contents|list of figures|list of tables",
    "authors": "authors|author|author information|authors and affiliations|affiliations|author affiliations|by|"
    "autores|auteurs|autoren|authors & affiliations|authors' information|author names and affiliations",
    "title": "title|full title|title page|article title|manuscript title",
    "running": "running title|running head|short title|running header",
}
_BODY = {
    "intro": "вступ|εισαγωγή|المقدمة|مقدمة|מבוא|מקדמה|مقدمه|परिचय|प्रस्तावना|भूमिका|"
    "introduction|background|introduction and background|background and introduction|general introduction|introducción|"
    "introduccion|introdução|introduction générale|einleitung|einführung|introduzione|введение|引言|绪论|前言|序論|はじめに|緒言|서론|"
    "giriş|inleiding|inledning|wprowadzenie|wstęp|úvod|pendahuluan|background and objectives|background and motivation|"
    "introduction and motivation|motivation|background & summary|statement of need",
    "methods": "методи|матеріали та методи|матеріали і методи|μέθοδοι|μεθοδολογία|υλικά και μέθοδοι|υλικό και μέθοδοι|المنهجية|منهجية البحث|الطريقة|المواد والطرق|المواد وطرق العمل|שיטות|שיטה|חומרים ושיטות|שיטות המחקר|روش|روش‌ها|روش تحقیق|روش پژوهش|مواد و روش‌ها|विधि|विधियाँ|शोध विधि|सामग्री और विधियाँ|"
    "percurso metodológico|procedimentos metodológicos|metodologia da pesquisa|caminho metodológico|aspectos metodológicos|marco metodológico|"
    "diseño metodológico|material y método|pacientes y métodos|casuística e métodos|patients et méthodes|population et méthodes|"
    "methodisches vorgehen|metode penelitian|bahan dan metode|metodologi|methods|method|methodology|materials and methods|material and methods|methods and materials|materials & methods|"
    "patients and methods|subjects and methods|participants and methods|experimental procedures|experimental section|experimental|"
    "experimental methods|star methods|star★methods|online methods|research methodology|research methods|research design and methods|"
    "data and methods|methods and data|study design and methods|métodos|metodología|material y métodos|materiales y métodos|"
    "metodologia|materiais e métodos|material e métodos|méthodes|méthodologie|matériel et méthodes|matériels et méthodes|methoden|methodik|"
    "material und methoden|materiali e metodi|metodi|материалы и методы|материалы и методы исследования|материал и методы|методы исследования|методология|методы|методика|方法|研究方法|研究设计|研究设计与方法|资料与方法|对象与方法|材料与方法|材料和方法|方法論|연구방법|"
    "yöntem|gereç ve yöntem|methode|metod|metode|metodyka|theory and methods|computational methods|experimental setup and methods|design and methods|design, setting, and participants",
    "results": "результати|αποτελέσματα|النتائج|תוצאות|ממצאים|یافته‌ها|نتایج|परिणाम|"
    "results|result|findings|main results|experimental results|results and analysis|resultados|résultats|ergebnisse|resultate|"
    "risultati|результаты|结果|结果分析|结果与分析|研究结果|实证结果|結果|결과|bulgular|resultaten|resultat|wyniki|hasil|experiments and results",
    "results|discussion": "результати та обговорення|αποτελέσματα και συζήτηση|النتائج والمناقشة|תוצאות ודיון|نتایج و بحث|परिणाम और चर्चा|"
    "results and discussion|results & discussion|discussion and results|findings and discussion|"
    "resultados y discusión|resultados e discussão|résultats et discussion|ergebnisse und diskussion|risultati e discussione|"
    "результаты и обсуждение|результаты исследования и их обсуждение|bulgular ve tartışma|bulgular ve yorum|结果与讨论|分析与讨论|hasil dan pembahasan|analysis and discussion",
    "discussion": "обговорення|συζήτηση|المناقشة|דיון|بحث|चर्चा|विवेचना|"
    "discussion|general discussion|discusión|discussão|diskussion|discussione|обсуждение|обсуждение результатов|讨论|討論|考察|고찰|tartışma|"
    "discussie|dyskusja|pembahasan|comment|discussion and limitations|discussion and future work",
    "conclusions": "висновки|συμπεράσματα|الخاتمة|الاستنتاجات|الخلاصة|מסקנות|סיכום|نتیجه‌گیری|निष्कर्ष|"
    "conclusion|conclusions|concluding remarks|summary and conclusions|summary and conclusion|conclusions and outlook|"
    "conclusion and outlook|conclusions and future work|conclusion and future work|conclusion and future directions|"
    "conclusions and perspectives|conclusions and relevance|conclusion and perspectives|conclusiones|conclusión|conclusões|conclusão|considerações finais|"
    "schlussfolgerung|schlussfolgerungen|fazit|schluss|conclusioni|заключение|выводы|结论|结论与建议|结论与展望|研究结论|結論|结语|まとめ|결론|sonuç|sonuçlar|sonuç ve öneriler|sonuç ve tartışma|tartışma ve sonuç|conclusie|"
    "slutsats|wnioski|podsumowanie|závěr|kesimpulan|simpulan|discussion and conclusion|discussion and conclusions|"
    "conclusion and discussion|conclusions and discussion|conclusion and recommendations|conclusions and recommendations|final remarks",
    "related-work": "related work|related works|literature review|previous work|prior work|state of the art|review of literature|"
    "review of the literature|related research|background and related work|theoretical background|theoretical framework|preliminaries",
    "limitations": "limitations|limitation|strengths and limitations|limitations and future work|threats to validity|limitations of the study|"
    "study limitations|future work|future directions|outlook|recommendations|implications",
    "cases": "case report|case presentation|case study|case description|case|cases",
}
_BACK = {
    "acknowledgements": "подяки|ευχαριστίες|شكر وتقدير|תודות|سپاسگزاری|تشکر و قدردانی|आभार|"
    "acknowledgements|acknowledgments|acknowledgement|acknowledgment|agradecimientos|agradecimentos|remerciements|"
    "danksagung|dank|ringraziamenti|благодарности|благодарность|致谢|謝辞|감사의 글|teşekkür|dankwoord|tack|podziękowania|poděkování|"
    "acknowledgements and funding|acknowledgments and funding|acknowledgements and disclosures|thanks|ucapan terima kasih",
    "funding": "фінансування|χρηματοδότηση|التمويل|מימון|تأمین مالی|वित्तपोषण|"
    "funding|funding information|funding sources|funding source|financial support|funding statement|sources of funding|"
    "source of funding|grant support|grants|financiación|financiamiento|fuentes de financiación|financiamento|financement|förderung|"
    "finanzierung|finanziamento|финансирование|基金项目|资助|funding and acknowledgements|funding acknowledgement|role of the funding source|"
    "role of funding source|research funding|support|financial disclosure|financial disclosure statement",
    "data-availability": "доступність даних|διαθεσιμότητα δεδομένων|إتاحة البيانات|זמינות הנתונים|دسترسی به داده‌ها|डेटा उपलब्धता|"
    "data availability|data availability statement|availability of data and materials|availability of data|"
    "data and data and materials availability|code availability|code and data availability|data accessibility|"
    "data accessibility statement|availability|availability of data and material|data and software availability|"
    "data sharing|data sharing statement|data access|data access statement|data, materials, and software availability|"
    "availability and implementation|availability and requirements|data and code|disponibilidad de datos|disponibilidade de dados|"
    "disponibilité des données|datenverfügbarkeit|verfügbarkeit der daten|доступность данных|数据可用性|resource availability|"
    "data archiving statement|open practices statement|open research|data records availability|accession codes|"
    "associated data|reproducibility statement|data and materials|code and data|sample availability|materials availability",
    "conflict": "конфлікт інтересів|σύγκρουση συμφερόντων|تضارب المصالح|ניגוד עניינים|ניגודי עניינים|تعارض منافع|हितों का टकराव|"
    "conflict of interest|conflicts of interest|competing interests|competing interest|declaration of competing interest|"
    "declaration of competing interests|declaration of interests|declaration of interest|declarations of interest|disclosure|disclosures|"
    "disclosure statement|conflict of interest statement|conflict of interests|conflicts of interests|statement of competing interests|"
    "competing interests statement|competing financial interests|potential conflicts of interest|declaration of conflicting interests|"
    "conflicto de intereses|conflictos de interés|conflictos de intereses|conflicto de interés|conflito de interesses|conflitos de interesse|"
    "conflit d'intérêts|conflits d'intérêts|liens d'intérêts|interessenkonflikt|interessenkonflikte|conflitto di interessi|"
    "конфликт интересов|利益冲突|利益相反|çıkar çatışması|author disclosure statement|declaration of conflict of interest|"
    "transparency declaration|transparency declarations|duality of interest|disclosure of interests|disclosure of interest|statement of interest",
    "contributions": "внесок авторів|συνεισφορά συγγραφέων|مساهمات المؤلفين|תרומת המחברים|سهم نویسندگان|लेखकों का योगदान|"
    "colaboradores|contribuições dos autores|contribución de los autores|contribuciones|author contributions|authors' contributions|author contribution|authors contributions|authors contribution|"
    "contributions|contributors|contributor roles|author contribution statement|credit authorship contribution statement|"
    "credit author statement|author statement|authorship|authors' contribution|contributions of authors|contribution of authors|"
    "contribuciones de los autores|contribuição dos autores|contributions des auteurs|autorenbeiträge|beiträge der autoren|вклад авторов|"
    "作者贡献|contributorship|contributorship statement|author roles|statement of authorship|authorship contribution statement",
    "ethics": "ethics|ethics statement|ethics approval|ethics approval and consent to participate|ethical approval|ethical considerations|"
    "ethical statement|ethics declarations|ethics declaration|institutional review board statement|"
    "statement of ethics|ethical standards|compliance with ethical standards|"
    "human and animal rights|statement of human and animal rights|ethics and consent|animal welfare|animal ethics|"
    "ethics approval and informed consent|consideraciones éticas|considerações éticas|considérations éthiques|aspectos éticos|"
    "responsabilidades éticas|ethik|ethikvotum|этика|伦理声明|broader impact|broader impacts|ethics and broader impact|"
    "broader impact statement|ethical impact|impact statement and ethics",
    "code-availability": "code availability|code availability statement|software availability|software availability statement|"
    "availability of code|availability of software|computer code availability|source code availability|code accessibility|"
    "code sharing|code sharing statement|code and software availability|disponibilidad del código|disponibilidade do código|"
    "disponibilité du code|codeverfügbarkeit|verfügbarkeit des codes|disponibilità del codice|доступность кода|代码可用性|"
    "コードの可用性|코드 가용성|dostępność kodu|beschikbaarheid van code",
    "consent": "consent|informed consent|informed consent statement|consent statement|consent to participate|consent to publish|"
    "consent for publication|consent to participate and publish|patient consent|patient consent statement|"
    "patient consent for publication|written informed consent|declaration of patient consent|consentimiento informado|"
    "consentimento informado|termo de consentimento livre e esclarecido|consentement éclairé|einwilligung|"
    "einwilligungserklärung|einverständniserklärung|consenso informato|информированное согласие|知情同意|"
    "インフォームドコンセント|bilgilendirilmiş onam|aydınlatılmış onam|geïnformeerde toestemming|świadoma zgoda",
    "ai-use": "use of ai|use of ai tools|ai use|ai use statement|ai disclosure|ai disclosure statement|ai usage disclosure|ai statement|"
    "declaration of generative ai|declaration of ai use|declaration of generative ai use|generative ai statement|"
    "generative ai disclosure|declaration of generative ai in scientific writing|disclosure of ai use|"
    "declaration of generative ai and ai-assisted technologies in the writing process|"
    "declaration of generative ai and ai-assisted technologies in the manuscript preparation process|"
    "use of artificial intelligence|use of generative ai|use of generative artificial intelligence|use of large language models|"
    "artificial intelligence disclosure|artificial intelligence statement|uso de inteligencia artificial|"
    "uso de inteligência artificial|utilisation de l'intelligence artificielle|einsatz von ki|nutzung von ki|"
    "einsatz künstlicher intelligenz|verwendung künstlicher intelligenz|uso dell'intelligenza artificiale|"
    "использование искусственного интеллекта|人工智能使用声明|生成aiの使用",
    "registration": "trial registration|clinical trial registration|preregistration|pre-registration|"
    "preregistration statement|study registration|protocol registration|registro del ensayo|registro do estudo|"
    "enregistrement de l'essai|studienregistrierung|registrierung",
    "supplement": "supplementary material|supplementary materials|supplementary information|supplementary data|supporting information|"
    "electronic supplementary information|associated content|supplemental material|supplemental materials|supplemental information|supplemental data|electronic supplementary material|"
    "additional files|additional file|supporting information captions|supplementary files|supplement|supplementary|online supplement|"
    "material suplementario|material suplementar|matériel supplémentaire|ergänzende materialien|supplementary online material|"
    "appendices and supplementary material|supplementary figures|supplementary tables|video supplement",
    "abbreviations": "abbreviations|list of abbreviations|abbreviation|nomenclature|abbreviations used|abreviaturas|abréviations|"
    "abkürzungen|abkürzungsverzeichnis|glossary|acronyms|list of acronyms|list of symbols|notation and abbreviations|symbols|abbreviations and acronyms",
    "author-information": "author details|author information|authors' information|about the authors|about the author|author biographies|"
    "author biography|biographies|biographical notes|biography|notes on contributors|notes on contributor|note on contributor|note on the author|notes on the author|author notes|authors' details|authors' addresses|"
    "author's address|correspondence|orcid|orcids|orcid ids|orcid id",
    "publisher-note": "publisher's note|publishers note|open access|rights and permissions|copyright|license|licence|"
    "disclaimer|declarations|author declarations|declaration|additional information|statements and declarations|article information|"
    "peer review|peer review information|provenance and peer review|reviewer disclosures|prior publication|previous presentations|"
    "patient and public involvement|notes|note|footnotes|endnotes|end notes|end note|novelty statement|transparency statement|guarantor|related version",
    "appendix": "appendix|appendices|annex|annexes|apéndice|anexo|anexos|apêndice|annexe|anhang|appendice|приложение|приложения|附录|付録|부록|ek|ekler|bijlage|bilaga|"
    "supplementary appendix|technical appendix|online appendix|mathematical appendix",
}
_REFERENCES = (
    "список використаних джерел|список літератури|література|βιβλιογραφία|βιβλιογραφικές αναφορές|αναφορές|المراجع|مراجع|المصادر|"
    "المصادر والمراجع|قائمة المراجع|מקורות|רשימת מקורות|ביבליוגרפיה|منابع|فهرست منابع|संदर्भ|संदर्भ सूची|संदर्भ ग्रंथ सूची|"
    "references|reference|bibliography|literature cited|works cited|references cited|cited literature|reference list|"
    "list of references|literature|citations|cited references|references and notes|notes and references|references and bibliography|bibliography and references|references/bibliography|sources|works consulted|"
    "bibliographical references|referencias|referencias bibliográficas|bibliografía|bibliografia|referências|"
    "referências bibliográficas|références|références bibliographiques|bibliographie|literatur|literaturverzeichnis|quellen|"
    "quellenverzeichnis|literaturhinweise|riferimenti|riferimenti bibliografici|литература|список литературы|библиография|"
    "список источников|参考文献|參考文獻|引用文献|文献|참고문헌|참고 문헌|kaynaklar|kaynakça|referenties|literatuur|literatuurlijst|"
    "referenser|litteratur|referanser|litteraturliste|literatura|literatura citada|bibliografie|piśmiennictwo|reference literatura|daftar pustaka|"
    "rujukan|المراجع|βιβλιογραφία|irodalom|irodalomjegyzék|lähteet|references / bibliography|references and further reading|"
    "primary references|references:|main references"
)
KINDS: dict[str, str] = {
    title.replace("ı", "i").replace(" & ", " and "): kind
    for table in (_FRONT, _BODY, _BACK, {"references": _REFERENCES})
    for kind, titles in table.items()
    for title in titles.split("|")
}
FRONT_KINDS = frozenset(_FRONT)
ABSTRACTS = frozenset({"abstract", "lay", "highlights", "graphical"})
BODY_KINDS = frozenset(_BODY)
BACK_KINDS = frozenset(_BACK)

_LEAD = late(
    r"^(?:section\s+|chapter\s+|part\s+|§\s*)?(?:\d{1,2}(?:\.\d{1,2})*(?:[.):]|\s?[|–—-](?=\s))?|[IVXivx]{1,5}[.)]|[A-Z][.)])\s+",
    re.IGNORECASE,
)
_CLEAN = late(r"\s+")


_FUZZY = (
    ("acknowledgements", late(r"^(?:acknowledg|agradecimiento|remerciement)")),
    (
        "conflict",
        late(r"\b(?:conflicts? of interests?|competing (?:financial )?interests?|conflicting interests)\b"),
    ),
    (
        "code-availability",
        late(
            r"^(?:(?:computer|source|custom) )?(?:code|software)(?: and software)? (?:availability|accessibility|sharing)\b"
            r"|^availability of (?:the )?(?:source |computer )?(?:code|software)\b(?!.*\bdata\b)"
        ),
    ),
    (
        "ai-use",
        late(
            r"^(?:declaration|statement|disclosure)s? (?:of|on|about|regarding) (?:the )?(?:use of )?"
            r"(?:generative )?(?:ai|artificial intelligence|large language models?|llms?)\b"
        ),
    ),
    (
        "data-availability",
        late(
            r"\b(?:data|code|software|materials?)\b.{0,25} (?:availability|accessibility|sharing)\b|^availability of "
        ),
    ),
    (
        "contributions",
        late(r"^(?:credit )?author(?:s|'s|s'|ship)? contributions?\b|^contributions? of (?:the )?authors"),
    ),
    ("funding", late(r"^(?:source|statement)s? of (?:funding|support)|^funding\b(?! acquisition).{0,20}$")),
    (
        "ethics",
        late(r"^(?:ethic(?:s|al)\b.{0,40}|institutional review board.{0,20})$"),
    ),
    ("consent", late(r"^informed consent.{0,20}$|^consent (?:to|for) (?:participat|publi).{0,30}$")),
    (
        "methods",
        late(r"^[\w ,]{3,40} (?:and|und|et|y|e) (?:methods?|methodology|methoden|méthodes|métodos)$"),
    ),
    ("limitations", late(r"^limitations?\b.{0,20}$")),
)


NOTES = frozenset(
    ("notes", "endnotes", "footnotes", "end notes", "foot notes", "anmerkungen", "fussnoten", "endnoten", "notas", "note", "notes de fin",
     "notas al final", "noter", "примечания", "notlar", "dipnotlar", "sonnotlar", "catatan kaki", "noten", "注释")
)  # fmt: skip
"""Titles below which notes stand, as :func:`title_key` gives them."""


def title_key(title: str) -> str:
    """``title`` as the table has it: lower case, without number, without stop or colon."""
    text = _CLEAN.sub(" ", title).strip().replace("’", "'").replace("‘", "'")
    text = _LEAD.sub("", text)
    if len(text) > 6 and patterns.fullmatch(r"(?:\w ){3,}\w", text):  # A B S T R A C T
        text = text.replace(" ", "")
    text = text.replace(" & ", " and ")
    # the Turkish capital of i
    return text.strip(" .:;*_—–-•■|").casefold().replace("i\u0307", "i")


def kind_of(title: str) -> str:
    """The role of a section by its title, or ``abstract``, ``keywords``, ``references`` …; empty if it is not a usual one."""
    if len(title) > 90:
        return ""
    key = title_key(title)
    known = KINDS.get(key)
    if known:
        return known
    if patterns.match(
        r"(?:appendix|annex|appendice|anhang|anexo|apéndice|annexe|приложение|附录)\s*(?:[a-z]|\d{1,2}|[ivx]{1,4})?(?:[.:\s–—-]|$)",
        key,
    ):
        return "appendix"
    if patterns.match(
        r"(?:supplementa(?:ry|l)|supporting)\s+(?:material|information|figure|table|data|method|result|text|note|file)",
        key,
    ):
        return "supplement"
    if len(key.split()) <= 8:
        for role, pattern in _FUZZY:
            if pattern.search(key):
                return role
    return ""


def is_title(text: str) -> bool:
    """Whether ``text`` is, word for word, a usual title."""
    return bool(kind_of(text))

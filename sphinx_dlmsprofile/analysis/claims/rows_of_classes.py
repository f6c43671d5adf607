"""The forms in which a sentence claims something of interface classes, their attributes, methods and OBIS codes."""

from __future__ import annotations

from sphinx_dlmsprofile.analysis.claims.row import INTEGER, NUMBER, OBIS, UNITS, near, row

_IDENTIFIER = r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+"

_ID = r"\bclass[_ -]?id\b"

_CLASS = (
    r"(?:(?:an? |the |all )?(?:objects?|instances?) of )?(?:(?:an?|the) )?(?:(?:interface )?class(?:es)? )?"
    r"\W?‹C(?P<s>[0-9]+)›"
)

_MEMBER = r"(?P<m>[Aa]ttribute|[Mm]ethod)s?"

_CALLED = r"(?: number| no\.?)?"

_OTHER_OBIS = r"[0-9]{1,3}(?:\.[0-9]{1,3}){5}|[0-9A-F]{2}(?:[ -]?[0-9A-F]{2}){5}"
"""Six numbers between dots, or six octets: such a text is a code where the words before it say so."""

_TYPES = (
    "null-data|bit-string|octet-string|visible-string|utf8-string|double-long-unsigned|double-long|long64-unsigned|"
    "long64|long-unsigned|long|unsigned|integer|boolean|enum|bcd|float32|float64|date-time|date|time|array|structure|compact-array"
)

_LIMIT = r"[Mm]aximum(?: value)?|[Mm]inimum(?: value)?"

_TO_V = r"(?: [^\W\d_]{1,7})? ?"
"""A unit, perhaps."""

_FEW = r"(?:[a-z]+|[0-9]{1,2})"
"""How many, in words or digits, as far as it may be a number."""

_ON = rf"(?:(?:has|holds|is|serves) |{_FEW} methods?\b)"
"""How a sentence goes on after a number of attributes that is all of it: not with their names, and not "and more"."""

_THE_CLASS = r"(?:The )?(?:new )?(?:interface )?(?:class )?\W?‹C(?P<s>[0-9]+)›\W?(?: class)?"
"""A class as the subject of a sentence, which no other thing may be: its predecessor, one that derives from it."""

_TIME = r"[0-9]+(?: [0-9]{3})*"

_REFUSED = (
    r"\b(?:when|whenever|where|refus(?:e[sd]?|al)|reject(?:s|ed)?|den(?:y|ies|ied)|errors?|fail(?:s|ed)?|tr(?:y|ies)"
    r"|attempts?|nowhere|hardly|former|formerly|earlier|before|factory|manufactur\w+|install\w*|commission\w*|local\w*)\b"
)
"""What makes of a sentence on writing one on what comes of it, on another time, or on an association of its own."""

_MAY = r"(?:(?:may|can|shall|should|also|then|first|always|usually) ){0,2}"

_CLIENT = r"(?:\b(?:[Aa]n?|[Tt]he|[Ee]ach|[Ee]very) client|(?:^|[,;] )[Cc]lients)\b"
"""A client as such; the one of an installer may have rights of its own."""

_OWN = r"[\"”*]?(?: (?:has|is|bears|with))?(?: class_id)? [0-9]"
"""The number behind a class that shows it to be its own: "Clock" has class_id 8, and "Push setup" 40."""

_NO_CHANGE = r"(?<!set )(?<!goes )(?<!moves )(?<!(?:change|raised) )(?<!(?:change[sd]|lowered) )(?<!changing )"
"""What goes from one value to another says nothing of a range."""

ROWS_OF_CLASSES = (
    # Interface classes
    row(
        *("class-id", "C", rf"‹C(?P<s>[0-9]+)›{near('C', 60)}{_ID}\W{{0,3}}(?:is |of |shall be )?{INTEGER}"),
        rf"(?!\W{{1,3}}(?:the )?‹C[0-9]+›(?!{_OWN}))",
        word="class",
    ),
    row(
        *("class-id", "C", rf"{_ID}\W{{0,3}}(?:of |is )?{INTEGER}\W{{1,4}}(?:is )?(?:the )?(?:class )?\W?"),
        rf"‹C(?P<s>[0-9]+)›(?!{_OWN})",
        word="class",
    ),
    row("class-id", "C", rf"{_ID} of {_CLASS}\W{{0,3}}(?:is |shall be )?{INTEGER}", word="class"),
    row("class-id", "C", rf"\b[Cc]lass {INTEGER}\W{{1,3}}‹C(?P<s>[0-9]+)›", word="lass "),
    row("class-called", "", r"\bclass [\"“](?P<v>[^\"”‹]{4,60})[\"”]", word="class "),
    row(
        *("version", "C", rf"‹C(?P<s>[0-9]+)›{near('C', 50)}(?<!IP )(?<!protocol )(?<!TLS )"),
        rf"\bversion\W{{0,3}}(?:is )?{INTEGER}",
        word="version",
    ),
    row("version", "C", rf"\bversion {INTEGER} of {_CLASS}", word="version"),
    # Attributes and methods
    *(
        row(
            *("member-count", "C", rf"^{_THE_CLASS}(?: [a-z]+s [^,.;:‹]{{0,60}},? and)?"),
            rf" (?:has|contains|consists of|comprises) {before}(?P<v>{_FEW}) (?P<m>{kind})s(?=[.;)]|$| and {_ON})",
            word=f" {kind}s",
            alone="C",
            plain=True,
        )
        for kind, before in (("attribute", ""), ("method", ""), ("method", rf"{_FEW} attributes? and "))
    ),
    row(
        *(
            "member-written",
            "A",
            rf"^(?!.*{_REFUSED})[^.;]{{0,160}}?{_CLIENT}(?: {_MAY}(?:sets?|writes?)",
            rf"| {_MAY}[a-z]+ [^.;]{{0,100}}? and {_MAY}(?:sets?|writes?)) (?:the attribute )?‹A(?P<s>[0-9]+)›",
        ),
        word="lient",
        plain=True,
    ),
    row(
        *("range-in-words", "", rf"\bbetween (?P<v>{_TIME}(?: (?:ms|s|min|h))?) and "),
        rf"(?P<s>{_TIME} (?:ms|s|min|h))\b",
        word="between ",
        plain=True,
    ),
    row("member-number", "C", rf"\b{_MEMBER}{_CALLED} {INTEGER}{near('C', 40)} (?:of|in) {_CLASS}"),
    row("member-number", "C", rf"‹C(?P<s>[0-9]+)›{near('C', 60)}\b{_MEMBER}{_CALLED} {INTEGER}", alone="C"),
    row("member-name", "A", rf"\b{_MEMBER}{_CALLED} {INTEGER}\W{{1,3}}(?:named |called |is |the )?‹A(?P<s>[0-9]+)›"),
    row("member-name", "A", rf"‹A(?P<s>[0-9]+)›\W{{0,3}}(?:is )?(?:the )?{_MEMBER}{_CALLED} {INTEGER}"),
    row(
        *("member-unknown", "C", rf"\b{_MEMBER}{_CALLED} {INTEGER}\W{{1,3}}(?:named |called |is |the )?"),
        rf"(?P<n>{_IDENTIFIER})\b",
        word="_",
        alone="C",
    ),
    row("member-class", "CA", rf"‹A(?P<m>[0-9]+)›[”\"’']?(?: \([^()‹›]{{0,30}}\))? (?:of|in) {_CLASS}"),
    row(
        *("member-class", "CA", r"‹C(?P<s>[0-9]+)›[”\"’']?(?: class| object)?(?:[’']s)? (?:attribute|method) "),
        r"‹A(?P<m>[0-9]+)›",
    ),
    row(
        *("member-class", "CA", r"\b(?:attribute|method)s \W?‹A(?P<m>[0-9]+)›\W?,? "),
        rf"(?:[\w‹›]+, )*(?:and|or) \W?[\w‹›]+\W? (?:of|in) {_CLASS}",
    ),
    row("member-word", "C", rf"\b(?P<m>attribute|method) \W?(?P<v>[a-z][a-z0-9_]*)\W? of {_CLASS}"),
    row(
        *("default", "A", r"\bdefaults?(?: value)?(?: (?:of|for) (?:the )?(?:attribute )?‹A[0-9]+›)?"),
        rf"(?:,| is| are| of| to|:| =)? (?:a )?(?P<v>{NUMBER})",
        word="default",
        alone="A",
    ),
    row("default", "A", rf"(?P<v>{NUMBER}){_TO_V}(?:by|as) default", word="default", alone="A"),
    row(
        *(
            "default",
            "A",
            rf"‹A[0-9]+›[^.;]{{0,90}}?,? (?:which|and|that) is (?P<v>{NUMBER}){_TO_V},? unless\b",
        ),
        word="unless",
        alone="A",
    ),
    row(
        *("range", "A", rf"\b(?:range|{_NO_CHANGE}from|between|within)\b[^‹.;]{{0,20}}?(?P<v>{NUMBER}){_TO_V}"),
        rf"(?:to|and|\.\.\.?|…|–) (?P<m>{NUMBER})",
        alone="A",
    ),
    # "The values 0, 1 and 2" are several, and no range.
    row(
        *("range", "A", rf"\bvalues?\b[^‹.;]{{0,20}}?(?P<v>{NUMBER}){_TO_V}(?:to|\.\.\.?|…|–) (?P<m>{NUMBER})"),
        alone="A",
    ),
    row(
        *("range", "A", rf"‹A[0-9]+›\W{{1,3}}(?:is |ranges? )?(?P<v>{NUMBER}){_TO_V}"),
        rf"(?:to|\.\.\.?|…|–) (?P<m>{NUMBER})",
        alone="A",
    ),
    row("range", "A", rf"\b[Vv]alues?: (?P<v>{NUMBER}){_TO_V}(?:to|\.\.\.?|…|–) (?P<m>{NUMBER})", alone="A"),
    row("type", "A", rf"‹A(?P<s>[0-9]+)›{near('A', 40)}\b(?:type|is an?|as an?)\W{{1,2}}(?P<v>{_TYPES})(?![\w-])"),
    row("type", "A", rf"‹A(?P<s>[0-9]+)› \((?P<v>{_TYPES})\)"),
    row(
        *("value", "A", r"‹A(?P<s>[0-9]+)›\W{0,2}(?:is |becomes |equals |= |to |is set to |set to |with the value "),
        rf"|has the value |shall be |value )?{INTEGER}(?! (?:to|%|times|\.\.)|…)",
        rf"(?: \((?P<m>[^()‹]{{2,40}})\)| (?P<n>{UNITS})(?![\w/-]))?",
    ),
    row(
        *("value", "A", rf"\bvalue {INTEGER}(?: \((?P<m>[^()‹]{{2,40}})\))? (?:of|in) (?:the )?(?:attribute )?"),
        r"‹A(?P<s>[0-9]+)›",
        word="value",
    ),
    row(
        *("value-beside", "A", r"^(?P<m>[^‹]{3,160}?)‹A(?P<s>[0-9]+)›\W{0,2}(?:is |= )?"),
        rf"{INTEGER}(?=[;,.)]|$| only\b)",
        word=": ",
        alone="A",
        plain=True,
    ),
    row(
        *("value-beside", "A", r"‹A(?P<s>[0-9]+)›\W{0,2}(?:is |= |has the value )?"),
        r"(?P<v>[0-9]{1,3})(?:: | means | stands for )(?P<m>[^‹.;:]{3,80})",
    ),
    row(
        *("limit", "A", rf"\b(?P<m>{_LIMIT}) of (?:the )?(?:attribute )?‹A(?P<s>[0-9]+)›\W{{1,3}}(?:is |shall be )?"),
        rf"(?P<v>{NUMBER})",
        word="imum",
    ),
    row(
        *("limit", "A", rf"(?P<v>{NUMBER})(?: \w+)? \((?:the )?(?P<m>{_LIMIT}) of ‹A(?P<s>[0-9]+)›\)"),
        word="imum",
    ),
    row(
        *(
            "limit",
            "A",
            rf"‹A(?P<s>[0-9]+)›\W{{1,3}}(?:has |with )?(?:an? |the |its )?(?P<m>{_LIMIT})(?:,| is| of|:)? ",
        ),
        rf"(?P<v>{NUMBER})",
        word="imum",
    ),
    row("member-kind", "A", r"\b(?P<v>static|dynamic) (?:attribute )?‹A(?P<s>[0-9]+)›", word="c ", plain=True),
    row(
        *("member-kind", "A", r"‹A(?P<s>[0-9]+)›\)? (?:is|are|shall be) (?:an? )?"),
        r"(?P<v>static|dynamic|mandatory|optional)\b",
        plain=True,
    ),
    row(
        *("member-kind", "A", r"‹A(?P<s>[0-9]+)›[^.‹]{0,80}?(?:[;,:]| and) (?:it|which|this)(?: attribute| method)?"),
        r" is (?:an? )?(?P<v>static|dynamic|mandatory|optional)\b",
        alone="A",
        plain=True,
    ),
    row(
        *("value-means", "A", rf"{INTEGER} (?:stands for|means|denotes|indicates|says|for) (?:an? |the )?"),
        r"(?P<m>[^,.;()‹]{2,40})",
        alone="A",
        plain=True,
    ),
    row(
        *("fixed-at", "A", r"‹A(?P<s>[0-9]+)›[^.;‹]{0,20}(?:‹C[0-9]+›\W{0,2})?[^.;‹]{0,8} (?:limits|restricts|bounds)"),
        rf"[^.;‹]{{1,40}}? to (?P<v>{NUMBER})",
        alone="A",
        plain=True,
    ),
    row(
        *("member-undefined", "", r"(?:^|, )(?P<s>[Aa]ttribute|[Mm]ethod)s?: (?:[\w‹›]+, )*?"),
        r"(?P<v>[a-z][a-z0-9]*(?:_[a-z0-9]+)+)(?=,|$)",
        word="_",
    ),
    row("member-called", "A", r"\b(?P<v>attribute|method) \W?‹A(?P<s>[0-9]+)›"),
    row(
        *("method-invoked", "", r"\bmethod \W?(?P<v>[a-z]{3,30})\W? (?:is|shall be|was|has been|may be) "),
        r"(?:invoked|called|executed)\b",
        word="method",
    ),
    row(
        *("method-invocation", "", r"\b(?:invocation of|invok(?:es|ing)) (?P<v>[a-z]{3,30})(?=[.,;)]|$"),
        r"| (?:and|or|in|of|on|by|locally|remotely|again)\b)",
        word="nvo",
    ),
    row(
        *(
            "method-invoked",
            "",
            r"\b(?:by|with|through|invok(?:es?|ing)|calls?|calling|uses?) (?:the |its )?method \W?",
        ),
        r"(?!(?:of|that|which|alone|only|also|too|again|instead|itself|described|used|given|named|called)\b)"
        r"(?P<v>[a-z]{3,30})\W?(?=[.,;)]|$| (?:and|of|on|in)\b)",
        word="method ",
    ),
    row("member-undefined", "", r"\b(?P<s>attribute|method) \W?(?P<v>[a-z][a-z0-9]*(?:_[a-z0-9]+)+)\b(?!\()", word="_"),
    row(
        *("member-at", "C", rf"\b{_MEMBER}{_CALLED} {INTEGER}, \W?(?P<n>‹A[0-9]+›|[a-z][a-z0-9_]*)\W?,? (?:of|in) "),
        _CLASS,
    ),
    row(
        *("member-word", "C", r"\b(?P<m>attribute|method)s \W?(?P<v>[a-z][a-z0-9]*(?:_[a-z0-9]+)+)\W?,? "),
        rf"(?:[\w‹›]+, )*(?:and|or) \W?[\w‹›]+\W? (?:of|in) {_CLASS}",
        word="_",
    ),
    row("member-word", "C", rf"(?<![\w‹])(?P<v>[a-z][a-z0-9]*(?:_[a-z0-9]+)+)\W? (?:of|in) {_CLASS}", word="_"),
    row(
        *("member-at", "C", rf"\b{_MEMBER}{_CALLED} {INTEGER} (?:of|in) {_CLASS}[”\"’']?(?: class| object)?,?"),
        r" (?:is |named |called )?(?:the )?\W?(?P<n>‹A[0-9]+›|[a-z][a-z0-9_]*)",
    ),
    row(
        *("value-group", "", r"\b(?:distinguished|told apart|identified) (?:by|through|in) (?:the |their )?"),
        r"value group (?P<v>[A-F])\b",
        word="alue group ",
        plain=True,
    ),
    row(
        "value-group",
        "",
        r"\b[Vv]alue group (?P<v>[A-F]) (?:is|holds|gives|has|identifies|distinguishes|contains|tells)\b(?! not)",
        word="alue group ",
    ),
    # OBIS codes
    row(
        *("obis", "C", r"^[^‹]{0,20}‹C(?P<s>[0-9]+)›,(?: [^‹,]{1,30},)? (?:[Ll]ogical name|OBIS code)s?: "),
        rf"(?P<v>{OBIS})(?!\w|\.[0-9])",
    ),
    row("obis", "C", rf"‹C(?P<s>[0-9]+)›[”\"’']?(?: objects?| class)?(?:,| is| has|:)? \(?(?P<v>{OBIS})(?!\w|\.[0-9])"),
    row(
        *("obis", "C", r"‹C(?P<s>[0-9]+)›[”\"’']?(?:,? (?:\()?class_id [0-9]+\)?)?,? (?:with|and) (?:the |its )?"),
        rf"(?:logical name|OBIS code) (?P<v>{OBIS})(?!\w|\.[0-9])",
    ),
    row("obis", "C", rf"(?<![\w.:-])(?P<v>{OBIS})(?!\w|\.[0-9])", alone="C"),
    row(
        *("obis", "C", rf"\b(?:logical names?|OBIS codes?|instances?)\W{{1,3}}(?:is |of |= )?(?P<v>{_OTHER_OBIS})"),
        r"(?!\w|[. ][0-9A-F])",
        alone="C",
    ),
)

"""The forms in which a sentence claims something of services, associations, security, and service access points."""

from __future__ import annotations

from sphinx_dlmsprofile.analysis.claims.row import HEX, INTEGER, NUMBER, near, row

_KINDS = r"(?P<s>confirmed|unconfirmed|pre-established)"

_LINK = r"(?:is|are|shall be|should be|may be|can be|must be|will be)"

_STATES = "supported|used|available|mandatory|required|optional|recommended|allowed|permitted|established"

_SUPPORT = rf"(?P<v>(?:not |never )?(?:{_STATES}))\b"

_ALGORITHM = (
    r"(?<![\w-])(?:AES-GCM-(?:128|256)|AES-(?:128|256)|GMAC|ECDSA|ECDH|P-(?:256|384)|SHA-(?:256|384))"
    r"(?: (?:with |and |on )?(?:key wrap|P-(?:256|384)|SHA-(?:256|384)))*"
)
"""What security suites use, by name."""

_PARTLY = (
    r"(?P<m>(?! in (?:this|the) (?:document|standard|profile)),? "
    r"(?:over|in|with|for|by|between|within|when|where|only|if|unless|except|to|on)\b)?"
)
"""What restricts a statement to some cases."""

ROWS_OF_SERVICES = (
    # SAPs
    row(
        *(
            "sap",
            "S",
            r"‹S(?P<s>[0-9]+)›(?: client| process| server| logical device)?(?:(?:\W{1,3}|\b)(?:with|at|on|has",
        ),
        r"|reached|found|located|listens|answers|resides|sits|called|known|under|through",
        r"|uses|whose|which|addressed|is|shall be|the|an?|its|of|by|SAP|address|value|client|server|equal|wrapper",
        r"|port)){0,6}\W{0,3}",
        HEX,
    ),
    row(
        *(
            "sap",
            "S",
            HEX,
            r"(?:(?:\W{1,3}|\b)(?:is|addresses|identifies|denotes|means|stands for|assigned to|for|of|as",
        ),
        r"|the|SAP|an?|Meaning|Name|Use)){0,4}\W{1,3}‹S(?P<s>[0-9]+)›",
    ),
    row(
        *("sap", "S", r"‹S(?P<s>[0-9]+)›(?: has| uses| with| at)?\W{1,2}(?:the )?(?:client |server )?SAP (?:number )?"),
        rf"{INTEGER}(?! (?:bit|octet)s?\b)",
    ),
    row(
        *("sap-named", "", r"(?<![\w‹])(?P<s>(?:[A-Z][\w-]+ ){1,3}(?:Client|Server|Device|Process|SAP))\W{1,2}"),
        r"(?:with |at )?(?:the )?(?:client |server )?(?:SAP )?" + HEX,
        word="0x",
    ),
    row("sap-called", "", r"(?<![\w‹-])(?P<v>[A-Z][a-z]+(?:[ -][A-Za-z]+)?) SAPs?\b", word=" SAP"),
    row(
        *("sap-value", "", r"\b(?P<s>[Cc]lient|[Ss]erver)s?(?: with| at)?(?: the)?(?: SAP| address| logical device)? "),
        HEX,
        word="0x",
    ),
    row(
        *("sap-any", "", r"(?<![\w-])(?<!LLC )(?<!MAC )(?<!layer )(?<!link )(?P<s>SAP|wrapper port)"),
        r"(?: number| address| value)? ",
        HEX,
        r"(?! ?(?:to|and|or|\.\.|…|–|,) ?0x)(?![^.;]*\breserved)",
        word="0x",
        plain=True,
    ),
    # Services
    row(
        *("service-used", "V", r"‹V(?P<s>[0-9]+)›(?: services?)?(?: (?:is|are|shall|may|can|should|reports?|sends?"),
        r"|carr(?:y|ies)|conveys?|delivers?|informs?|notif(?:y|ies)|transfers?|invokes?|reads?|writes?|sets?))\b",
        plain=True,
    ),
    row(
        *("service-used", "V", r"\b(?:by|with|using|uses?|used|invokes?|supports?|through|via|by means of|sends?) "),
        r"(?:the |an? )?(?:service )?‹V(?P<s>[0-9]+)›",
        plain=True,
    ),
    row("service-used", "V", r"\b(?:in|by) (?:one|a single) ‹V(?P<s>[0-9]+)›", plain=True),
    row(
        "service-used",
        "V",
        r"\b(?:uses?|sends?|invokes?|supports?) ‹V[0-9]+›,? (?:and|or) ‹V(?P<s>[0-9]+)›",
        plain=True,
    ),
    row(
        *(
            "service-unused",
            "V",
            r"‹V(?P<s>[0-9]+)›(?: services?)? (?:is|are|shall|may|can|should) (?:not|never) (?:be )?",
        ),
        r"(?P<v>used|supported|available|invoked|required|allowed|permitted)(?=[.;,)]|$)",
    ),
    row(
        *("service-cast", "V", rf"‹V(?P<s>[0-9]+)›{near('V', 50)}\b(?:in|by|over|as|via|to|or) (?:a |an )?"),
        r"(?P<v>unicast|multicast|broadcast)\b",
        word="cast",
        alone="V",
        plain=True,
    ),
    row(
        *("service-cast", "V", r"\b(?P<v>[Uu]nicast|[Mm]ulticast|[Bb]roadcast) ‹V(?P<s>[0-9]+)›"),
        word="cast",
        alone="V",
        plain=True,
    ),
    row(
        *("service-cast", "V", rf"‹V(?P<s>[0-9]+)›{near('V', 20)}{_LINK} (?:also )?"),
        r"(?P<v>unicast|multicast|broadcast)\b",
        word="cast",
        alone="V",
        plain=True,
    ),
    row(
        *("service-cast", "V", rf"‹V(?P<s>[0-9]+)›{near('V', 30)} to (?:an? |all |several |the )?(?:\w+ )?"),
        r"(?P<v>group)s?\b",
        word=" group",
        alone="V",
        plain=True,
    ),
    row("service-mode", "V", r"\b(?P<v>[Cc]onfirmed|[Uu]nconfirmed) ‹V(?P<s>[0-9]+)›", word="onfirmed", plain=True),
    row(
        *("service-mode", "V", rf"‹V(?P<s>[0-9]+)›(?:,? (?:and|or) ‹V[0-9]+›)? {_LINK} (?:always |only )?"),
        r"(?P<v>confirmed|unconfirmed)\b(?! (?:AA|app|and|or|in)\b| by (?!the client|the server))",
        word="confirmed",
        plain=True,
    ),
    row(
        *("service-mode", "V", rf"‹V(?P<s>[0-9]+)›(?:{near('V', 20)}) {_LINK} (?:always |only |an? )*"),
        r"(?P<v>confirmed|unconfirmed)\b(?! (?:AA|app)| by (?!the client|the server))",
        word="confirmed",
        alone="V",
        plain=True,
    ),
    *(
        row(claim, kinds, rf"{name}\.(?P<v>{kind}(?:ation)?)\b", word=f".{kind}")
        for kind in ("request", "indication", "response", "confirm")
        for claim, kinds, name in (
            ("primitive", "", r"(?<![\w.-])(?P<s>(?:[A-Z][A-Z0-9]*|‹[A-Z][0-9]+›)(?:[-_][A-Z0-9]+)+)"),
            ("service-primitive", "V", r"‹V(?P<s>[0-9]+)›"),
        )
    ),
    *(
        row(
            *(
                "mode-cast",
                "",
                r"\b(?P<s>[Cc]onfirmed|[Uu]nconfirmed) (?:xDLMS )?services (?:are|shall be|may be|can be)",
            ),
            rf" [^.;]{{0,80}}?\b(?P<v>{cast})\b",
            word=f"{cast}",
            plain=True,
        )
        for cast in ("unicast", "multicast", "broadcast")
    ),
    row(
        *(
            "referencing",
            "",
            r"\b(?P<s>[Ss]hort|[Ll]ogical) names? referencing (?:services )?(?:is|are|shall be|shall not",
        ),
        r" be|may not be|cannot be|can not be|must not be) (?P<v>(?:not )?(?:used|supported|available|allowed))\b",
        word="referencing",
    ),
    row(
        *("referencing", "", r"\b(?P<s>[Ss]hort|[Ll]ogical) names? referencing (?P<v>shall not|cannot|may not)\b"),
        word="referencing",
    ),
    row(
        *("wrapper-version", "", r"\b[Ww]rapper\b[^.;]{0,40}? version\)?,?(?: number| field)?(?: (?:is|of|has|=))? ?"),
        INTEGER,
        word="version",
    ),
    *(
        row("committee", "", rf"\b(?:IEC )?{name} (?P<v>[0-9]{{1,3}})\b", word=name[1:])
        for name in ("technical committee", "Technical committee", "IEC TC", "IEC/TC")
    ),
    # What is said of some devices, messages or times alone goes on after the word, or begins before the service.
    *(
        row(
            *("service-support", "V", rf"^(?:The )?(?:service )?(?:‹V[0-9]+› {_LINK} [a-z]+,? and )?‹V(?P<s>[0-9]+)›"),
            rf"(?: service)? {_LINK} (?P<v>{level})(?=\.?$|;|,? and ‹V[0-9]+› {_LINK} )",
            word=level,
            plain=True,
        )
        for level in ("mandatory", "optional")
    ),
    row(
        *("service-support", "V", r"^(?:(?:An?|Each|Every|The) (?:server|device)|(?:All )?(?:[Ss]erver|[Dd]evice)s) "),
        r"(?P<v>shall|may) support ‹V(?P<s>[0-9]+)›(?: service)?(?=\.?$|;)",
        word=" support ",
        plain=True,
    ),
    # States and results
    *(
        row(
            *(
                "code-said",
                kinds,
                rf"(?<!\w)(?<![Aa]s a )(?P<s>{noun})(?: (?:is|becomes|became|equals|of|to|has become|changes to",
            ),
            r"|set to|with|code|value))* (?P<v>(?!(?:MAY|MUST|SHALL|SHOULD|NOT)\b)[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)*)\b",
            r"(?!-|\.\w)",
            word=word,
        )
        for kinds, noun, word in (
            ("", "[Ss]tatus", "tatus "),
            ("", "[Ss]tate", "tate "),
            ("", "[Rr]esult", "esult "),
            ("", "[Rr]eason", "eason "),
            ("T", "‹T[0-9]+›", ""),
        )
    ),
    *(
        row(
            *(
                "codes",
                "",
                rf"(?<![\w-])(?P<s>(?:\w+_)?(?:[Ss]tatus|[Ss]tate|[Rr]esult|[Rr]eason)) is {which}(?: of)? ",
                r"(?P<v>[A-Z][A-Z0-9_]+(?:(?:, | and | or )[A-Z][A-Z0-9_]+)+)",
            ),
            word=f" is {which} ",
        )
        for which in ("one", "either")
    ),
    # Associations and security
    row(
        *("association-demand", "", r"\b(?P<v>shall|should) support (?P<s>confirmed|unconfirmed|pre-established) "),
        rf"(?:AAs?|application associations?)\b(?! (?:and|or) (?:un)?(?:confirmed|pre)){_PARTLY}",
        word="support ",
        plain=True,
    ),
    row(
        *("association-demand", "", rf"(?i:\b{_KINDS}) (?:AAs?|application associations?) (?P<v>shall|should) be "),
        rf"supported\b{_PARTLY}",
        word="supported",
        plain=True,
    ),
    row(
        *("release", "", r"\bRLRQ and (?:an? |the )?RLRE\)? (?:is|are|shall be) "),
        r"(?P<v>not (?:used|exchanged|required|needed|supported|mandatory)|optional|mandatory|required)\b",
        r"(?P<m>,? (?![^.;]{0,20} too\b)(?:over|in|with|for|where|when|if|unless|except)\b)?",
        word="RLR",
    ),
    row(
        *("block-transfer-none", "", r"\b(?P<v>[Nn]o|[Nn]ever)\b[^.;]{0,60} (?:by|in|with) (?:the )?"),
        r"(?P<s>(?:general |service.specific )block transfer)(?=[.;,]|$)",
        word="lock transfer",
    ),
    *(
        row("association", "", rf"(?i:\b{_KINDS}) {noun}s?(?: only)? {_LINK} {_SUPPORT}{_PARTLY}", word=f" {noun}")
        for noun in ("AA", "application association")
    ),
    row(
        *("association-apdus", "", rf"(?i:\b{_KINDS}) (?:AAs?|application associations?|ones?) (?:is|are|shall be) "),
        r"(?P<m>established|released) (?P<v>(?:by|with)\b[^.;]*\b(?:AARQ|AARE|RLRQ|RLRE)\b[^.;]*)",
        word="R",
    ),
    row(
        *("association-service", "", r"\b(?:AAs?|[Aa]pplication associations?)\)? (?:is|are|shall be) "),
        r"(?P<m>established|released) (?:only )?(?:by|with|through) (?:the )?(?:service )?",
        r"COSEM-(?P<v>OPEN|RELEASE|ABORT)\b",
        word="COSEM-",
        plain=True,
    ),
    row(
        *("suite", "", r"(?<![Cc]ipher )\b[Ss]uites? (?:is )?(?P<s>[0-9](?:(?:, | and | or | to )[0-9])*)"),
        rf"(?: (?:is|are|shall be|should be|may be) {_SUPPORT}{_PARTLY})?(?!\w|\.[0-9])",
        word="uite",
        plain=True,
    ),
    row(
        *("suite-support", "", r"\b(?P<v>shall|should|may) support (?:(?:the )?security )?[Ss]uite (?P<s>[0-9])"),
        r"(?!\w|\.[0-9])",
        word="uite",
        plain=True,
    ),
    row(
        *("suite-algorithm", "", rf"(?P<m>{_ALGORITHM}(?:(?:, | and | or |/){_ALGORITHM})*) (?:for|in|of|with) "),
        r"(?:the )?(?:security )?[Ss]uites? (?P<v>[0-2](?:(?:, | and | or )[0-2])*)(?!\w|\.[0-9])",
        word="uite",
        plain=True,
    ),
    row(
        *("suite-algorithm", "", r"\b[Ss]uites? (?P<v>[0-2])(?: \(|: | (?:uses?|has|with|is based on|consists of) )"),
        rf"(?:the )?(?P<m>{_ALGORITHM}(?:(?:, | and | or |/){{_ALGORITHM}})*)".replace("{_ALGORITHM}", _ALGORITHM),
        word="uite",
        plain=True,
    ),
    row(
        *(
            "suite-word",
            "",
            r"(?<![\w-])(?P<m>[A-Z][A-Z0-9]*-?[0-9]{2,4})(?![\w/-])[^.]*?\b[Ss]uite (?:is )?(?P<v>[0-2])",
        ),
        r"(?!\w|\.[0-9]| and | or |, [0-9])",
        word="uite",
        plain=True,
    ),
    row(
        *("mechanism", "", r"\bHLS\)?(?: authentication)? (?:with|by|using) "),
        r"(?P<v>[A-Z]+(?:-[0-9]+)?)(?=[.,;)]|$| or\b| for suites?\b)",
        word="HLS",
        plain=True,
    ),
    row("open-parameter", "O", r"‹O(?P<s>[0-9]+)› (?:is|are|shall be) (?P<v>not used|unused|used)\b"),
    row(
        *(
            "open-parameter",
            "O",
            rf"‹O(?P<s>[0-9]+)›{near('O', 60)} (?:(?:is|are|shall be) (?P<v>used)\b|(?:carries|conveys)\b)",
        ),
        plain=True,
    ),
    row(
        *("open-value", "O", rf"‹O(?P<s>[0-9]+)›{near('O', 40)}\b(?P<m>at least|at most|not exceed|up to) "),
        rf"(?P<v>{NUMBER})",
    ),
    row(
        *("policy", "", r"\b[Ss]ecurity polic(?:y|ies) (?P<v>[0-9](?:(?:, | and | or )[0-9])*)(?!\w|\.[0-9])"),
        word="polic",
    ),
    row(
        *("block-transfer", "", r"\b(?P<s>(?:[Gg]eneral |[Ss]ervice.specific )?[Bb]lock transfer)(?: \(GBT\))? "),
        rf"{_LINK} (?P<v>(?:not )?(?:used|supported|available|mandatory|optional|required))\b{_PARTLY}",
        word="lock transfer",
    ),
    row(
        *("block-transfer", "", r"\b(?:[Ss]erver|[Cc]lient|[Dd]evice)s? (?:shall|should) (?P<v>support) (?:the )?"),
        r"(?P<s>[Gg]eneral block transfer|[Ss]ervice.specific block transfer|GBT)\b",
        word=" support ",
        plain=True,
    ),
    row(
        *("block-transfer", "", r"(?<![\w-])(?P<s>GBT) "),
        rf"{_LINK} (?P<v>(?:not )?(?:used|supported|available|mandatory|optional|required))\b{_PARTLY}",
        word="GBT ",
    ),
)

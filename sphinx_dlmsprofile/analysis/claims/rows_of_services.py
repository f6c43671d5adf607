"""The forms in which a sentence claims something of services and service access points."""

from __future__ import annotations

from sphinx_dlmsprofile.analysis.claims.row import HEX, INTEGER, LINK, near, row

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
    *(
        row(
            *(
                "sap-broadcast",
                "",
                rf"\b(?:{whom})\b(?:(?!client)[^.;‹]){{0,40}}? (?:(?:is|are) (?:addressed|sent) to|uses?) ",
            ),
            r"(?:the )?(?P<s>(?:server )?(?:SAP|wrapper port)) ",
            HEX,
            word=word,
            plain=True,
        )
        for whom, word in (("[Bb]roadcasts?", "roadcast"), ("[Mm]essages? to all|all (?:servers|stations)", " all "))
    ),
    row(
        *("sap-broadcast", "", r"\b[Bb]roadcast\b[^.]{0,120}?; [^.;]{0,40}? it is addressed to "),
        r"(?:the )?(?P<s>(?:server )?(?:SAP|wrapper port)) ",
        HEX,
        word="it is addressed to ",
        plain=True,
    ),
    row(
        *("sap-broadcast", "", r"\b(?P<s>(?:[Ss]erver )?SAP|[Ww]rapper port) "),
        HEX,
        r" (?:stands for|reaches|addresses|means|is that of) all (?:servers|stations|devices|meters|logical devices)\b",
        word=" all ",
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
        *("service-cast", "V", rf"‹V(?P<s>[0-9]+)›{near('V', 20)}{LINK} (?:also )?"),
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
        *("service-mode", "V", rf"‹V(?P<s>[0-9]+)›(?:,? (?:and|or) ‹V[0-9]+›)? {LINK} (?:always |only )?"),
        r"(?P<v>confirmed|unconfirmed)\b(?! (?:AA|app|and|or|in)\b| by (?!the client|the server))",
        word="confirmed",
        plain=True,
    ),
    row(
        *("service-mode", "V", rf"‹V(?P<s>[0-9]+)›(?:{near('V', 20)}) {LINK} (?:always |only |an? )*"),
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
        r" be|may not be|cannot be|can not be|must not be|may be|can be|should be) ",
        r"(?P<v>(?:not )?(?:used|supported|available|allowed))\b",
        word="referencing",
    ),
    row(
        *("referencing", "", r"\b(?:may|shall|should|can)(?: [a-z]+){0,3}? (?P<v>support) (?P<s>[Ss]hort|[Ll]ogical) "),
        r"names? referencing\b",
        word="referencing",
        plain=True,
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
    row(
        *("service-mode", "V", r"‹V(?P<s>[0-9]+)›(?:(?!, and |, but )[^.;]){0,80}?\b(?P<v>with|without) "),
        r"confirmation\b(?! (?:by|of|at|in|on|below)\b)",
        word=" confirmation",
        alone="V",
    ),
    *(
        row(
            *("service-cast", "V", r"‹V(?P<s>[0-9]+)›(?:(?!\b(?:not|never|no)\b)[^.;]){0,90}?"),
            rf"\b(?:un)?confirmed (?:in|by|to) (?P<v>{cast})\b(?! (?:is|are) not)",
            word=cast,
        )
        for cast in ("unicast", "multicast", "broadcast")
    ),
    *(
        row(
            *("cast-unused", "", rf"\b(?i:(?P<v>{cast})) (?:is|are) (?:not|never) "),
            r"(?:available|used|supported|allowed)(?=[.;]|$)",
            word=cast[1:],
        )
        for cast in ("unicast", "multicast", "broadcast")
    ),
    row(
        *("service-used", "V", r"^[Pp]ush(?:es)?\b[^.;]{0,60}? (?:with|by|through) ‹V(?P<s>[0-9]+)›,? (?:and )?"),
        r"(?:never|not) (?:with|by|through) ",
        word="ush",
    ),
    row(
        *("service-unused", "V", r"^[Pp]ush(?:es)?\b[^.;]{0,90}? (?:never|not) (?:with|by|through) ‹V(?P<s>[0-9]+)›"),
        r"(?P<v>)(?=[.;,]|$)",
        word="ush",
    ),
    # What is said of some devices, messages or times alone goes on after the word, or begins before the service.
    *(
        row(
            *("service-support", "V", r"(?:^(?:The )?(?:service )?|; |, for which reason |, so )"),
            rf"(?:‹V[0-9]+› {LINK} [a-z]+,? and )?‹V(?P<s>[0-9]+)›",
            rf"(?: service)? {LINK} (?P<v>{level})(?=\.?$|;|,? and ‹V[0-9]+› {LINK} )",
            word=level,
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
)

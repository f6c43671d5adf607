"""The forms in which a sentence claims something of associations, security and block transfer."""

from __future__ import annotations

from sphinx_dlmsprofile.analysis.claims.row import LINK, NUMBER, near, row

_KINDS = r"(?P<s>confirmed|unconfirmed|pre-established)"

_STATES = "supported|used|available|mandatory|required|optional|recommended|allowed|permitted|established"

_SUPPORT = rf"(?P<v>(?:not |never )?(?:{_STATES}))\b"

_ALGORITHM = (
    r"(?<![\w-])(?:AES-GCM-(?:128|256)|AES-(?:128|256)|GMAC|ECDSA|ECDH|P-(?:256|384)|SHA-(?:256|384))"
    r"(?: (?:with |and |on )?(?:key wrap|P-(?:256|384)|SHA-(?:256|384)))*"
)
"""What security suites use, by name."""

_ANY_SERVER = (
    r"(?:^|[;,] |\b(?:and|but|which) )(?:(?:(?:[Aa]n?|[Tt]he|[Ee]ach|[Ee]very|[Aa]ll|[Bb]oth) )?"
    r"(?:[Ss]ervers?|[Cc]lients?|[Dd]evices?|[Mm]eters?|[Ii]t|[Tt]hey|[Ii]mplementations?|[A-Z]{2,6}s?) )?"
)
"""Who is spoken of, where it is no kind of server: what holds for a gateway need not hold for all."""

_PARTLY = (
    r"(?P<m>(?! in (?:this|the) (?:document|standard|profile)),? "
    r"(?:over|in|with|for|by|between|within|when|where|only|if|unless|except|to|on)\b)?"
)
"""What restricts a statement to some cases."""

ROWS_OF_SECURITY = (
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
        *("release", "", r"(?P<n>(?:\b(?:[Oo]ver|[Ii]n the|[Ww]ith|[Ff]or|[Ww]here) [^.;]{0,80}?)?)"),
        r"\bRLRQ and (?:an? |the )?RLRE\)? (?:is|are|shall be) ",
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
        row("association", "", rf"(?i:\b{_KINDS}) {noun}s?(?: only)? {LINK} {_SUPPORT}{_PARTLY}", word=f" {noun}")
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
        *("suite-support", "", rf"{_ANY_SERVER}(?P<v>shall|should|may) support (?:(?:the )?security )?[Ss]uites? "),
        r"(?P<s>[0-9](?:(?:, | and |, and )[0-9])*)(?!\w|\.[0-9]| or )",
        word="uite",
        plain=True,
    ),
    row(
        *("suite-support", "", r"\b[Ss]uites? (?P<s>[0-9](?:(?:, | and |, and )[0-9])*) (?P<v>shall|should|may) be "),
        r"supported\b(?! (?:over|in|with|by the|for|where|when|if|unless|except)\b)",
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
        rf"(?:the )?(?P<m>{_ALGORITHM}(?:(?:, | and | or |/){_ALGORITHM})*)",
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
        rf"{LINK} (?P<v>(?:not )?(?:used|supported|available|mandatory|optional|required))\b{_PARTLY}",
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
        rf"{LINK} (?P<v>(?:not )?(?:used|supported|available|mandatory|optional|required))\b{_PARTLY}",
        word="GBT ",
    ),
)

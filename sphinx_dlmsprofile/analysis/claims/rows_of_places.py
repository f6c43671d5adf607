"""The forms in which a sentence says where things are: interfaces and their ends, addresses, protocols of a stack."""

from __future__ import annotations

from sphinx_dlmsprofile.analysis.claims.row import HEX, OBIS, row

_ID = r"(?<![\w.-])(?P<s>[A-Z][0-9]?)(?![\w-])"
_END = r"[^,.;:‹()]{2,40}?(?: \([A-Z]{2,6}\))?"
_STOP = (
    r"(?= (?:is|are|was|shall|has|have|uses?|carries|carry|may|can|does|by|in|over|with|where|which|and|use)\b"
    r"|[,.;:)]|$)"
)
_NAME = r"[A-Z][\w/]* [0-9][\w-]*"
"""A designation, of those that stand behind the names of layers."""

_OUTSIDE = (
    r"(?:(?:is|are|lies?) (?:out of|outside(?: of)?|beyond) (?:the )?scope|(?:is|are) (?:excluded|left out)"
    r"|(?:is|are) not (?:covered|treated|considered|addressed|specified|described|dealt with|included|a matter|part))"
    r"(?: (?:of|by|in|from) (?:this|the) (?:document|standard|profiles?|part|scope)| here)?(?=[.;,]|$)"
)
"""What says that something is not a matter of the document, and not that of some case."""


_MAY = r"(?:(?:may|can|shall|should|also|always|usually|both) ){0,2}"
_NOT_OF = r"(?<! (?:of|on|at) )(?<! (?:of|on|at) the )(?<! for )(?<! for the )(?<! over )(?<! over the )"
"""It is the interface itself that is spoken of."""

_OTHER_VERB = r",? (?:but|and|or) (?:reads?|sets?|writes?|invokes?|does|has|is|may|can|shall|cannot|no|not)\b"
ROWS_OF_PLACES = (
    # Interfaces
    row(
        *("interface-ends", "", rf"{_ID},? (?:which )?(?:is |lies |runs |leads |stands )?between (?P<v>{_END}) and "),
        rf"(?P<m>{_END}){_STOP}",
        word="etween",
    ),
    row(
        *("interface-ends", "", rf"{_ID},? (?:which )?(?:joins|connects|links|(?:goes|leads|runs|reaches|is) from) "),
        rf"(?P<v>{_END}) (?:and|to|with) (?P<m>{_END}){_STOP}",
        word="nterface",
    ),
    row(
        *("interface-ends", "", rf"\b[Bb]etween (?P<v>{_END}) and (?P<m>{_END}),? (?:(?:it|this|that) )?"),
        r"(?:is|lies|runs|stands|there is)(?: the)? interface (?P<s>[A-Z][0-9]?)(?![\w-])",
        word=" interface ",
    ),
    row(
        *("interface-ends", "", rf"\b(?:[Tt]he |[Aa]n? )?(?P<v>{_END}) and (?P<m>{_END}) are "),
        r"(?:joined|connected|linked) (?:by|through|over|via) (?:the )?interface (?P<s>[A-Z][0-9]?)(?![\w-])",
        word=" interface ",
        plain=True,
    ),
    row(
        *("interface-outside", "", rf"{_NOT_OF}\b[Ii]nterfaces? (?P<v>[A-Z][0-9]?(?:(?:, | and |, and | or )"),
        rf"[A-Z][0-9]?)*)(?![\w-])(?:, | )(?:which )?{_OUTSIDE}",
        word="nterface",
    ),
    row(
        *("interface-profile", "P", rf"\b[Ii]nterface {_ID}(?:,[^.;‹]{{3,60}},)? "),
        r"(?:uses|has|carries|is served by|runs) (?:only )?(?:the )?‹P(?P<m>[0-9]+)›(?! or\b)",
        word="nterface ",
        plain=True,
    ),
    row(
        *("only-profile", "P", r"(?<![\w-])(?P<s>[A-Z]{2,6}s?)(?P<v> only)? (?:has|have|implements?|supports?|uses?) "),
        r"(?:the )?‹P(?P<m>[0-9]+)›(?(v)(?! (?:and|or)\b)| (?:only|alone)\b)",
        plain=True,
    ),
    # Addresses
    row("sap", "S", rf"{HEX} (?:reaches|is that of|is used for|belongs to|goes to) (?:the |an? )?‹S(?P<s>[0-9]+)›"),
    row(
        *("lsap-of", "", r"(?<!destination LSAP )(?<!destination LSAP is )(?P<v>0xE[0-9A-F])"),
        r"(?: (?:in|for|marks|of|with|means|is))?(?: an?| the| all)? (?P<m>command|response)",
        word="0xE",
        plain=True,
    ),
    row(
        *("lsap-of", "", r"\b(?P<m>[Cc]ommand|[Rr]esponse)s?,? (?:with|has|have|carry|carries|uses?|is|by)"),
        r"(?: the| an?)?(?: source)? LSAP (?P<v>0xE[0-9A-F])\b",
        word="LSAP 0xE",
        plain=True,
    ),
    # Rights of clients; of what is so in some cases alone, nothing is said
    row(
        *("client-access", "S", rf"^(?:[^.;]{{0,80}}?, )?(?:[Tt]he |[Aa] )?‹S(?P<s>[0-9]+)› {_MAY}"),
        rf"(?P<v>reads?|sets?|writes?|invokes?) (?P<m>(?:(?!{_OTHER_VERB})[^.;]){{3,120}})",
        alone="S",
    ),
    row(
        *("client-access", "S", r"^(?P<m>[^.;]{3,120}?) (?:is|are|can be|may be|shall be) "),
        r"(?P<v>read|set|written|invoked) by (?:the )?‹S(?P<s>[0-9]+)›(?=[.;,]|$)",
        alone="S",
    ),
    # OBIS codes: of several classes, the one before the words that announce the code
    row(
        *("obis", "C", r"‹C(?P<s>[0-9]+)›(?:(?!‹C)[^.;]){0,60}?\b(?:logical name|OBIS code)(?: is| of|,|:| =)? "),
        rf"(?P<v>{OBIS})(?!\w|\.[0-9])",
    ),
    # Protocols
    row(
        *("layer-used", "L", rf"(?:‹L[0-9]+›|[Ww]rapper)(?: of {_NAME})? "),
        r"(?:with|and|over|uses?|on top of|runs on|rests on) ",
        r"(?=(?:of )?(?:the )?‹L(?P<s>[0-9]+)›(?! (?:or|as well)\b))",
        plain=True,
    ),
)

"""The forms in which a sentence claims something: a table of patterns over sentences whose names are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    import re

NUMBER = (
    r"(?<![\w.,:/-])(?:0[xX][0-9A-Fa-f]+|[-\u2212]?(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:,[0-9]+)?)"
    r"(?![\w:/-]|[.,][0-9]| [0-9]{3}\b)"
)
"""A value: decimal with digits in groups or not, hexadecimal; no part of a designation, clause or address."""

UNITS = (
    "octets?|bytes?|bits?|ms|µs|us|s|min|h|days?|kbit/s|Mbit/s|bit/s|kHz|MHz|GHz|Hz|dBm|dB|kB|km|m|V|A|W|%|symbols?|"
    "blocks?|segments?|frames?|retries"
)
"""The units of quantities."""

_INTEGER = r"(?P<v>0[xX][0-9A-Fa-f]+|[0-9]{1,5})(?![\w/:-]|[.,][0-9])"
_HEX = r"(?P<v>0[xX][0-9A-Fa-f]+)\b"
_IDENTIFIER = r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+"
_ID = r"\bclass[_ -]?id\b"
_CLASS = (
    r"(?:(?:an? |the |all )?(?:objects?|instances?) of )?(?:(?:an?|the) )?(?:(?:interface )?class(?:es)? )?"
    r"\W?‹C(?P<s>[0-9]+)›"
)
_MEMBER = r"(?P<m>[Aa]ttribute|[Mm]ethod)s?"
_CALLED = r"(?: number| no\.?)?"
_OBIS = r"[0-9]{1,2}-(?:[0-9]{1,3}|[bx]):[0-9]{1,3}\.[0-9]{1,3}\.(?:[0-9]{1,3}|[ex])[.*&][0-9]{1,3}"
_OTHER_OBIS = r"[0-9]{1,3}(?:\.[0-9]{1,3}){5}|[0-9A-F]{2}(?:[ -]?[0-9A-F]{2}){5}"
"""Six numbers between dots, or six octets: such a text is a code where the words before it say so."""

_DESIGNATION = r"(?:(?:ISO/)?IEC|ISO|IEEE|RFC|ITU-T|ETSI|EN|3GPP)(?: T[SR])?[ -][A-Z]?[0-9][\w./-]*\w"
_TYPES = (
    "null-data|bit-string|octet-string|visible-string|utf8-string|double-long-unsigned|double-long|long64-unsigned|"
    "long64|long-unsigned|long|unsigned|integer|boolean|enum|bcd|float32|float64|date-time|date|time|array|structure|compact-array"
)
_LIMIT = r"[Mm]aximum(?: value)?|[Mm]inimum(?: value)?"
_KINDS = r"(?P<s>confirmed|unconfirmed|pre-established)"
_LINK = r"(?:is|are|shall be|should be|may be|can be|must be|will be)"
_STATES = "supported|used|available|mandatory|required|optional|recommended|allowed|permitted|established"
_SUPPORT = rf"(?P<v>(?:not |never )?(?:{_STATES}))\b"
_PARTLY = (
    r"(?P<m>(?! in (?:this|the) (?:document|standard|profile)),? "
    r"(?:over|in|with|for|by|between|within|when|where|only|if|unless|except|to|on)\b)?"
)
"""What restricts a statement to some cases."""


def _near(kind: str, length: int) -> str:
    """What may stand between a name and what is said of it: no end of a sentence, no other name of the kind."""
    return rf"(?:(?!‹{kind})[^.;]){{0,{length}}}?"


class Row(NamedTuple):
    """A form of a claim.

    ``claim`` is what it claims. The pattern is tried in sentences that hold marks of all of ``kinds`` and the
    ``word``; ``alone`` are the kinds of which the sentence may have one name only, ``plain`` asks for a sentence
    without any negation. Its groups: "s" is the number of the mark of what is spoken of, or its words; "v" the value;
    "m" what else is needed.
    """

    claim: str
    kinds: str
    word: str
    pattern: re.Pattern[str]
    alone: str = ""
    plain: bool = False
    numeric: bool = False
    """Whether the pattern asks for a number."""


def _row(claim: str, kinds: str, *pattern: str, word: str = "", alone: str = "", plain: bool = False) -> Row:
    source = "".join(pattern)
    numeric = any(form in source for form in (NUMBER, _INTEGER, _HEX, _OBIS))
    return Row(claim, kinds, word, regex(source), alone, plain, numeric)


_TO_V = r"(?: [^\W\d_]{1,7})? ?"
"""A unit, perhaps."""

ROWS = (
    # Interface classes
    _row(
        *("class-id", "C", rf"‹C(?P<s>[0-9]+)›{_near('C', 60)}{_ID}\W{{0,3}}(?:is |of |shall be )?{_INTEGER}"),
        r"(?!\W{1,3}(?:the )?‹C)",
        word="class",
    ),
    _row(
        *("class-id", "C", rf"{_ID}\W{{0,3}}(?:of |is )?{_INTEGER}\W{{1,4}}(?:is )?(?:the )?(?:class )?\W?"),
        r"‹C(?P<s>[0-9]+)›",
        word="class",
    ),
    _row("class-id", "C", rf"{_ID} of {_CLASS}\W{{0,3}}(?:is |shall be )?{_INTEGER}", word="class"),
    _row("class-id", "C", rf"\bclass {_INTEGER}\W{{1,3}}‹C(?P<s>[0-9]+)›", word="class"),
    _row("class-called", "", r"\bclass [\"“](?P<v>[^\"”‹]{4,60})[\"”]", word="class "),
    _row(
        *("version", "C", rf"‹C(?P<s>[0-9]+)›{_near('C', 50)}(?<!IP )(?<!protocol )(?<!TLS )"),
        rf"\bversion\W{{0,3}}(?:is )?{_INTEGER}",
        word="version",
    ),
    _row("version", "C", rf"\bversion {_INTEGER} of {_CLASS}", word="version"),
    # Attributes and methods
    _row("member-number", "C", rf"\b{_MEMBER}{_CALLED} {_INTEGER}{_near('C', 40)} (?:of|in) {_CLASS}"),
    _row("member-number", "C", rf"‹C(?P<s>[0-9]+)›{_near('C', 60)}\b{_MEMBER}{_CALLED} {_INTEGER}", alone="C"),
    _row("member-name", "A", rf"\b{_MEMBER}{_CALLED} {_INTEGER}\W{{1,3}}(?:named |called |is |the )?‹A(?P<s>[0-9]+)›"),
    _row("member-name", "A", rf"‹A(?P<s>[0-9]+)›\W{{0,3}}(?:is )?(?:the )?{_MEMBER}{_CALLED} {_INTEGER}"),
    _row(
        *("member-unknown", "C", rf"\b{_MEMBER}{_CALLED} {_INTEGER}\W{{1,3}}(?:named |called |is |the )?"),
        rf"(?P<n>{_IDENTIFIER})\b",
        word="_",
        alone="C",
    ),
    _row("member-class", "CA", rf"‹A(?P<m>[0-9]+)›[”\"’']?(?: \([^()‹›]{{0,30}}\))? (?:of|in) {_CLASS}"),
    _row(
        *("member-class", "CA", r"‹C(?P<s>[0-9]+)›[”\"’']?(?: class| object)?(?:[’']s)? (?:attribute|method) "),
        r"‹A(?P<m>[0-9]+)›",
    ),
    _row(
        *("member-class", "CA", r"\b(?:attribute|method)s \W?‹A(?P<m>[0-9]+)›\W?,? "),
        rf"(?:[\w‹›]+, )*(?:and|or) \W?[\w‹›]+\W? (?:of|in) {_CLASS}",
    ),
    _row("member-word", "C", rf"\b(?P<m>attribute|method) \W?(?P<v>[a-z][a-z0-9_]*)\W? of {_CLASS}"),
    _row(
        *("default", "A", r"\bdefaults?(?: value)?(?: (?:of|for) (?:the )?(?:attribute )?‹A[0-9]+›)?"),
        rf"(?:,| is| are| of| to|:| =)? (?:a )?(?P<v>{NUMBER})",
        word="default",
        alone="A",
    ),
    _row("default", "A", rf"(?P<v>{NUMBER}){_TO_V}(?:by|as) default", word="default", alone="A"),
    _row(
        *("range", "A", rf"\b(?:range|from|between|within|values?)\b[^‹.;]{{0,20}}?(?P<v>{NUMBER}){_TO_V}"),
        rf"(?:to|and|\.\.\.?|…|–) (?P<m>{NUMBER})",
        alone="A",
    ),
    _row(
        *("range", "A", rf"‹A[0-9]+›\W{{1,3}}(?:is |ranges? )?(?P<v>{NUMBER}){_TO_V}"),
        rf"(?:to|\.\.\.?|…|–) (?P<m>{NUMBER})",
        alone="A",
    ),
    _row("range", "A", rf"\b[Vv]alues?: (?P<v>{NUMBER}){_TO_V}(?:to|\.\.\.?|…|–) (?P<m>{NUMBER})", alone="A"),
    _row("type", "A", rf"‹A(?P<s>[0-9]+)›{_near('A', 40)}\b(?:type|is an?|as an?)\W{{1,2}}(?P<v>{_TYPES})(?![\w-])"),
    _row("type", "A", rf"‹A(?P<s>[0-9]+)› \((?P<v>{_TYPES})\)"),
    _row(
        *("value", "A", r"‹A(?P<s>[0-9]+)›\W{0,2}(?:is |becomes |equals |= |to |is set to |set to |with the value "),
        rf"|has the value |shall be |value )?{_INTEGER}(?! (?:to|%|times|\.\.)|…)(?: \((?P<m>[^()‹]{{2,40}})\))?",
    ),
    _row(
        *("value", "A", rf"\bvalue {_INTEGER}(?: \((?P<m>[^()‹]{{2,40}})\))? (?:of|in) (?:the )?(?:attribute )?"),
        r"‹A(?P<s>[0-9]+)›",
        word="value",
    ),
    _row(
        *("limit", "A", rf"\b(?P<m>{_LIMIT}) of (?:the )?(?:attribute )?‹A(?P<s>[0-9]+)›\W{{1,3}}(?:is |shall be )?"),
        rf"(?P<v>{NUMBER})",
        word="imum",
    ),
    _row(
        *("limit", "A", rf"(?P<v>{NUMBER})(?: \w+)? \((?:the )?(?P<m>{_LIMIT}) of ‹A(?P<s>[0-9]+)›\)"),
        word="imum",
    ),
    _row(
        *(
            "limit",
            "A",
            rf"‹A(?P<s>[0-9]+)›\W{{1,3}}(?:has |with )?(?:an? |the |its )?(?P<m>{_LIMIT})(?:,| is| of|:)? ",
        ),
        rf"(?P<v>{NUMBER})",
        word="imum",
    ),
    _row("member-kind", "A", r"\b(?P<v>static|dynamic) (?:attribute )?‹A(?P<s>[0-9]+)›", word="c ", plain=True),
    _row(
        *("member-kind", "A", r"‹A(?P<s>[0-9]+)›\)? (?:is|are|shall be) (?:an? )?"),
        r"(?P<v>static|dynamic|mandatory|optional)\b",
        plain=True,
    ),
    _row(
        *("member-undefined", "", r"(?:^|, )(?P<s>[Aa]ttribute|[Mm]ethod)s?: (?:[\w‹›]+, )*?"),
        r"(?P<v>[a-z][a-z0-9]*(?:_[a-z0-9]+)+)(?=,|$)",
        word="_",
    ),
    _row(
        "member-undefined", "", r"\b(?P<s>attribute|method) \W?(?P<v>[a-z][a-z0-9]*(?:_[a-z0-9]+)+)\b(?!\()", word="_"
    ),
    _row(
        *("member-at", "C", rf"\b{_MEMBER}{_CALLED} {_INTEGER}, \W?(?P<n>‹A[0-9]+›|[a-z][a-z0-9_]*)\W?,? (?:of|in) "),
        _CLASS,
    ),
    _row(
        *("member-word", "C", r"\b(?P<m>attribute|method)s \W?(?P<v>[a-z][a-z0-9]*(?:_[a-z0-9]+)+)\W?,? "),
        rf"(?:[\w‹›]+, )*(?:and|or) \W?[\w‹›]+\W? (?:of|in) {_CLASS}",
        word="_",
    ),
    _row("member-word", "C", rf"(?<![\w‹])(?P<v>[a-z][a-z0-9]*(?:_[a-z0-9]+)+)\W? (?:of|in) {_CLASS}", word="_"),
    _row(
        *("member-at", "C", rf"\b{_MEMBER}{_CALLED} {_INTEGER} (?:of|in) {_CLASS}[”\"’']?(?: class| object)?,?"),
        r" (?:is |named |called )?(?:the )?\W?(?P<n>‹A[0-9]+›|[a-z][a-z0-9_]*)",
    ),
    # OBIS codes
    _row(
        *("obis", "C", r"^[^‹]{0,20}‹C(?P<s>[0-9]+)›,(?: [^‹,]{1,30},)? (?:[Ll]ogical name|OBIS code)s?: "),
        rf"(?P<v>{_OBIS})(?!\w|\.[0-9])",
    ),
    _row(
        "obis", "C", rf"‹C(?P<s>[0-9]+)›[”\"’']?(?: objects?| class)?(?:,| is| has|:)? \(?(?P<v>{_OBIS})(?!\w|\.[0-9])"
    ),
    _row("obis", "C", rf"(?<![\w.:-])(?P<v>{_OBIS})(?!\w|\.[0-9])", alone="C"),
    _row(
        *("obis", "C", rf"\b(?:logical names?|OBIS codes?|instances?)\W{{1,3}}(?:is |of |= )?(?P<v>{_OTHER_OBIS})"),
        r"(?!\w|[. ][0-9A-F])",
        alone="C",
    ),
    # SAPs
    _row(
        *(
            "sap",
            "S",
            r"‹S(?P<s>[0-9]+)›(?: client| process| server| logical device)?(?:(?:\W{1,3}|\b)(?:with|at|on|has",
        ),
        r"|uses|whose|which|addressed|is|shall be|the|an?|its|of|by|SAP|address|value|client|server|equal|wrapper",
        r"|port)){0,6}\W{0,3}",
        _HEX,
    ),
    _row(
        *(
            "sap",
            "S",
            _HEX,
            r"(?:(?:\W{1,3}|\b)(?:is|addresses|identifies|denotes|means|stands for|assigned to|for|of|as",
        ),
        r"|the|SAP|an?|Meaning|Name|Use)){0,4}\W{1,3}‹S(?P<s>[0-9]+)›",
    ),
    _row(
        *("sap", "S", r"‹S(?P<s>[0-9]+)›(?: has| uses| with| at)? (?:the )?(?:client |server )?SAP (?:number )?"),
        rf"{_INTEGER}(?! (?:bit|octet)s?\b)",
    ),
    _row(
        *("sap-named", "", r"(?<![\w‹])(?P<s>(?:[A-Z][\w-]+ ){1,3}(?:Client|Server|Device|Process|SAP))\W{1,2}"),
        r"(?:with |at )?(?:the )?(?:client |server )?(?:SAP )?" + _HEX,
        word="0x",
    ),
    _row(
        *("sap-value", "", r"\b(?P<s>[Cc]lient|[Ss]erver)s?(?: with| at)?(?: the)?(?: SAP| address| logical device)? "),
        _HEX,
        word="0x",
    ),
    # Constants
    _row(
        *("constant", "K", r"‹K(?P<s>[0-9]+)›[”\"’']?(?:(?:\W{1,3}|\b)(?:is|are|of|be|shall|has|the|an?|value|default"),
        r"|equals?|to|at|set|fixed|limited|by|with|Value|Default|equal|which)\b){0,6}(?:\W{1,3}|, [\w ]{1,30}: )",
        rf"(?P<v>{NUMBER})(?:[ -](?P<m>{UNITS})(?![\w/-])|(?=[.,;)]|$| (?:and|or|for|in|on|by)\b))",
    ),
    _row("constant", "K", rf"\b(?:the|of|an?) (?P<v>{NUMBER})[ -](?P<m>{UNITS}) ‹K(?P<s>[0-9]+)›"),
    _row("constant", "K", rf"(?P<v>{NUMBER}) (?P<m>{UNITS})(?: (?:is|are|as|for) (?:the |a )?| \()‹K(?P<s>[0-9]+)›"),
    _row("constant-size", "", rf"\b(?P<s>[a-z]+)s of (?P<v>{NUMBER}) (?P<m>{UNITS}) each\b", word=" each"),
    # Standards
    _row(
        *("layer-standard", "L", r"‹L(?P<s>[0-9]+)›\)?(?: (?:shall be|is|are) (?:that|those|the one))?"),
        r" (?:of |as specified in |specified in |as defined in |in accordance with |according to |\()",
        rf"(?P<v>{_DESIGNATION})",
    ),
    _row(
        *(
            "part-subject",
            "",
            r"\b(?P<s>interface classes|OBIS codes?|logical names?|OBIS|application layer|wrapper)\b",
        ),
        r"(?: (?:is|are|shall be) (?:that|those))?(?:,? as)?(?: specified| defined)? (?:of|in|by) (?:the )?"
        r"IEC 62056-(?P<v>[0-9]{1,2}-[0-9]{1,2})(?![\w-])",
        word="62056",
    ),
    _row(
        *(
            "part-subject",
            "",
            r"\b(?P<s>logical names?|OBIS codes?)\b[^.;‹]{0,30} as IEC 62056-(?P<v>[0-9]{1,2}-[0-9]{1,2})",
        ),
        r" (?:assigns|gives|defines)",
        word="62056",
    ),
    _row(
        *(
            "rfc-subject",
            "",
            r"(?<![\w/-])(?P<s>[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:v[46])?)\)?(?: protocol| packets?| header)?",
        ),
        r"(?: \(|,? (?:is |are )?(?:as )?(?:specified |defined |described )?(?:of|in|by) )(?P<v>RFC [0-9]{3,5})\b",
        word="RFC ",
    ),
    _row(
        *("profile-layer", "PL", r"‹P(?P<s>[0-9]+)› (?:uses|has|includes|contains|rests on|runs over|is built on) "),
        r"(?:the |an? )?‹L(?P<m>[0-9]+)›",
        plain=True,
    ),
    # Front matter and environment
    _row(
        *("interfaces", "", r"\b[Ii]nterfaces? (?P<v>[A-Z][0-9]?(?:(?:, | and |, and | or )[A-Z][0-9]?)+)(?![\w-])"),
        word="nterface",
    ),
    _row("part-number", "", r"\bpart number (?P<v>[0-9]{1,2}-[0-9]{1,3})\b", word="part number"),
    _row(
        *("interface-ends", "", r"^(?P<s>[A-Z][0-9]?), [Bb]etween: (?P<v>[^,]{2,40}?) and (?P<m>[^,]{2,40}?)(?=,|$)"),
        word="etween",
    ),
    _row(
        *("interface-ends", "", r"\binterface (?P<s>[A-Z][0-9]?) (?:is |lies )?between (?P<v>[^,.;‹]{2,40}?) and "),
        r"(?P<m>[^,.;‹]{2,40}?)(?= (?:is|are|shall|has|uses|carries|may|can|does)\b|[,.;]|$)",
        word="etween",
    ),
    _row(
        *(
            "count",
            "",
            r"\b(?:[Tt]his (?:document|annex|standard|part)|Annex [A-Z]) (?:defines|specifies|describes|adds) ",
        ),
        r"(?P<v>[a-z]+|[0-9]{1,2}) (?:new |further |COSEM |communication )*(?P<s>interface class(?:es)?|profiles?)\b",
    ),
    _row("count", "", r"\b[Aa]ll (?P<v>[a-z]+|[0-9]) (?P<s>security suites)\b", word="security suites"),
    _row("count", "", r"^(?P<v>[A-Z][a-z]+|[0-9]) (?P<s>entities) implement\b", word="entities implement"),
    # Services
    _row(
        *("service-used", "V", r"‹V(?P<s>[0-9]+)›(?: services?)?(?: (?:is|are|shall|may|can|should|reports?|sends?"),
        r"|carr(?:y|ies)|conveys?|delivers?|informs?|notif(?:y|ies)|transfers?|invokes?|reads?|writes?|sets?))\b",
        plain=True,
    ),
    _row(
        *("service-used", "V", r"\b(?:by|with|using|uses?|used|invokes?|supports?|through|via|by means of|sends?) "),
        r"(?:the |an? )?(?:service )?‹V(?P<s>[0-9]+)›",
        plain=True,
    ),
    _row("service-used", "V", r"\b(?:in|by) (?:one|a single) ‹V(?P<s>[0-9]+)›", plain=True),
    _row(
        "service-used",
        "V",
        r"\b(?:uses?|sends?|invokes?|supports?) ‹V[0-9]+›,? (?:and|or) ‹V(?P<s>[0-9]+)›",
        plain=True,
    ),
    _row(
        *(
            "service-unused",
            "V",
            r"‹V(?P<s>[0-9]+)›(?: services?)? (?:is|are|shall|may|can|should) (?:not|never) (?:be )?",
        ),
        r"(?P<v>used|supported|available|invoked|required|allowed|permitted)(?=[.;,)]|$)",
    ),
    _row(
        *("service-cast", "V", rf"‹V(?P<s>[0-9]+)›{_near('V', 50)}\b(?:in|by|over|as|via|to|or) (?:a |an )?"),
        r"(?P<v>unicast|multicast|broadcast)\b",
        word="cast",
        alone="V",
        plain=True,
    ),
    _row(
        *("service-cast", "V", r"\b(?P<v>[Uu]nicast|[Mm]ulticast|[Bb]roadcast) ‹V(?P<s>[0-9]+)›"),
        word="cast",
        alone="V",
        plain=True,
    ),
    _row(
        *("service-cast", "V", rf"‹V(?P<s>[0-9]+)›{_near('V', 20)}{_LINK} (?:also )?"),
        r"(?P<v>unicast|multicast|broadcast)\b",
        word="cast",
        alone="V",
        plain=True,
    ),
    _row("service-mode", "V", r"\b(?P<v>[Cc]onfirmed|[Uu]nconfirmed) ‹V(?P<s>[0-9]+)›", word="onfirmed", plain=True),
    _row(
        *("service-mode", "V", rf"‹V(?P<s>[0-9]+)›(?:{_near('V', 20)}) {_LINK} (?:always |only |an? )*"),
        r"(?P<v>confirmed|unconfirmed)\b(?! (?:AA|app))",
        word="confirmed",
        alone="V",
        plain=True,
    ),
    # Associations and security
    _row(
        *(
            "association",
            "",
            rf"(?i:\b{_KINDS}) (?:AAs?|application associations?)(?: only)? {_LINK} {_SUPPORT}{_PARTLY}",
        ),
        word="ed ",
    ),
    _row(
        *("suite", "", r"\b[Ss]uites? (?:is )?(?P<s>[0-9](?:(?:, | and | or | to )[0-9])*)"),
        rf"(?: (?:is|are|shall be|should be|may be) {_SUPPORT}{_PARTLY})?(?!\w|\.[0-9])",
        word="uite",
        plain=True,
    ),
    _row(
        *("suite-support", "", r"\b(?P<v>shall|should|may) support (?:(?:the )?security )?[Ss]uite (?P<s>[0-9])"),
        r"(?!\w|\.[0-9])",
        word="uite",
        plain=True,
    ),
    _row("open-parameter", "O", r"‹O(?P<s>[0-9]+)› (?:is|are|shall be) (?P<v>not used|unused|used)\b"),
    _row(
        *(
            "open-parameter",
            "O",
            rf"‹O(?P<s>[0-9]+)›{_near('O', 60)} (?:(?:is|are|shall be) (?P<v>used)\b|(?:carries|conveys)\b)",
        ),
        plain=True,
    ),
    _row(
        *("open-value", "O", rf"‹O(?P<s>[0-9]+)›{_near('O', 40)}\b(?P<m>at least|at most|not exceed|up to) "),
        rf"(?P<v>{NUMBER})",
    ),
    _row(
        *("policy", "", r"\b[Ss]ecurity polic(?:y|ies) (?P<v>[0-9](?:(?:, | and | or )[0-9])*)(?!\w|\.[0-9])"),
        word="polic",
    ),
    _row(
        *("block-transfer", "", r"\b(?P<s>(?:[Gg]eneral |[Ss]ervice.specific )?[Bb]lock transfer)(?: \(GBT\))? "),
        rf"{_LINK} (?P<v>(?:not )?(?:used|supported|available|mandatory|optional|required))\b{_PARTLY}",
        word="lock transfer",
    ),
)
"""All forms, the surer before the looser: what one has taken as a value, later forms of the same claim leave alone."""

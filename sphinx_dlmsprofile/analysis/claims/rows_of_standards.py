"""The forms in which a sentence claims something of constants, standards and the front matter."""

from __future__ import annotations

from sphinx_dlmsprofile.analysis.claims.row import NUMBER, UNITS, row
from sphinx_dlmsprofile.text.counts import COUNT

_DESIGNATION = r"(?:(?:ISO/)?IEC|ISO|IEEE|RFC|ITU-T|ETSI|EN|3GPP)(?: T[SR])?[ -][A-Z]?[0-9][\w./-]*\w"

ROWS_OF_STANDARDS = (
    # Constants
    row(
        *("constant", "K", r"‹K(?P<s>[0-9]+)›[”\"’']?(?:(?:\W{1,3}|\b)(?:is|are|of|be|shall|has|the|an?|value|default"),
        r"|equals?|to|at|set|fixed|limited|by|with|Value|Default|equal|which)\b){0,6}(?:\W{1,3}|, [\w ]{1,30}: )",
        rf"(?P<v>{NUMBER})(?:[ -](?P<m>{UNITS})(?![\w/-])|(?=[.,;)]|$| (?:and|or|for|in|on|by)\b))",
    ),
    row("constant", "K", rf"\b(?:the|of|an?) (?P<v>{NUMBER})[ -](?P<m>{UNITS}) ‹K(?P<s>[0-9]+)›"),
    row("constant", "K", rf"(?P<v>{NUMBER}) (?P<m>{UNITS})(?: (?:is|are|as|for) (?:the |a )?| \()‹K(?P<s>[0-9]+)›"),
    row("constant-size", "", rf"\b(?P<s>[a-z]+)s of (?P<v>{NUMBER}) (?P<m>{UNITS}) each\b", word=" each"),
    row(
        *("division", "", rf"(?P<v>{NUMBER}) octets (?:need|take|require|fill|make|are (?:cut|divided|split) into) "),
        rf"(?P<s>{COUNT}) \w+ of (?P<m>{NUMBER}) octets(?: each)?",
        word=" octets ",
    ),
    row(
        *("capacity", "", rf"\b(?:at most|up to|no more than|a maximum of) (?P<v>{NUMBER}) (?P<s>\w+)[^.;]{{0,60}}? "),
        r"(?:because|since|as) [^.;]{0,60}?\b(?:field|number|counter|identifier)\b[^.;]{0,40}? ",
        rf"(?P<m>{COUNT}) bits\b",
        word=" bits",
    ),
    row(
        *(
            "bound",
            "",
            r"\b(?P<s>(?i:at least|no less than|not less than|a minimum of|at most|no more than|not more than|up to",
            r"|a maximum of)) ",
        ),
        rf"(?P<v>{NUMBER}) (?P<u>{UNITS})[,;:]? (?:[a-z]+ )?(?:(?:a |the )?(?:default|recommended)(?: value)?",
        rf"(?: is| of|:)? (?P<m>{NUMBER})(?= (?P=u)\b|[,.;:)]|$)",
        rf"|(?P<n>{NUMBER})(?: (?P=u))? (?:is |are )?(?:recommended|by default))",
    ),
    row(
        *("product", "", rf"\b(?P<s>{COUNT}) (?P<n>[a-z]+)s,? (?:(?:that is|or|with) )?(?P<v>{NUMBER}) octets"),
        r" (?:with|by|of) the default",
        word=" octets ",
    ),
    row(
        *("packet-size", "", r"(?<![\w-])(?P<s>APDUs?|wrapper PDUs?|(?:UDP )?datagrams?|UDP|packets?)\b[^.;]{0,120}? "),
        rf"(?P<v>{NUMBER}) octets",
        word=" octets",
    ),
    row(
        *(
            "sum",
            "",
            rf"(?P<s>(?:[^()]{{1,60}} \((?:{NUMBER})(?: and (?:{NUMBER}))?(?: octets)?\)){{3,12}})",
            r"(?:(?!\b(?:with|plus|beside)\b)[^()]){0,60}? ",
        ),
        rf"(?:has|have|is|are|makes?) (?P<v>{NUMBER}) octets",
        word="octets",
    ),
    row(
        *("first-number", "", r"\b(?:start|begin)(?:s|ing|ning)? (?:with|at|from) (?:the )?(?P<s>[a-z]+ number) "),
        r"(?P<v>[0-9]{1,3})(?![\w.,]?[0-9])",
        word=" number ",
    ),
    row(
        *("every", "", r"(?P<s>(?:(?!and |every )[a-z]+ ){1,4})every "),
        rf"(?P<v>{NUMBER}) (?P<m>ms|s|min|h|seconds|minutes|hours)(?![\w/-])",
        word="every ",
    ),
    # Standards
    row(
        *("layer-standard", "L", r"‹L(?P<s>[0-9]+)›\)?(?: (?:shall be|is|are) (?:that|those|the one))?"),
        r" (?:of |as specified in |specified in |as defined in |in accordance with |according to |\()",
        rf"(?P<v>{_DESIGNATION})",
    ),
    row(
        *(
            "part-subject",
            "",
            r"\b(?P<s>interface classes|OBIS codes?|logical names?|OBIS|application layer|wrapper)\b",
        ),
        r"(?: (?:is|are|shall be) (?:that|those))?(?:,? as)?(?: specified| defined)? (?:of|in|by) (?:the )?"
        r"IEC 62056-(?P<v>[0-9]{1,2}-[0-9]{1,2})(?![\w-])",
        word="62056",
    ),
    row(
        *(
            "part-subject",
            "",
            r"\b(?P<s>logical names?|OBIS codes?)\b[^.;‹]{0,30} as IEC 62056-(?P<v>[0-9]{1,2}-[0-9]{1,2})",
        ),
        r" (?:assigns|gives|defines)",
        word="62056",
    ),
    row(
        *(
            "rfc-subject",
            "",
            r"(?<![\w/-])(?P<s>[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:v[46])?)\)?(?: protocol| packets?| header)?",
        ),
        r"(?: \(|,? (?:is |are )?(?:as )?(?:specified |defined |described )?(?:of|in|by) )(?P<v>RFC [0-9]{3,5})\b",
        word="RFC ",
    ),
    row(
        *("head-said", "", r"^The (?P<s>[A-Z]{3,8}|‹[A-Z][0-9]+›) (?:is|shall be) "),
        rf"(?P<v>{NUMBER}) (?P<m>{UNITS})(?=[.,;]|$)",
        word="The ",
        plain=True,
    ),
    # Front matter and environment
    row(
        *("interfaces", "", r"\b[Ii]nterfaces? (?P<v>[A-Z][0-9]?(?:(?:, | and |, and | or )[A-Z][0-9]?)+)(?![\w-])"),
        word="nterface",
    ),
    row("part-number", "", r"\bpart number (?P<v>[0-9]{1,2}-[0-9]{1,3})\b", word="part number"),
    row(
        *("interface-ends", "", r"^(?P<s>[A-Z][0-9]?), [Bb]etween: (?P<v>[^,]{2,40}?) and (?P<m>[^,]{2,40}?)(?=,|$)"),
        word="etween",
    ),
    row(
        *("interface-ends", "", r"\binterface (?P<s>[A-Z][0-9]?), between (?P<v>[^,.;‹]{2,40}?) and "),
        r"(?P<m>[^,.;‹]{2,40}?)(?=,)",
        word="etween",
    ),
    row(
        *("interface-ends", "", r"(?:: |, and |; (?:and )?)(?P<s>[A-Z][0-9]?) (?:is |lies )?between "),
        r"(?P<v>[^,.;‹]{2,30}?) and (?P<m>[^,.;‹]{2,30}?)(?=[,.;]|$)",
        word=" between ",
    ),
    row(
        *("interface-ends", "", r"\binterface (?P<s>[A-Z][0-9]?) (?:is |lies )?between (?P<v>[^,.;‹]{2,40}?) and "),
        r"(?P<m>[^,.;‹]{2,40}?)(?= (?:is|are|shall|has|uses|carries|may|can|does)\b|[,.;]|$)",
        word="etween",
    ),
    row(
        *("interface-ends", "", r"\binterface (?P<s>[A-Z][0-9]?) (?:joins|connects|links) (?P<v>[^,.;‹]{2,40}?) "),
        r"(?:to|with|and) (?P<m>[^,.;‹]{2,40}?)(?= (?:is|are|shall|has|uses|may|can|does|by|in|over)\b|[,.;]|$)",
        word="nterface",
        plain=True,
    ),
    row(
        *("interface-row", "", r"^(?P<s>[A-Z][0-9]?), .*?: (?P<v>implements?)(?=[.;,]|$| this document\b"),
        r"| (?:the |both |either )?(?:‹P|(?:communication )?profiles?\b(?! of (?!this\b))))",
        word=": implement",
        plain=True,
    ),
    *(
        row("interface-row", "", rf"^(?P<s>[A-Z][0-9]?), [^‹]*?: (?P<v>{absent})(?=[,.;]|$)", word=f": {absent}")
        for absent in ("not covered", "not used", "out of scope")
    ),
    *(
        row(
            *(
                "count",
                "",
                r"\b(?:[Tt]his (?:document|annex|standard|part)|Annex [A-Z]) (?:defines|specifies|describes|adds) ",
            ),
            rf"(?P<v>[a-z]+|[0-9]{{1,2}}) (?:new |further |COSEM |communication )*(?P<s>{noun}(?:{plural})?)\b",
            word=f" {noun}",
        )
        for noun, plural in (("interface class", "es"), ("profile", "s"))
    ),
    row(
        *("count", "", r"\b(?P<v>[Bb]oth|(?<=[Aa]ll )(?:[a-z]+|[0-9])) (?P<s>security suites)\b(?! [0-9])"),
        word="security suites",
    ),
    row(
        *("count", "", r"\b(?P<s>interface class)es .*\b(?:defines|adds|specifies) (?P<v>[a-z]+|[0-9]{1,2}) new "),
        r"ones\b",
        word=" new ones",
    ),
    row("count", "", r"^(?P<v>[A-Z][a-z]+|[0-9]) (?P<s>entities) implement\b", word="entities implement"),
    row(
        *("count", "", r"(?:^|(?:[Tt]he|of|these|[Aa]ll) )(?P<v>[A-Za-z]+) communication (?P<s>profile)s\b(?! of\b)"),
        word="communication profiles",
    ),
    row("count", "", r"^There are (?P<v>[a-z]+) communication (?P<s>profile)s(?=[.,;]|$)", word="There are "),
    row("count", "", r"\b[Aa]ll (?P<v>two|three|four|five|six) (?P<s>profile)s\b(?! of\b)", word=" profiles"),
    row(
        *(
            "count",
            "",
            r"\b(?:uses?|has|have|contains?|specif(?:y|ies)|defines?|describes?|consists? of|the|[Bb]oth|both) ",
        ),
        r"(?P<v>[a-z]+) (?P<s>adaptation layer)s\b(?! (?:of|to)\b)",
        word="adaptation layers",
    ),
)

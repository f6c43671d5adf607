"""The forms in which a sentence claims something of layers and communication profiles."""

from __future__ import annotations

from sphinx_dlmsprofile.analysis.claims.row import row

ROWS_OF_LAYERS = (
    row(
        *("profile-layer", "PL", r"‹P(?P<s>[0-9]+)› (?:uses|has|includes|contains|rests on|runs over|is built on) "),
        r"(?:the |an? )?‹L(?P<m>[0-9]+)›",
        plain=True,
    ),
    row(
        *(
            "every-layer",
            "L",
            r"\b(?P<m>(?i:both|all|the two|the three)) (?:communication )?profiles (?:share|use|have",
        ),
        r"|contain|rest on|end in) (?:the |an? )?(?:same )?‹L(?P<s>[0-9]+)›",
        word=" profiles ",
        plain=True,
    ),
    row(
        *("every-layer", "L", r"‹L(?P<s>[0-9]+)› (?:is|are) (?:the same|common|shared) (?:in|to|by) (?P<m>both|all)"),
        r"(?: the)?(?: two| three)?(?: communication)? profiles",
        word=" profiles",
        plain=True,
    ),
    row(
        *("layer-used", "L", r"\b(?:[Oo]ver|on top of|based on|by means of|the use of|run(?:s|ning)? on) (?:the )?"),
        r"‹L(?P<s>[0-9]+)›(?! (?:or|and|as well))",
        plain=True,
    ),
    row(
        *(
            "profile-layer",
            "PL",
            r"‹P(?P<s>[0-9]+)› (?:compresses|carries|encapsulates|sends|transports|(?:shall |should )?supports?) ",
            r"(?:the |an? )?",
        ),
        r"‹L(?P<m>[0-9]+)›(?! or)",
        plain=True,
    ),
    row(
        *(
            "layer-used",
            "L",
            r"^(?!.*\b(?:HES|head end|WAN|wide area|[Ii]nternet|[Rr]outers?|backbone|another|elsewhere",
            r"|QUIC|DNS|S?NTP|DHCP(?:v6)?|SNMP|RADIUS|PANA|DTLS|ICMP)\b).*?",
            r"\b(?:an?|one|each|its|[Tt]he|single|same|two|on|of|by|per|with|over|in) ",
        ),
        r"‹L(?P<s>[0-9]+)› (?:segment|datagram|packet|header|port|connection|socket|checksum)s?\b",
        alone="L",
        plain=True,
    ),
    row(
        *("layer-used", "L", r"^(?:An?|One|Each|Two) ‹L(?P<s>[0-9]+)› (?:segment|datagram|packet|header)s?\b"),
        alone="L",
        plain=True,
    ),
    row(
        *("layer-used", "L", r"‹L(?P<s>[0-9]+)› (?:is|shall be) (?:the |an? )?(?:only )?(?:network|transport) layer\b"),
        plain=True,
    ),
    row(
        *(
            "layer-used",
            "L",
            r"^The (?:only )?network layer (?:is|shall be) ‹L(?P<s>[0-9]+)›(?=[.;]|$| as specified\b| of RFC)",
        ),
        word="network layer",
        plain=True,
    ),
    row(
        *(
            "layer-order",
            "L",
            r"‹L(?P<s>[0-9]+)›\)?(?: [a-z]+ly)? (?:rests|runs|sits|lies|stands|works|operates|is placed",
        ),
        r"|is located|is built|is)(?: directly| immediately)? (?P<v>on top of|above|over|on|below|under|beneath"
        r"|underneath) (?:the |an? )?‹L(?P<m>[0-9]+)›",
        plain=True,
    ),
    row(
        *("layer-order", "L", r"\bplaces? (?:the )?‹L(?P<s>[0-9]+)› (?P<v>on|over|above|below|under) (?:the |an? )?"),
        r"‹L(?P<m>[0-9]+)›",
        plain=True,
    ),
    row(
        *(
            "layer-kind",
            "",
            r"\b[Tt]he (?P<s>(?:data[ -])?link|network|MAC|PHY|IP|IPv6|LLC|transport|radio|convergence",
        ),
        r"|[Ll]ayer 2|6LoWPAN) adaptation (?:sub)?layer\b(?! (?:of|for) )",
        word=" adaptation ",
    ),
    *(
        row(
            *("llc-type", kinds, rf"(?<![\w/-])(?P<s>{llc})(?:(?! layer\b|‹L[0-9]|\bTCP\b)[^.;]){{0,160}}?", pattern),
            word=word,
        )
        for kinds, llc in (("L", "‹L[0-9]+›"), ("", "LLC|logical link control"))
        for pattern, word in (
            (r"\b(?:as|be|is|uses|in|by|of) [Tt]ype (?P<v>[123])(?!\w)", "ype "),
            (r"\b(?:is|be|as|operated) (?P<v>connectionless|connection-oriented|connection-mode)\b", "connection"),
        )
    ),
    *(
        row(
            *("llc-type", kinds, r"\b(?P<v>connectionless|connection-oriented|connection-mode) "),
            rf"(?P<s>{llc})(?!\w)",
            word="connection",
            plain=True,
        )
        for kinds, llc in (("L", "‹L[0-9]+›"), ("", "LLC|logical link control"))
    ),
    row(
        *("profile-said", "", r"\b[Tt]he (?P<v>(?:[A-Za-z][\w/]*|‹L[0-9]+›)(?:[- ]based)?) profile\b"),
        r"(?! (?:of|for|that|which|generic)\b)",
        word=" profile",
        plain=True,
    ),
    row(
        *("layer-used", "L", r"\btransport layer(?: of IEC 62056-4-7)?,? (?:with|over|using|by) ‹L(?P<s>[0-9]+)›"),
        word="transport layer",
        plain=True,
    ),
    row(
        *("layer-used", "L", r"‹L[0-9]+› of IEC 62056-4-7,? (?:with|over|using|by) ‹L(?P<s>[0-9]+)›"),
        word="62056-4-7",
        plain=True,
    ),
    row(
        *("layer-used", "L", r"\bwrapper and (?:(?:either|of|the) ){0,2}‹L(?P<s>[0-9]+)›(?! (?:or|and)\b)"),
        word="wrapper and ",
        plain=True,
    ),
    row(
        *("transport-kind", "", r"\b(?P<v>connectionless|connection-oriented) (?:one|part|service|transport layer)"),
        r"(?: (?:of|specified in|as specified in))? (?:IEC )?62056-4-7\b",
        word="62056-4-7",
        plain=True,
    ),
    row(
        *("adaptation-count", "", r"\b(?P<v>[Oo]ne|[Aa] single|[Aa]n?|[Tt]wo|[Tt]hree) adaptation layers? "),
        r"(?:is|are) (?:required|needed|used|necessary|defined|specified)\b(?! (?:if|when|where|only|by)\b)",
        word="adaptation layer",
        plain=True,
    ),
    row(
        *(
            "entity-profile",
            "P",
            r"(?:^|[.;] |, and )(?P<s>(?:(?:[Aa]n?|[Ee]ach|[Ee]very|[Tt]he) )?[A-Z][A-Za-z0-9]+(?: and (?:an? )?",
        ),
        r"[A-Z][A-Za-z0-9]+)?) (?P<m>shall implement|shall support|may implement|may support|should implement"
        r"|has|have|implements?|supports?|uses?) (?:the )?‹P(?P<v>[0-9]+)›(?P<n> (?:alone|only))?",
        r"(?=[.;,]| too| as well|$)",
        plain=True,
    ),
    row(
        *(
            "entity-profile",
            "P",
            r"\binterface [A-Z][0-9]?,? between (?P<s>[A-Z][A-Za-z0-9]+ and [A-Z][A-Za-z0-9]+),? ",
        ),
        r"(?P<m>uses|has) (?:the )?‹P(?P<v>[0-9]+)›(?P<n> (?:alone|only))(?=[.;,]|$)",
        plain=True,
    ),
)

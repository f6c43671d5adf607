"""How many items a sentence before a list says that it has."""

from __future__ import annotations

from sphinx_dlmsprofile.text.blanks import plain_blanks
from sphinx_dlmsprofile.text.counts import read_count
from sphinx_dlmsprofile.text.patterns import regex
from sphinx_dlmsprofile.text.sentences import sentence_spans

_N = r"(?P<{}>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|1[0-9])"
_SOME = r"(?:one|two|three|four|five|six|some|most|all|each|many|any|none|both|few|several|either|half)"
_NOUN = r"(?:(?!of\b|and\b|or\b)[A-Za-z][\w-]* ){0,3}?[a-z]{3,}s"
_BE = r"(?:are|exist|apply|follow|remain|happen|occur|matter|take part|can be|may be|come into question|are possible)"
_PROMISES = regex(
    rf"(?<![\w.,/-])(?P<some>\b{_SOME} of (?:the |these |those )?)?{_N.format('a')} {_NOUN}"
    r"(?: (?:of|for|to|in|by|on|at|from|with) (?!which\b|when\b)(?:(?!\bfollowing\b)[^,:;.]){1,50})?"
    rf"(?:,? (?:(?:which|that) )?{_BE}(?: (?:these|as follows|the following|used|needed|possible|distinguished|defined"
    r"|specified|supported|required|known|foreseen|available|optional|mandatory)){0,2})?(?:, of which [^:;.]{3,60})?:$"
    rf"|^(?:The |These |All )?{_N.format('b').replace('two', '[Tt]wo', 1)} [a-z]+s "
    r"(?:implement|govern|serve|make up|form) [^,:;.]{3,60}:$"
)
_ONE_OF = regex(r"(?i)^(?:one|either) of ")
_SHARE = regex(rf", of which (?:the following|these|those|some|only|one|{_N.format('of')})\b")
_KNOWN = regex(r"\b(?:for|to|of|in|on|by|with|from|between|before|after|at) (?:all )?(?:the|these|those|its|their) $")
"""What is known already, and of which the list says something: "the following holds for the two channels:"."""


def promised(text: str) -> tuple[int, str] | None:
    """The number of items that the last sentence of a text promises with a colon, and its word."""
    plain = plain_blanks(text).rstrip()
    if not plain.endswith(":"):
        return None
    start, end = list(sentence_spans(plain))[-1]
    sentence = plain[start:end].strip()
    sentence = sentence[:1].lower() + sentence[1:] if sentence[:1].isalpha() else sentence
    match = _PROMISES.search(sentence)
    if match is None or (match["some"] and not _ONE_OF.match(match["some"])):
        return None
    if _SHARE.search(sentence, match.start()) or _KNOWN.search(sentence, 0, match.start()):
        return None
    word = match["a"] or match["b"]
    number = read_count(word)
    return None if number is None else (number, word)

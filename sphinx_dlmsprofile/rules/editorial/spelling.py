"""Spelling, in British English as the IEC writes it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sphinx_dlmsprofile.analysis.editorial.spelling import words_in_small_letters
from sphinx_dlmsprofile.analysis.vocabulary import named_terms, vocabulary
from sphinx_dlmsprofile.model.editorial import KnownWords
from sphinx_dlmsprofile.rules.editorial._common import PART_2, lists_of_others
from sphinx_dlmsprofile.rules.rule import WARNING, Fault, rule
from sphinx_dlmsprofile.text.location import Location
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project

_BRITISH = {
    "analog": "analogue",
    "artifact": "artefact",
    "behavior": "behaviour",
    "cancel(?=ed|ing)": "cancell",
    "catalog(?!u)": "catalogue",
    "center": "centre",
    "color": "colour",
    "defense": "defence",
    "dialog(?!u)": "dialogue",
    "favor": "favour",
    "fiber": "fibre",
    "fulfill(?!ed|ing)": "fulfil",
    "gray": "grey",
    "honor": "honour",
    "label(?=ed|ing)": "labell",
    "model(?=ed|ing)": "modell",
    "neighbor": "neighbour",
    "offense": "offence",
    "signal(?=ed|ing)": "signall",
    "travel(?=ed|ing)": "travell",
}
"""American beginnings of words. "Meter" is the device, "program" what it runs, -ize is the IEC's own."""

_LETTERS = regex(r"\(")
_AMERICAN = regex(rf"(?:{'|'.join(f'(?:{each})' for each in _BRITISH)})(?:s|ed|ing|al|ally|hood|less)?")

_OF_THE_FIELD = frozenset(
    """acknowledgement backhaul bitmap bitstring broadcast broadcasted checksum ciphered ciphering ciphertext codepoint
    companion concatenated configurable connectionless cryptographic datagram datagrams decapsulation decipher
    deciphered deciphering decrypt demultiplex disaggregation downlink duplex encapsulated encapsulates
    encapsulation encryption endian endianness ethertype firmware gateway handshake hexadecimal hostname
    identifier identifiers initialization interoperability interoperable keystore kilooctets lightweight
    loopback metering millisecond multicast multiplexed multiplexing nonce octet octets offline online payload
    payloads plaintext pre-established preamble prepayment primitive randomized reachability reassembled
    reassembly reauthentication rekeying reserialized retransmission retransmissions retransmitted router
    routers runtime semantics serialization subclause subclauses sublayer sublayers subnet subtype superframe
    synchronization tamper telegram timeout timeouts timestamp timestamps topology tunnelling unallocated
    unicast unidirectional uplink webstore whitespace""".split()  # noqa: SIM905  a list to be read
)


@rule("editorial-spelling", f"{PART_2}, Clause 8", WARNING, opt_in=True)
def spelling(project: Project) -> Iterator[Fault]:
    """A word is in no dictionary, or has its American spelling.

    Off until asked for. It needs ``pip install "sphinx-dlmsprofile[spelling]"``, and looks at words in small letters
    alone. Words of terms and abbreviations, of the field, and those in the file of ``dlms_words`` are right. The
    finding is where a document first has the word.

    Bad (in 7.1)::

        The colour and the behavior of the neighbour are recorded.

    Good (in 7.1)::

        The colour and the behaviour of the neighbour are recorded.
    """
    dictionary = _dictionary()
    if dictionary is None:
        message = 'editorial-spelling needs a dictionary: pip install "sphinx-dlmsprofile[spelling]"'
        yield Fault(Location("conf.py", 1), message)
        return
    own = _own_words(project)
    told: set[str] = set()
    lists = {id(clause) for clause in lists_of_others(project)}
    for block, words in project.found(words_in_small_letters):
        for word in words if id(block.clause) not in lists else ():
            american = _AMERICAN.fullmatch(word)
            if word in told or word in own or (not american and (word in _OF_THE_FIELD or _is_known(word, dictionary))):
                continue
            told.add(word)
            advice = f'write "{_british(word)}"' if american else "correct it, or put it into the file of dlms_words"
            kind = "is American" if american else "is in no dictionary"
            yield Fault(block.at, f'"{word}" {kind}: {advice}')


def _british(word: str) -> str:
    for american, british in _BRITISH.items():
        if match := regex(american).match(word):
            return british + word[match.end() :]
    return word


def _own_words(project: Project) -> set[str]:
    named = [name for term in named_terms(project) for name in term.called]
    named += [str(each.expansion) for each in project.memo(vocabulary).abbreviations]
    given = [word for record in project.of(KnownWords) for word in record.words]
    return {word for text in (*named, *given) for word in regex(r"[a-z]+").findall(text.casefold())}


@cache
def _dictionary() -> Any:
    try:
        return import_module("spellchecker").SpellChecker(language="en", distance=1)
    except ImportError:
        return None


def _is_known(word: str, dictionary: Any) -> bool:
    stems = [word, word.removesuffix("s"), word.removesuffix("es"), word.removeprefix("non"), word.removeprefix("un")]
    stems += [word.replace(british, _LETTERS.split(american)[0]) for american, british in _BRITISH.items()]
    stems += [
        word.replace("iz", "is"),
        word.replace("tre", "ter"),
        word.removeprefix("re"),
        word.removeprefix("sub"),
        word.removeprefix("de"),
    ]
    return any(stem in dictionary for stem in stems)

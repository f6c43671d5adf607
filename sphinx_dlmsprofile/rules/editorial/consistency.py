"""One form for one thing, through the whole standard."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.editorial.compounds import hyphened, spellings, spoken, written_apart
from sphinx_dlmsprofile.analysis.vocabulary import named_terms, vocabulary
from sphinx_dlmsprofile.model.editorial import DecimalSign
from sphinx_dlmsprofile.model.finding import Rewrite
from sphinx_dlmsprofile.rules.editorial._common import PART_2, is_numbered, lists_of_others, slips
from sphinx_dlmsprofile.rules.rule import ADVICE, Fault, rule
from sphinx_dlmsprofile.text.markup import unmarked
from sphinx_dlmsprofile.text.names import fold_joints
from sphinx_dlmsprofile.text.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project
    from sphinx_dlmsprofile.model.terms import Term
    from sphinx_dlmsprofile.text.location import Location

_JOINED_BY = regex(r"[\s-]+")
_TERMS = f"{PART_2}, Clause 16"


@rule("editorial-decimal-sign", f"{PART_2}, Clause 9", ADVICE, fixes=True)
def decimal_sign(project: Project) -> Iterator[Fault]:
    """A number with a unit has another decimal sign than the house.

    The sign of the IEC is the comma; ``dlms_decimal_sign`` in ``conf.py`` says that it is the full stop. Numbers
    without a unit are left alone: they may be clauses, versions or addresses.

    Bad (in 7.1)::

        The server waits 1.5 s.

    Good (in 7.1)::

        The server waits 1,5 s.
    """
    sign = next((each.sign for each in project.of(DecimalSign)), ",")
    for slip in slips(project, "decimal-sign"):
        if sign not in slip.words:
            right = slip.words.translate(str.maketrans(",.", sign * 2))
            message = f'"{slip.words}" has another decimal sign than "{sign}": write "{right}"'
            yield Fault(slip.at, message, edit=Rewrite(slip.words, right, safe=True))


@rule("editorial-compound-spelling", f"{PART_2}, Clause 8", ADVICE)
def compound_spelling(project: Project) -> Iterator[Fault]:
    """A compound is written with a hyphen in one place, and in one word or apart in another.

    "Sub-layer" and "sublayer", "IP-based" and "IP based" are not found by one search. The finding is where the form
    without a hyphen is first.

    Bad (in 7.1)::

        A sub-layer adds a header. The sublayer below takes it off.

    Good (in 7.1)::

        A sublayer adds a header. The sublayer below takes it off.
    """
    first: dict[str, tuple[str, Location]] = {}
    lists = {id(clause) for clause in lists_of_others(project)}
    # Classes have the names that they have: "Push setup". So has what is abbreviated: "low level security".
    names = {word for each in project.registry.classes for word in each.name.casefold().split()}
    names |= {pair for each in project.memo(vocabulary).abbreviations for pair in _pairs(str(each.expansion))}
    for block, found in project.found(hyphened):
        for word in found if id(block.clause) not in lists else ():
            if fold_joints(word) not in names:
                first.setdefault(word.casefold(), (word, block.at))
    compounds = {fold_joints(word): place for word, place in reversed(first.items())}
    told: set[str] = set()
    for block, words in project.found(written_apart, tuple(sorted(first))):
        key = fold_joints(words)
        if key in names or id(block.clause) in lists:
            continue
        if key not in told:
            told.add(key)
            other, at = compounds[key]
            message = f'"{words}" is written "{other}" in {at.source}, line {at.line}'
            yield Fault(block.at, f"{message}: write it in one way")


def _pairs(expansion: str) -> Iterator[str]:
    """The words of an expansion, two by two and joined."""
    words = _JOINED_BY.split(unmarked(expansion).casefold())
    return (one + other for one, other in pairwise(words))


@rule("editorial-term-circular", _TERMS, ADVICE)
def term_circular(project: Project) -> Iterator[Fault]:
    """A definition uses the term that it defines.

    Who does not know the term does not know it afterwards.

    Bad (in 3.1)::

        .. term:: wake period

           definition: period in which a station is awake, that is the wake period

    Good (in 3.1)::

        .. term:: wake period

           definition: period in which a station is awake
    """
    for term in named_terms(project):
        name = unmarked(term.called[0]).casefold() if term.called else ""
        words = unmarked(str(term.definition or "")).casefold()
        if len(name) > 1 and regex(rf"(?<![\w-]){_escaped(name)}s?(?![\w-])").search(words):
            yield Fault(term.at, f'the definition of "{name}" uses the term itself: say it by other concepts')


def _escaped(words: str) -> str:
    return "".join(character if character.isalnum() or character == " " else rf"\{character}" for character in words)


@rule("editorial-term-capitalised", _TERMS, ADVICE)
def term_capitalised(project: Project) -> Iterator[Fault]:
    """A term begins with a capital letter in Clause 3, and with a small one in the text.

    Terms are written with the letters that they have within a sentence: capitals are for names.

    Bad (in 3.1)::

        .. term:: Wake period

           definition: period in which a station is awake

        A station sends in its wake period.

    Good (in 3.1)::

        .. term:: wake period

           definition: period in which a station is awake

        A station sends in its wake period.
    """
    capital: dict[str, Term] = {}
    for term in named_terms(project):
        name = unmarked(term.term.value)
        if name[:1].isupper() and name[1:2].islower():
            capital.setdefault(name[0].lower() + name[1:], term)
    told: set[str] = set()
    for _, name in project.found(spoken, tuple(sorted(capital))) if capital else ():
        if name not in told:
            told.add(name)
            yield Fault(
                capital[name].at, f'"{capital[name].term}" begins with a small letter in the text: write "{name}"'
            )


_NAME = 4
"""Letters of a name, at least: shorter ones are in many words."""

_SIGNIFICANT = regex(r"(?<![\w-])[A-Za-z][a-z]{3,}(?![\w-])")


@rule("editorial-sentence-case", f"{PART_2}, Clause 11", ADVICE)
def sentence_case(project: Project) -> Iterator[Fault]:
    """A title has capitals in all of its words.

    Titles are written as sentences: the first word and names have a capital. Names of SAPs, terms and abbreviations
    count as names, and so does what its abbreviation follows, or what has these capitals in the text, and nowhere small
    letters.

    Bad (in 7.1)::

        Reading Of The Daily Profile
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~

        A client reads by GET.

    Good (in 7.1)::

        Reading of the daily profile
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~

        A client reads by GET.
    """
    names = {unmarked(each.term.value).casefold() for each in named_terms(project)}
    names |= {unmarked(str(each.expansion)).casefold() for each in project.memo(vocabulary).abbreviations}
    capitalised = []
    for clause in project.walk_clauses():
        words = _SIGNIFICANT.findall(clause.title)[1:]
        known = any(name in clause.title.casefold() for name in names if len(name) >= _NAME)
        if is_numbered(clause) and len(words) > 1 and all(word[0].isupper() for word in words) and not known:
            capitalised.append(clause)
    named = _names_in(project, [clause.title for clause in capitalised])
    for clause in capitalised:
        if clause.title not in named:
            yield Fault(
                clause.at, f'"{clause.title}" has capitals in all words: leave them to the first one and to names'
            )


_ABBREVIATED = regex(r"(?P<phrase>.+?) \((?P<short>[A-Z][A-Za-z]+)\)")
_ARTICLE = regex(r"^(?:The|An?) ")


def _names_in(project: Project, titles: list[str]) -> set[str]:
    """The titles that are a name and no more: with its abbreviation, or as it stands in the text too."""
    phrases: dict[str, str] = {}
    abbreviated: set[str] = set()
    for title in titles:
        match = _ABBREVIATED.fullmatch(title)
        phrases[title] = _ARTICLE.sub("", match["phrase"] if match else title, count=1)
        if match and match["short"] == "".join(word[0] for word in phrases[title].split()):
            abbreviated.add(title)
    others = {id(clause) for clause in lists_of_others(project)}
    found = project.found(spellings, tuple(sorted({each.casefold() for each in phrases.values()}))) if phrases else ()
    written: dict[str, set[str]] = {}
    for block, words in found:
        if id(block.clause) not in others:
            written.setdefault(words.casefold(), set()).add(words)
    return {
        title
        for title, phrase in phrases.items()
        if written.get(phrase.casefold(), {phrase} if title in abbreviated else set()) == {phrase}
    }

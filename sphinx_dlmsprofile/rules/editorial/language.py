"""Words that the ISO/IEC Directives, Part 2, would have otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.analysis.vocabulary import named_terms
from sphinx_dlmsprofile.rules.editorial._common import PART_2, told
from sphinx_dlmsprofile.rules.rule import ADVICE, WARNING, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project


@rule("editorial-and-or", PART_2, WARNING)
def and_or(project: Project) -> Iterator[Fault]:
    """A text says "and/or".

    Nobody knows which of the two is meant, and a test cannot ask for both.

    Bad (in 7.1)::

        A server sends a report and/or an alarm.

    Good (in 7.1)::

        A server sends a report, an alarm or both.
    """
    return told(project, "and-or", 'leaves open which is meant: write "or", "and", or "A, B or both"')


@rule("editorial-may-not", f"{PART_2}, Clause 7", WARNING)
def may_not(project: Project) -> Iterator[Fault]:
    """A text says "may not", which forbids or lets be.

    "May not" is read as a prohibition by some and as a permission by others.

    Bad (in 7.1)::

        A server may not answer.

    Good (in 7.1)::

        A server need not answer.
    """
    return told(project, "may-not", 'forbids to some and permits to others: write "shall not", or "need not"')


@rule("editorial-must", f"{PART_2}, Clause 7", ADVICE)
def must(project: Project) -> Iterator[Fault]:
    """A text says "must", which is not a verbal form for a requirement.

    A requirement says "shall". "Must" is left to what laws and other standards ask for, so that this is advice.

    Bad (in 7.1)::

        A server must answer.

    Good (in 7.1)::

        A server shall answer.
    """
    return told(project, "must", 'is not a form for a requirement: write "shall", or say whose law it is')


@rule("editorial-billion", f"{PART_2}, Clause 9", WARNING)
def billion(project: Project) -> Iterator[Fault]:
    """A text counts in billions or trillions.

    A billion is 10⁹ in some countries and 10¹² in others.

    Bad (in 7.1)::

        There are two billion meters.

    Good (in 7.1)::

        There are 2 × 10⁹ meters.
    """
    return told(project, "billion", "is another number in other languages: write the power of ten")


@rule("editorial-contraction", PART_2, WARNING, fixes=True)
def contraction(project: Project) -> Iterator[Fault]:
    """A text has a contraction.

    A standard writes its words in full; many read it in a language that is not theirs.

    Bad (in 7.1)::

        A server doesn't answer.

    Good (in 7.1)::

        A server does not answer.
    """
    return told(project, "contraction", "is a contraction")


@rule("editorial-this-document", PART_2, WARNING, fixes=True)
def this_document(project: Project) -> Iterator[Fault]:
    """A text calls the standard something else than "this document".

    The kind of deliverable may change; "this document" is right for all of them, and cannot be taken for
    another standard.

    Bad (in 7.1)::

        This International Standard specifies a profile.

    Good (in 7.1)::

        This document specifies a profile.
    """
    return told(project, "this-document", "is not what a document calls itself")


@rule("editorial-note-left", PART_2, WARNING)
def note_left(project: Project) -> Iterator[Fault]:
    """A note to the editor is left in the text.

    It was meant to be settled before the standard is published. TBD and the like are placeholders, which
    another rule reports.

    Bad (in 7.1)::

        The limit is ?? s.

    Good (in 7.1)::

        The limit is 20 s.
    """
    return told(project, "note-left", "is left to be settled: settle it, and remove it")


@rule("editorial-doubled-word", PART_2, WARNING, fixes=True)
def doubled_word(project: Project) -> Iterator[Fault]:
    """A word stands twice in a row.

    It is a slip of the hand.

    Bad (in 7.1)::

        The the server answers.

    Good (in 7.1)::

        The server answers.
    """
    return told(project, "doubled-word", "is there twice")


@rule("editorial-ambiguous-verb", f"{PART_2}, Clause 7", ADVICE)
def ambiguous_verb(project: Project) -> Iterator[Fault]:
    """A verb leaves open whether it is a requirement.

    "Needs to", "is to be", "might" and "could" can be a requirement, a permission or a guess. "Has to" is good
    English for a fact. What is denied, what has been, and what a clause of reason, condition or consequence
    states is left alone.

    Bad (in 7.1)::

        A server needs to answer.

    Good (in 7.1)::

        A server shall answer.
    """
    return told(
        project, "ambiguous-verb", 'leaves open whether it is a requirement: write "shall", "should", "may" or "can"'
    )


@rule("editorial-vague-reference", f"{PART_2}, Clause 10", ADVICE)
def vague_reference(project: Project) -> Iterator[Fault]:
    """A text refers to a place by "above", "below" or "following".

    Texts move, figures and tables float, and then the place is another one. Above and below alone are left:
    they are layers.

    Bad (in 7.1)::

        The limits are given below.

    Good (in 7.1)::

        The limits are given in 5.2.
    """
    return told(project, "vague-reference", "moves with the text: refer to the number")


@rule("editorial-inclusive", PART_2, ADVICE)
def inclusive(project: Project) -> Iterator[Fault]:
    """A term carries a picture of people as property, or of a colour as a fault.

    The IEC and IEEE have replaced such terms; devices are named by what they do. Names that Clause 3 deprecates
    are reported by term-deprecated.

    Bad (in 7.1)::

        A slave answers its master.

    Good (in 7.1)::

        A device answers its controller.
    """
    # What Clause 3 deprecates is not used there, and term-deprecated reports it elsewhere.
    deprecated = [name for term in named_terms(project) for name in term.deprecated]
    names = {name.value.casefold() for name in deprecated}
    places = {(name.at.source, name.at.line) for name in deprecated}
    return told(
        project,
        "inclusive",
        'has been replaced in standards: write "controller" and "device", "allow list" and "deny list", or the like',
        but=lambda slip: slip.words.casefold() in names or (slip.at.source, slip.at.line) in places,
    )


@rule("editorial-ampersand", PART_2, ADVICE, fixes=True)
def ampersand(project: Project) -> Iterator[Fault]:
    """A sign stands for the word "and".

    Texts are written in words. Names such as R&D keep their sign.

    Bad (in 7.1)::

        Meters & gateways answer.

    Good (in 7.1)::

        Meters and gateways answer.
    """
    return told(project, "ampersand", "stands for a word")


@rule("editorial-dotted-abbreviation", f"{PART_2}, Clause 8", ADVICE, fixes=True)
def dotted_abbreviation(project: Project) -> Iterator[Fault]:
    """An abbreviation has full stops between its letters.

    Abbreviations are written in letters without stops. Those of Latin words (e.g., i.e.) and initials of people
    are left alone.

    Bad (in 7.1)::

        The I.E.C. publishes it.

    Good (in 7.1)::

        The IEC publishes it.
    """
    return told(project, "dotted-abbreviation", "is written without full stops")


@rule("editorial-trade-name", f"{PART_2}, Clause 31", ADVICE, opt_in=True)
def trade_name(project: Project) -> Iterator[Fault]:
    """A trade name is given.

    Products of one maker may be named where there is no other way, with a notice that it is not an endorsement. Off
    until asked for: names of technologies carry such signs too.

    Bad (in 7.1)::

        It is fixed with Velcro®.

    Good (in 7.1)::

        It is fixed with hook tape.
    """
    return told(
        project, "trade-name", "is a trade name: name what any maker can supply, or add the notice on endorsement"
    )


@rule("editorial-reference-form", f"{PART_2}, Clause 10", ADVICE, fixes=True)
def reference_form(project: Project) -> Iterator[Fault]:
    """A reference to a clause has another form than the Directives give it.

    "Clause 5" names a whole clause, the number alone a subclause: "5.2". Clauses of other documents are left
    alone.

    Bad (in 7.1)::

        The limits are in clause 5.2.

    Good (in 7.1)::

        The limits are in 5.2.
    """
    return told(project, "reference-form", "has another form than references have")

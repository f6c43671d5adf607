"""Numbers, quantities and their signs (ISO/IEC Directives, Part 2, Clauses 9 and 27)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dlmsprofile.rules.editorial._common import PART_2, told
from sphinx_dlmsprofile.rules.rule import ADVICE, WARNING, Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dlmsprofile.model.project import Project


@rule("editorial-percent-space", f"{PART_2}, Clause 9", WARNING, fixes=True)
def percent_space(project: Project) -> Iterator[Fault]:
    """A number and the percent sign have no space between them.

    The percent sign is a unit, and a space stands before it.

    Bad (in 7.1)::

        The duty cycle is 10%.

    Good (in 7.1)::

        The duty cycle is 10 %.
    """
    return told(project, "percent-space", "has no space before the sign")


@rule("editorial-tolerance-brackets", f"{PART_2}, Clause 9", WARNING)
def tolerance_brackets(project: Project) -> Iterator[Fault]:
    """It is not clear what a tolerance belongs to.

    "20 ± 2 °C" adds a temperature to a number.

    Bad (in 7.1)::

        It is kept at 20 ± 2 °C.

    Good (in 7.1)::

        It is kept at (20 ± 2) °C.
    """
    return told(project, "tolerance-brackets", 'adds a quantity to a number: write "(20 ± 2) °C", or the unit twice')


@rule("editorial-unit-unknown", f"{PART_2}, Clause 9", WARNING, fixes=True)
def unit_unknown(project: Project) -> Iterator[Fault]:
    """A unit has another symbol than that which is written.

    Symbols of units are the same in all languages. A list of what is often written is known: sec, hrs, cc, kbps
    and the like.

    Bad (in 7.1)::

        The server waits 10 sec.

    Good (in 7.1)::

        The server waits 10 s.
    """
    return told(project, "unit-unknown", "is not a unit")


@rule("editorial-range-unit", f"{PART_2}, Clause 9", WARNING, fixes=True)
def range_unit(project: Project) -> Iterator[Fault]:
    """A range has its unit once.

    "10 to 12 mm" names a number and a length. The unit stands after both, or brackets around the numbers.

    Bad (in 7.1)::

        The delay is 10 to 12 ms.

    Good (in 7.1)::

        The delay is 10 ms to 12 ms.
    """
    return told(project, "range-unit", "names the unit once")


@rule("editorial-multiplication-sign", f"{PART_2}, Clause 27", WARNING, fixes=True)
def multiplication_sign(project: Project) -> Iterator[Fault]:
    """A letter or an asterisk stands for the multiplication sign.

    The sign is ×. A letter x is a variable.

    Bad (in 7.1)::

        The delay is 2 x 10 ms.

    Good (in 7.1)::

        The delay is 2 × 10 ms.
    """
    return told(project, "multiplication-sign", "has another sign than ×")


@rule("editorial-unit-space", f"{PART_2}, Clause 9", ADVICE, fixes=True)
def unit_space(project: Project) -> Iterator[Fault]:
    """A number and its unit have no space between them.

    A space stands between them, which does not break. Decades, bits and names such as 10BASE-T are left alone.

    Bad (in 7.1)::

        The server waits 20ms.

    Good (in 7.1)::

        The server waits 20 ms.
    """
    return told(project, "unit-space", "has no space before the unit")


@rule("editorial-hex-form", f"{PART_2}, Clause 9", ADVICE, fixes=True)
def hex_form(project: Project) -> Iterator[Fault]:
    """A hexadecimal number has another form than 0x1F.

    One form in the whole standard can be searched for.

    Bad (in 7.1)::

        The address is 1FH.

    Good (in 7.1)::

        The address is 0x1F.
    """
    return told(project, "hex-form", "is another form of a hexadecimal number")


@rule("editorial-digit-grouping", f"{PART_2}, Clause 9", ADVICE, fixes=True)
def digit_grouping(project: Project) -> Iterator[Fault]:
    """A number of five digits or more is not in groups of three, or has commas in them.

    A space groups digits; a comma is the decimal sign. Codes, years, ports and numbers of standards are left
    alone where that can be seen.

    Bad (in 7.1)::

        The limit is 10000 octets.

    Good (in 7.1)::

        The limit is 10 000 octets.
    """
    return told(project, "digit-grouping", "is not in groups of three")


@rule("editorial-minus-sign", f"{PART_2}, Clause 9", ADVICE, fixes=True)
def minus_sign(project: Project) -> Iterator[Fault]:
    """A hyphen stands for the minus sign.

    The minus sign is longer, and no line breaks after it. Ranges, numbers of parts and values of records are
    left alone.

    Bad (in 7.1)::

        The power is -10 dBm.

    Good (in 7.1)::

        The power is −10 dBm.
    """
    return told(project, "minus-sign", "has a hyphen for the minus sign")


@rule("editorial-number-begins-sentence", PART_2, ADVICE)
def number_begins_sentence(project: Project) -> Iterator[Fault]:
    """A sentence begins with a number.

    After a full stop, a number is taken for one of a clause or an item.

    Bad (in 7.1)::

        It fails. 3 retries are made by the client.

    Good (in 7.1)::

        It fails. The client makes three retries.
    """
    return told(
        project, "number-begins-sentence", "begins a sentence: write the number in words, or begin with another word"
    )

"""A standard with everything that is awkward to print: what stands at unusual places, what is nested, what is wrong."""

from __future__ import annotations

CONF = """\
project = "IEC TS 62056-8-99"
copyright = "2026 IEC & <friends>"
dlms_sts = {"committee": "TC 13", "ics": ["17.220", "35.100"], "stage": "CDV", "date": "2026-01-01"}
"""

INDEX = """\
Awkward
=======

.. profile-title:: Part 8-99: awkward <communication> profile & more
   :deliverable: TS
   :edition: 1.0

Beforeall.

.. toctree::

   scope
   annex
   late

Aftertoctree with `alink <https://example.org/?a=1&b=%3C2>`__.

- afterlist

.. _bare:

Foreword
--------

Lateforeword [#f]_ and again [#f]_.

.. [#f] Notetext with

   - notelist

   .. list-table::

      * - notecell

.. [#g] Neverreferred.
"""

SCOPE = """\
Scope of *allof* ``thethings`` [#x]_ :math:`a_b`
================================================

.. [#x] Inheading.

.. index:: single: wave; small
           pair: radio; link
           triple: one; two; three
           see: xray; yankee
           seealso: quebec; romeo

Firstpart
---------

Nestedtext.

Deeppart
~~~~~~~~

:ref:`bare` :numref:`t` :numref:`Figure {number} {name} <f>` :doc:`annex` [CIT]_ :abbr:`LIFO (lastinfirst)`

.. [CIT] Citationtext.

   Secondparagraph.

| lineone with `linelink <https://example.org>`__
|    nestedline :ref:`bare` [#y]_
|

.. [#y] fromaline

.. parsed-literal::

   codeone *codetwo* `codelink <https://example.org>`__  two   spaces
     :ref:`bare` :math:`x` [#z]_

.. [#z] fromcode

.. glossary::

   glossone
   glosstwo
       Meaningofboth.

       .. warning:: warningin

defterm : classone : classtwo
   deftext

   | defline
   |   defnested

.. table:: Capof *tabletitle* [#c]_
   :name: t

   +-----+-----+-----------+
   | Ha  | Hb              |
   +=====+=====+===========+
   | ca  | cb  | cc        |
   |     +-----+-----------+
   |     | .. note:: noten |
   +-----+-----------------+

.. [#c] capnote

.. table:: Rows without a cell of their own

   +----+----+
   | ra | rb |
   |    |    |
   +    +----+
   |    | rc |
   +----+----+

.. figure:: x.svg
   :name: f
   :alt: analternative

   Figcaption with :ref:`bare`

   Figlegend

   .. list-table::

      * - legendcell
        - .. figure:: x.svg

             innerfigure

.. image:: x.svg
   :target: https://example.org
   :alt: alt & "quote"

.. |im| image:: x.svg

Inline |im| image.

.. math:: \\frac{a}{b} = \\badcommand{x}
   :label: eq1

.. math::

   x &= 1 \\\\
   y &= 2

Bad :math:`{{{` and :math:`x^{2}` see :eq:`eq1`.

.. note:: Noteone.

.. note::

   Notetwo.

   .. code-block:: python
      :caption: listingcaption
      :linenos:

      def codethree(): pass

.. admonition:: Example

   Exampletext.

.. admonition:: Own *admtitle*

   Admtext.

.. hlist::

   * hlistone
   * hlisttwo

.. productionlist::
   try_stmt: `grammar`

.. describe:: signature(x)

   Describetext.

.. topic:: Topictitle

   topictext

.. sidebar:: Sidetitle
   :subtitle: Sidesubtitle

   sidetext

.. rubric:: Rubrictext

.. centered:: Centeredtext

.. versionadded:: 1.0
   Versiontext.

.. seealso:: seealsotext

-a         optionone
--bb=C     optiontwo

:fieldname *fieldem*: fieldvalue

   fieldpara

#.

#. itemtwo

   Quoted

      quotetext

      -- attributed

.. only:: html

   htmlonly

.. container:: any

   inside

Endofscope.
"""

ANNEX = (
    "Annex A (informative) Of\x02 control\n====================================\n\n"
    "Ctrl \x01 text.\n\nSubannex\n--------\n\n.. list-table:: Annextable\n\n   * - annexcell\n\n"
    "Annex B (normative)\n===================\n\nSecondannex.\n"
)

LATE = """\
Late clause
===========

Terms and definitions
---------------------

.. term:: joining

   admitted: entering
   definition: |
     procedure *bywhich*

     - deflistone
     - deflisttwo
   notes:
     - |
       firstnote

       morenote
     - secondnote
   examples: exampleone
   source: IEC 60050

Bibliography
============

[1] IEC 62056-5-3:2023, *Thetitle*

Bibliotext.

Index
=====

Beforeindex.
"""

FILES = {"index.rst": INDEX, "scope.rst": SCOPE, "annex.rst": ANNEX, "late.rst": LATE}

WORDS = """
Beforeall Aftertoctree alink afterlist Lateforeword Notetext notelist notecell Neverreferred allof thethings Inheading
Firstpart Nestedtext Deeppart Citationtext Secondparagraph lineone linelink nestedline fromaline codeone codetwo
codelink fromcode glossone glosstwo Meaningofboth warningin defterm classone classtwo deftext defline defnested Capof
tabletitle Ha Hb ca cb cc noten capnote ra rb rc Figcaption Figlegend legendcell innerfigure Noteone Notetwo
listingcaption codethree Exampletext admtitle Admtext hlistone hlisttwo grammar signature Describetext Topictitle
topictext Sidetitle Sidesubtitle sidetext Rubrictext Centeredtext Versiontext seealsotext optionone optiontwo
fieldname fieldem fieldvalue fieldpara itemtwo Quoted quotetext attributed inside Endofscope Subannex Annextable
annexcell Secondannex bywhich deflistone deflisttwo firstnote morenote secondnote exampleone Thetitle Bibliotext
Beforeindex lastinfirst wave small radio xray yankee quebec romeo entering joining
""".split()  # noqa: SIM905  as a reader sees them
"""What each output in one piece has to show."""

"""Small standards that use all there is to number, and how a reader sees them."""

from __future__ import annotations

SINGLE_RST = """
Part 8-30: A profile
====================

Foreword
--------

Sub of it
~~~~~~~~~

Scope
-----

.. figure:: x.svg

   First

.. figure:: x.svg

Overview
--------

One
~~~

Two
^^^

.. table:: In a deep clause

   == ==
   1  2
   == ==

.. figure:: x.svg

   Second

Three
~~~~~

Annex A (informative) Examples
------------------------------

.. figure:: x.svg

   In an annex

Sub
~~~

.. table:: In an annex, too

   == ==
   1  2
   == ==

Annex (normative) *Marked* up
-----------------------------

.. figure:: x.svg

   In the next

Bibliography
------------

Index
-----
"""

SINGLE_TITLES = [
    "Part 8-30: A profile",
    "Foreword",
    "Sub of it",
    "1 Scope",
    "Figure 1 – First",
    "2 Overview",
    "2.1 One",
    "2.1.1 Two",
    "Table 1 – In a deep clause",
    "Figure 2 – Second",
    "2.2 Three",
    "Annex A (informative) Examples",
    "Figure A.1 – In an annex",
    "A.1 Sub",
    "Table A.1 – In an annex, too",
    "Annex B (normative) Marked up",
    "Figure B.1 – In the next",
    "Bibliography",
    "Index",
]

SINGLE_MYST = """
# Part 8-30: A profile

## Foreword

### Sub of it

## Scope

```{figure} x.svg
First
```

```{figure} x.svg
```

## Overview

### One

#### Two

```{table} In a deep clause
| 1 | 2 |
|---|---|
| 1 | 2 |
```

```{figure} x.svg
Second
```

### Three

## Annex A (informative) Examples

```{figure} x.svg
In an annex
```

### Sub

```{table} In an annex, too
| 1 | 2 |
|---|---|
| 1 | 2 |
```

## Annex (normative) *Marked* up

```{figure} x.svg
In the next
```

## Bibliography

## Index
"""

SEVERAL = {
    "index.rst": """
        Part 8-30: A profile
        ====================

        .. toctree::

           foreword
           scope
           overview

        .. toctree::
           :hidden:

           annex-x
           annex-y
           back
        """,
    "foreword.md": "# Foreword\n\n## Sub of it\n\nSee {numref}`late`, {numref}`annexed`, {numref}`clause-overview`.\n",
    "scope.rst": """
        Scope
        =====

        .. figure:: x.svg

           First

        .. _late:

        .. figure:: x.svg

           Second
        """,
    "overview.md": """
        (clause-overview)=
        # Overview

        ## One

        See {numref}`late`, {numref}`annexed` and {ref}`annexed`.

        ## Two

        ```{toctree}
        nested
        ```
        """,
    "nested.rst": """
        Nested
        ======

        .. table:: In a nested document
           :name: nested-table

           == ==
           1  2
           == ==
        """,
    "annex-x.md": "# Annex Z (informative) First\n\n```{figure} x.svg\n:name: annexed\nAnnexed\n```\n",
    "annex-y.rst": """
        Annex (normative) Second
        ========================

        Sub
        ---

        See :numref:`nested-table`, :numref:`late`.
        """,
    "back.md": "# Bibliography\n",
}
NAMES = ("index", "foreword", "scope", "overview", "nested", "annex-x", "annex-y", "back")

SEVERAL_TITLES = [
    "Part 8-30: A profile",
    "Foreword",
    "Sub of it",
    "1 Scope",
    "Figure 1 – First",
    "Figure 2 – Second",
    "2 Overview",
    "2.1 One",
    "2.2 Two",
    "2.2.1 Nested",
    "Table 1 – In a nested document",
    "Annex A (informative) First",
    "Figure A.1 – Annexed",
    "Annex B (normative) Second",
    "B.1 Sub",
    "Bibliography",
]

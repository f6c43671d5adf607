"""How fast we are in comparison with plain Sphinx.

``python -m benchmarks`` takes about 4 minutes, ``python -m benchmarks --scale 1 10`` about half an hour; the machine
should have nothing else to do. Three sides build the same made-up standard in turn (``generate``), all in the theme
``basic``: ours, and two twins for plain Sphinx with ordinary tables and figures in place of our directives, one with
``:numref:`` and one with ``:ref:`` alone. Each build is a process of its own, of which CPU time (with all children),
wall time and peak memory are recorded (``measure``); medians over the pairs are compared with the goals (``goals``).
``python -m benchmarks --scale 0.1 --pairs 1`` shows that all of it still runs, and judges nothing.
``python -m benchmarks.own SOURCEDIR OUTPUT`` reports what our own parts of a build take,
``python -m benchmarks.again SOURCEDIR OUTPUT`` what it takes to judge again in a process that stays.
"""

"""The commands of ``dlmsprofile``, one module each: the table in ``cli.py`` names them.

Each has ``add_arguments(parser)`` and ``run(arguments)``, which returns the exit status, and imports what it needs when
it runs.
"""

"""The subcommands of ``dlmsprofile`` that have a module of their own.

Each has ``add_parser(commands)``, which declares its arguments, and imports what it needs when it runs.
"""

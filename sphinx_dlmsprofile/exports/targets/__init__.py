"""Files that other programs read, one target a module: ``export(project, date)`` makes the text or the octets."""

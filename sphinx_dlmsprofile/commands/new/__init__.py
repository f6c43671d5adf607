"""``dlmsprofile new``: the scaffold of a profile standard."""

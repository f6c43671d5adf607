"""Who answers what: items of a standard and their links, derived from its model.

Pure functions over the project, as rules are. Only what nothing can derive is typed by authors.
"""

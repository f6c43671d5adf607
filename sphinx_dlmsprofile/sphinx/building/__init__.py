"""The project of a build, its judgement, and what is filled in when pages are written."""

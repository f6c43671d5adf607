"""What all parts that talk to Sphinx use: builders, the memo of a build, what is loaded later."""

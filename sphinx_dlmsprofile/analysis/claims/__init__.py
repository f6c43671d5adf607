"""What sentences claim of the things of the model: a name, and beside it a number, a value, a kind or a negation."""

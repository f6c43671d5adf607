"""The ground: where texts stand, how they are read and compared, and what can be recognised in them."""

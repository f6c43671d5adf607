"""The lowest layer: places of texts, how they are read and compared, and what can be recognised in them."""

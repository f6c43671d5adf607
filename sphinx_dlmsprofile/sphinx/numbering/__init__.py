"""Numbers of clauses, figures and tables, and what pages show of them."""

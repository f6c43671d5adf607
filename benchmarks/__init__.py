"""How fast we are beside plain Sphinx: ``python -m benchmarks`` prints measured ratios and the goals."""

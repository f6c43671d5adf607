"""The records of a communication profile: plain frozen data, without Sphinx and docutils."""

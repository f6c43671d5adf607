"""What several messages say together: frames in one input, segments, blocks, and what one carries to the next."""

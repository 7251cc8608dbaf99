"""Finding the right procedure among thousands, however its name is typed."""

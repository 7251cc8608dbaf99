"""Documents: files taken in, papers printed, signatures."""

"""Pages of procedures, for everybody."""

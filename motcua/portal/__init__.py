"""Portal: the front door that everyone sees."""

"""The process: what is refused, and that what is not refused comes to its end."""

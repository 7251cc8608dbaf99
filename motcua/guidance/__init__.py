"""The guidance app: life events and the way to the right procedure."""

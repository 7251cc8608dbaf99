"""The trials app: test rounds in a sandbox."""

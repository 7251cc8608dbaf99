"""The services app: the life of an online public service."""

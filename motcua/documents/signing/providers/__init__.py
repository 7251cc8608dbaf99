"""Signers: the trial one first; a provider of digital signatures gets a module beside it."""

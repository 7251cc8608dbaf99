"""The proofs: each a module whose `findings(subject)` yields what it could not prove."""

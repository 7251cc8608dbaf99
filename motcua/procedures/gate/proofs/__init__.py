"""The proofs: each a module with `findings(package, ground)`, pure."""

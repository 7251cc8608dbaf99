"""The publish gate: each rule is shown to refuse, and to let pass."""

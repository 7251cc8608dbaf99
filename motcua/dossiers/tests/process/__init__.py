"""Steps that run side by side: forks, joins, rules, silence, other agencies."""

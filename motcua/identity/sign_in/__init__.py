"""How people sign in: allauth's hooks, and the client of the national e-identity."""

"""Ways to reach a person beside the site itself: interchangeable, each under its own name."""

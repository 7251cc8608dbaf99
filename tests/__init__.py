"""What crosses apps: the architecture, journeys in a browser, hostile input, the demo."""

"""The channels that come with the platform."""

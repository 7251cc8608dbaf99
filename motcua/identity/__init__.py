"""Identity: people, businesses, officials; who they are and what they may do."""

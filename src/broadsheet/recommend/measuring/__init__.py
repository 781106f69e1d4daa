"""What a recommender is measured by: how well it ranks, whom and what it shows, and how varied that is."""

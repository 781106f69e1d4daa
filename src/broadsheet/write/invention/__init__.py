"""What the kinds that invent share: how a model is asked, what is printed under every text, people that are real."""

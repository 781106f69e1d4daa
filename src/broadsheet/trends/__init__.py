"""What is happening: articles into stories."""

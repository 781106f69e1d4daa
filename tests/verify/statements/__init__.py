"""What a sentence does with what it says."""

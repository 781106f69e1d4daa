"""What a sentence does with what it says: how surely it says it, on whose word, on what condition, why, of how many."""

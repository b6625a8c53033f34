"""Built and enclosed places as solid things in perspective: rooms, streets, cities."""

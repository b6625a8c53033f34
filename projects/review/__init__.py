"""Links by which people without an account look at takes and say what they want."""

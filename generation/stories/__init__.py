"""Stories as plain values, screenplays read and written. Pure: no row, no clock, no engine."""

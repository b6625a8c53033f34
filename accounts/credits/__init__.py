"""Credits: the ledger, the month's grants, what can be afforded, and the statement."""

"""What was measured corrects what was thought: times and memory, learned run by run (docs/prediction.md)."""

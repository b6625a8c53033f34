"""The library of prompt templates: texts with variables, their versions, and what was made with each."""

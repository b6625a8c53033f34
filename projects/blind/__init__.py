"""Two prompts against each other, judged by people who can't see which is which."""

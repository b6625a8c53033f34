"""How a scene got here: its versions as a tree, what changed from one to the next, and how the scores went."""

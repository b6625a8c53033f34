"""How good an episode is, scene by scene: what to make again and why, as numbers, as a page and on paper."""

"""The drawn preview engine: text to picture, text to shot and picture to shot on a plain CPU."""

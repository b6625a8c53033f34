"""The settings of a workspace and of a person's account: plain pages, one view each."""

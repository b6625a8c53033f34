"""The pages of a person's account that are ours; allauth answers for the rest of /accounts/ in the same look."""

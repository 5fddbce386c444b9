"""What scripts/kills is made of: a workplace, a person at it, a memory of what was reported, and a judge."""

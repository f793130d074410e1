"""The solver: every assumption set that gives every claim, as a layered decision diagram."""

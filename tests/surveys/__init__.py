"""Surveys, in a process and as a command that is left alone, interrupted or killed."""

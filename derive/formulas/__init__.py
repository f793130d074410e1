"""The language of formulas: what is shown, what is true, and how text becomes both."""

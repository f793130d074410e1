"""Decision diagrams over whole numbers: nothing here knows of papers, models or formulas."""

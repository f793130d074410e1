"""Decision diagrams over whole numbers: nothing here knows of papers, models or formulas.

A problem of sums is unrolled into a diagram, and a diagram is folded:

    problem   the question: tables, sums, windows, and the questions made of it
    diagram   unroll :: Problem -> Diagram
    folds     Diagram -> a value a node: counts, spans, shares, groups; under pins
    filters   Diagram -> the diagram of some of its choices
    walks     Diagram -> choices: listed, best first, drawn
    budget, progress                    how large it may grow, and how far it is

All other files are how it is unrolled, and nobody's business but the solver's.
"""

"""The explorer's state without a screen: a value, and functions that give the next value.

    begin       :: Model -> Exploration                     exploration.pin(...), .undo(), ...
    view        :: Exploration -> View                      everything that is shown, no new solve
    why         :: Exploration, name, option -> Exclusion   the fewest claims and pins against it
    next_splits :: Exploration -> Splits                    what to settle next
    export      :: Exploration, format -> str               a command, JSON, LaTeX

`Ground` is what is worked out once a model (its diagrams); a `View` is a few folds over it.
"""

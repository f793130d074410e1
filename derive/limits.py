"""Every limit on work and on size, in one place.

What is beyond a limit is refused, cut short or left out, and whoever meets that is told so. Each is
far above what a paper needs and far below what would hurt. A number that only changes how the same
answer is found stays where it is used. Limits are read when they are needed: one that is set from
Python (`derive.limits.FORMULA_LENGTH = 50_000`) holds from then on.
"""

# What a file may hold.
FILE_BYTES = 500_000
CONFIG_SIZE = 10**12  # a size in a config.json
KEY_DEPTH = 12
SYMBOLS = 2_000
COMPONENTS = 2_000
ASSUMPTIONS = 500
OPTIONS = 200
CONFIGURATIONS = 500
CLAIMS = 2_000
ADDED_UP = 10_000
TEXT_LENGTH = 20_000
NAME_LENGTH = 100
ENTRIES = 2_000
FORMULA_CALLS = 3_000

# How much is said of its faults, and how far a word that is known is looked for.
FAULTS = 100
FAULT_LENGTH = 600
FAULT_WIDTH = 100
NEAR_LENGTH = 80
NEAR_WORDS = 500

# Columns of a table that sweeps over sizes ask for.
COLUMNS = 1_000

# A figure as printed, and a symbol's name in LaTeX.
PRINTED_LENGTH = 64
PRINTED_EXPONENT = 30
LATEX_LENGTH = 200
LATEX_NESTING = 6

# A formula: as written, with what it names put in, expanded, and evaluated.
FORMULA_LENGTH = 5_000
FORMULA_NESTING = 60
FORMULA_NODES = 5_000
UNFOLDED_NODES = 100_000
UNFOLDED_NESTING = 150
EXPONENT = 64
DIGITS = 40
DEGREE = 64
NUMBER_BITS = 4_096
TERMS = 20_000
SUM_RANGE = 10_000
WORK = 500_000
TABLE_ENTRIES = 1_000_000

# The memory that a command may take, in bytes.
MEMORY = 2 * 2**30

# A survey: the seconds that a paper may take, and a line of its file.
SURVEY_SECONDS = 300
RECORD_BYTES = 100_000_000

# Diagrams, by the nodes they may have: that of a model, and those of questions that are asked
# beside it.
NODES = 6_000_000
NEARBY_NODES = 400_000
REPAIR_NODES = 400_000
PAIR_NODES = 2_000_000
ROUNDED_NODES = 20_000
CLAIM_NODES = 100_000
CLAIM_NODES_AT_LEAST = 2_000

# Readings that are told apart one by one; of how many the most telling number is named unasked.
READINGS = 250_000
JUDGED_READINGS = 50

# Unknowns: halvings of a range, values looked at one by one in one question, where another depends
# on them or a formula divides, and where only an example is wanted.
UNKNOWN_HALVINGS = 200_000
UNKNOWN_CHECKED = 1_000_000
UNKNOWN_EXAMPLES = 500

# Which readings survive: how many are looked at, solutions listed, and else drawn of each; the
# values of unknowns that a further number is counted for one by one, and else from end to end.
SURVIVING_READINGS = 200
SURVIVING_SOLUTIONS = 2_000
SURVIVING_DRAWN = 24
SURVIVING_VALUES = 200

# Nothing fits: steps of work (some microsecond each) in all, of these to find what contradicts
# what, and what comes nearest; claims of which every pair is tried; windows widened, halved back,
# and assumption sets looked at; models solved again, and counts that one claim may have; of two
# things at once the pairs that are tried, the nodes of each, and the counts that two claims may
# have together.
UNMET_WORK = 5_000_000
CONFLICT_WORK = 1_000_000
NEARBY_WORK = 400_000
CONFLICT_CLAIMS = 24
NEARBY_WIDENINGS = 16
NEARBY_HALVINGS = 6
NEARBY_SETS = 200
REPAIR_SOLVES = 400
REPAIR_COUNTS = 100_000
REPAIR_PAIRS = 100
REPAIR_PAIR_NODES = 20_000
REPAIR_PAIR_COUNTS = 5_000

# Explanations: options that are tried one at a time, products of which a miss is made, terms of a
# set that are left out by threes, terms that are factored (SymPy may take long, and no reader would
# follow), entries of a table of pairs, and pairs of which those that say the same are told once.
MENDS_TRIED = 300
GAP_PRODUCTS = 60
GAP_HELD = 20
FACTORED_TERMS = 60
PAIR_ENTRIES = 2_000_000
PAIRS_LOOKED_AT = 500

# The explorer, at a keystroke: readings times nodes that are grouped, and what excludes an option
# by how many claims together, and in how many groups of each size.
KEYSTROKE_GROUPING = 20_000
KEYSTROKE_READINGS_AT_LEAST = 50
EXCLUSION_CLAIMS = 4
EXCLUSION_GROUPS = 200

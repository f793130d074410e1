"""Every limit on what a stranger's file may ask for, in one place.

Each is far above what a paper needs and far below what would hurt. To raise one from
Python, set it before reading: `derive.limits.FORMULA_LENGTH = 50_000`.
"""

FILE_BYTES = 1_000_000
KEY_DEPTH = 12
SYMBOLS = 2_000
COMPONENTS = 2_000
ASSUMPTIONS = 500
OPTIONS = 200
CONFIGURATIONS = 500
CLAIMS = 2_000
TEXT_LENGTH = 20_000

FORMULA_LENGTH = 5_000
FORMULA_NESTING = 60
FORMULA_NODES = 20_000
EXPONENT = 64
DIGITS = 40
DEGREE = 64
NUMBER_BITS = 4_096
TERMS = 20_000
SUM_RANGE = 10_000
TABLE_ENTRIES = 1_000_000

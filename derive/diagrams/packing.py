"""Several partial sums in one integer, a field of bits for each: one addition adds them all.

A *packed* number is the sum of `value[i] << shift[i]`; packed numbers add like vectors, negative
values included. A packed *state* also has the bias 2**(width - 1) in each field, so no field is
ever negative and one can be read by shift and mask. All fields of `high - state` are >= 0 iff
none of their top bits (`guard`) is set: one subtraction compares all the sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Packing:
    """The shifts and masks of `count` fields, each for sums of at most `reach` (see the module).

    >>> two = Packing(reach=100, count=2)
    >>> step = two.pack((-7, 9))
    >>> two.read(two.bias + step + step)
    (-14, 18)
    """

    def __init__(self, *, reach: int, count: int) -> None:
        # Windows, bounds and class representatives stay within 4 * reach: 6 bits are ample.
        self.width = reach.bit_length() + 6
        self.limit = 1 << self.width - 3
        self.shifts = tuple(field * self.width for field in range(count))
        self.bits = count * self.width
        self.offset = 1 << self.width - 1
        self.mask = (1 << self.width) - 1
        self.bias = self.guard = sum(self.offset << shift for shift in self.shifts)
        self.whole = (1 << self.bits) - 1

    def pack(self, values: Iterable[int]) -> int:
        """Pack one value a field, without the bias.

        >>> Packing(reach=1, count=2).pack((1, 1)) == 1 + (1 << 7)
        True
        """
        return sum(value << shift for value, shift in zip(values, self.shifts, strict=True))

    def read(self, state: int) -> tuple[int, ...]:
        """Read the values of a state.

        >>> Packing(reach=5, count=1).read(Packing(reach=5, count=1).bias)
        (0,)
        """
        mask, offset = self.mask, self.offset
        return tuple([(state >> shift & mask) - offset for shift in self.shifts])

    def split(self, packed: int) -> tuple[int, int]:
        """Split a packed number into its fields and what lies above them all.

        >>> two = Packing(reach=100, count=2)
        >>> two.split(two.pack((-7, 9)) + (123 << two.bits)) == (two.pack((-7, 9)), 123)
        True
        """
        state = packed + self.bias
        return (state & self.whole) - self.bias, state >> self.bits

    def masked(self, fields: Sequence[int]) -> int:
        """Give the mask of some of the fields.

        >>> Packing(reach=1, count=2).masked([0])
        127
        """
        return sum(self.mask << self.shifts[field] for field in fields)

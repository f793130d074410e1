"""Dotted keys in a TOML text, looked for before the text is parsed: one pass, and no way back."""

from __future__ import annotations

import re

# Each pattern keeps what it has read (`++`, `*+`), and a text that is not closed is read to its
# end, so that no sign is looked at more often than a key may have parts.
_PART = r"""(?: [A-Za-z0-9_-]++ | "(?:\\.|[^"\\\n])*+" | '[^'\n]*+' )"""
_PIECE = rf"""
      \"{{3}} (?: \\[\s\S] | (?!\"{{3}})[^\\] )*+ (?: \"{{3,5}} | \Z )
    | '{{3}}  (?: (?!'{{3}})[\s\S] )*+            (?: '{{3,5}}  | \Z )
    | {_PART}
    | ["'] [^\n]*+
    | \#   [^\n]*+
    | [^"'\#A-Za-z0-9_-]++
"""


def longer_key(text: str, parts: int) -> tuple[int, int] | None:
    """Give where the first key of more than so many parts begins, and how long these are.

    What stands in a text or a comment is no key.

    >>> longer_key("a.b = 'x, a.b.c.d'  # a.b.c.d", 2), longer_key("t = { a.b.'c'.d = 1 }", 2)
    (None, (6, 7))
    """
    long = rf"(?P<long> {_PART} (?: [ \t]*+ \. [ \t]*+ {_PART} ){{{parts}}} )"
    found = re.finditer(rf"{long} | {_PIECE}", text, re.VERBOSE)
    return next(((m.start(), len(m[0])) for m in found if m["long"]), None)

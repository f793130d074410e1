"""Words wrapped into lines, measured in columns of a terminal.

    wrapped :: text, width -> lines

A no-break space holds two words together and is shown as a space.
"""

from __future__ import annotations

from derive.terminal import columns

NO_BREAK = "\N{NO-BREAK SPACE}"


def wrapped(words: str, width: int) -> list[str]:
    """Wrap a text at its spaces; a word wider than a line is cut.

    >>> wrapped("one two three", 8)
    ['one two', 'three']
    """
    lines = [""]
    for word in words.split(" "):
        for part in _cut(word, width):
            if lines[-1] and columns(f"{lines[-1]} {part}") > width:
                lines.append(part)
            else:
                lines[-1] = f"{lines[-1]} {part}" if lines[-1] else part
    return [one.rstrip().replace(NO_BREAK, " ") for one in lines]


def _cut(word: str, width: int) -> list[str]:
    if columns(word) <= width:
        return [word]
    parts = [""]
    for character in word:
        if columns(parts[-1] + character) > max(2, width):
            parts.append("")
        parts[-1] += character
    return parts

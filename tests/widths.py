"""How wide texts are on a terminal, counted by hand: no measure of the package was asked."""

from __future__ import annotations

WIDTHS = {
    "": 0,
    "384M": 4,
    "4·d² − 1": 8,
    "Größe": 5,
    "Gro\N{COMBINING DIAERESIS}ße": 5,  # a letter and the mark above it
    "αβγ": 3,
    "משָ": 2,  # a Hebrew letter, one with a point below
    "กั": 1,  # a Thai consonant, its vowel above it
    "กี่": 1,  # and a tone mark above the vowel
    "ดี": 1,
    "ที่นี่": 2,
    "कुछ": 2,  # a Devanagari vowel below its consonant
    "मैं": 1,  # a vowel and a dot above
    "漢字": 4,
    "한국": 4,
    "カナ": 4,
    "ｶﾅ": 2,  # the narrow ones
    "ＡＢ": 4,  # the wide ones
    "層 3": 4,
    "中\N{NO-BREAK SPACE}–": 4,
}


def by_hand(text: str) -> int:
    """The columns of a text whose characters are narrow, or are known to be wide or to be none."""
    wide = sum("\N{HANGUL SYLLABLE GA}" <= c <= "힣" or "一" <= c <= "鿿" for c in text)
    none = sum("\N{COMBINING GRAVE ACCENT}" <= c <= "\u036f" for c in text)
    return len(text) + wide - none

r"""Letters beyond ASCII as LaTeX commands that every engine and font encoding knows.

>>> LETTERS["ß"], ACCENTS["\N{COMBINING ACUTE ACCENT}"]
('\\ss{}', "'")
"""

from __future__ import annotations

ACCENTS = {
    "\N{COMBINING GRAVE ACCENT}": "`",
    "\N{COMBINING ACUTE ACCENT}": "'",
    "\N{COMBINING CIRCUMFLEX ACCENT}": "^",
    "\N{COMBINING TILDE}": "~",
    "\N{COMBINING DIAERESIS}": '"',
    "\N{COMBINING MACRON}": "=",
    "\N{COMBINING DOT ABOVE}": ".",
    "\N{COMBINING BREVE}": "u",
    "\N{COMBINING CARON}": "v",
    "\N{COMBINING DOUBLE ACUTE ACCENT}": "H",
    "\N{COMBINING RING ABOVE}": "r",
    "\N{COMBINING CEDILLA}": "c",
    "\N{COMBINING DOT BELOW}": "d",
    "\N{COMBINING MACRON BELOW}": "b",
}

_TEXT = {
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "ı": "i", "ȷ": "j", "§": "S", "¶": "P", "©": "copyright", "†": "dag", "‡": "ddag",
    "£": "pounds", "…": "dots", "·": "textperiodcentered", "•": "textbullet", "™": "texttrademark",
}  # fmt: skip

_MATH = {
    "×": "times", "÷": "div", "±": "pm", "−": "-", "⋅": "cdot", "∙": "cdot", "°": "circ",
    "≤": "leq", "≥": "geq", "≠": "neq", "≈": "approx", "≃": "simeq", "≅": "cong", "∼": "sim",
    "≡": "equiv", "∝": "propto", "∞": "infty", "∑": "sum", "∏": "prod", "√": "surd",
    "∂": "partial", "∇": "nabla", "∈": "in", "∉": "notin", "∅": "emptyset", "∪": "cup",
    "∩": "cap", "⊂": "subset", "⊆": "subseteq", "∀": "forall", "∃": "exists", "¬": "neg",
    "∧": "wedge", "∨": "vee", "⊕": "oplus", "⊗": "otimes", "⊙": "odot", "∘": "circ",
    "→": "rightarrow", "←": "leftarrow", "↔": "leftrightarrow", "⇒": "Rightarrow",
    "⇐": "Leftarrow", "⇔": "Leftrightarrow", "↦": "mapsto", "↑": "uparrow", "↓": "downarrow",
    "⌈": "lceil", "⌉": "rceil", "⌊": "lfloor", "⌋": "rfloor", "⟨": "langle", "⟩": "rangle",
    "ℓ": "ell", "µ": "mu", "✓": "surd",
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu",
    "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "varsigma", "τ": "tau",
    "υ": "upsilon", "φ": "varphi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma",
    "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma",
    "Υ": "Upsilon", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
}  # fmt: skip

LETTERS = {
    **{letter: f"\\{command}{{}}" for letter, command in _TEXT.items()},
    **{
        letter: f"\\ensuremath{{{command if command == '-' else chr(92) + command}}}"
        for letter, command in _MATH.items()
    },
    "‐": "-",
    "‑": "-",
    "‘": "`",
    "’": "'",
    "‚": ",",
    "„": ",{},",
    "«": "\\ensuremath{\\ll}",
    "»": "\\ensuremath{\\gg}",
    "¿": "?{}`",
    "¡": "!{}`",
    "€": "EUR",
    "\N{NO-BREAK SPACE}": "~",
    "\N{THIN SPACE}": "\\,",
    "\N{NARROW NO-BREAK SPACE}": "\\,",
}

"""The authors of a paper: who is named in a text, and whether there are others."""

from __future__ import annotations

import re

# The last word of a name that is a group's, which no surname can be cut from.
GROUPS = frozenset(
    {"AI", "Collaboration", "Consortium", "Foundation", "Group", "Initiative", "Institute"}
    | {"Lab", "Labs", "Organization", "Project", "Research", "Team", "Workshop"}
)
SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
_OTHERS = re.compile(r"(?:,|(?<!\s))\s++(?:and\s++others|et\s++al\.?)$|^(?:others|et\s++al\.?)$")


def named(authors: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """Give the people who are named, and whether there are others.

    >>> named(("Albert Q. Jiang and others",)), named(("Gemma Team",))
    ((('Albert Q. Jiang',), True), (('Gemma Team',), False))
    """
    people = tuple(_OTHERS.sub("", person.strip()) for person in authors)
    others = any(_OTHERS.search(person.strip()) for person in authors)
    return tuple(person for person in people if person), others


def is_group(person: str) -> bool:
    """Say whether a name is a group's: by its last word, or written in braces as in BibTeX.

    >>> is_group("BigScience Workshop"), is_group("{Mistral}"), is_group("Ilya Sutskever")
    (True, True, False)
    """
    return person.startswith("{") or person.split()[-1] in GROUPS


def surname(person: str) -> str:
    """Give the surname of a person; the whole name of a group.

    >>> [surname(one) for one in ("Aaron van den Oord", "Jiang, Albert Q.", "Ed Smith Jr.")]
    ['van den Oord', 'Jiang', 'Smith']
    >>> surname("Gemma Team"), surname("{Mistral}")
    ('Gemma Team', 'Mistral')
    """
    if is_group(person):
        return person.strip("{}")
    family, comma, _ = person.partition(",")
    if comma:
        return family
    words = [word for word in person.split() if word not in SUFFIXES] or person.split()
    particle = next((at for at, word in enumerate(words[:-1]) if word[0].islower()), -1)
    return " ".join(words[particle:])


def surnames(authors: tuple[str, ...]) -> str:
    """Give the authors as a text names them.

    >>> surnames(("A Be", "C De", "E Fe", "G He")), surnames(("A Be and others",))
    ('Be et al.', 'Be et al.')
    >>> surnames(("A Be", "C De")), surnames(("A Be", "C De", "E Fe"))
    ('Be and De', 'Be, De and Fe')
    """
    people, others = named(authors)
    names = [surname(person) for person in people]
    if names and (others or len(names) > 3):
        return f"{names[0]} et al."
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def are_several(authors: tuple[str, ...]) -> bool:
    """Say whether a text speaks of them in the plural: a group is one.

    >>> are_several(("A Be and others",)), are_several(("Gemma Team",))
    (True, False)
    """
    people, others = named(authors)
    return others or len(people) > 1

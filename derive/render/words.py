"""What all formats say in the same words: a citation, a name without its joints."""

from __future__ import annotations

from derive.render.people import surnames
from derive.steps import Citation


def cited(citation: Citation | None, where: str = "") -> str:
    """Give a citation in words, with the place in the paper.

    >>> cited(Citation(authors=("Ilya Sutskever", "Oriol Vinyals"), year=2014), "Table 2")
    'Sutskever and Vinyals (2014), Table 2'
    """
    if citation is None:
        return where or "the paper"
    who = authors(citation)
    year = f" ({citation.year})" if citation.year else ""
    return f"{who}{year}, {where}" if where else f"{who}{year}"


def authors(citation: Citation | None) -> str:
    """Give the authors' surnames as a text names them.

    >>> authors(Citation(authors=("A Be", "C De", "E Fe", "G He")))
    'Be et al.'
    """
    who = surnames(citation.authors) if citation else ""
    return who or (citation and (citation.title or citation.key)) or "the paper"


def reference(citation: Citation) -> tuple[str, str, str]:
    """Give an entry of a reference list in three parts: authors, title, the rest.

    >>> reference(Citation(title="T", authors=("A B",), year=2014, arxiv="1409.3215"))
    ('A B', 'T', 'arXiv:1409.3215, 2014')
    """
    places = (
        citation.venue,
        f"arXiv:{citation.arxiv}" if citation.arxiv else "",
        f"doi:{citation.doi}" if citation.doi else "",
        citation.url if not citation.arxiv and not citation.doi else "",
        str(citation.year or ""),
    )
    who = " and ".join(
        [", ".join(citation.authors[:-1]), citation.authors[-1]]
        if len(citation.authors) > 1
        else citation.authors
    )
    return who, citation.title, ", ".join(place for place in places if place)

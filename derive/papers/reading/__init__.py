"""The spec reader: TOML from strangers to a model, or every fault of the file at once.

read      :: path          -> Model
read_text :: text, name    -> Model
"""

from derive.papers.reading.reader import read, read_text

__all__ = ["read", "read_text"]

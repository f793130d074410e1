"""Papers in and out: spec files read, the catalogue, the library of conventions."""

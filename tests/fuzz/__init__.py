"""Whatever comes in: a value or a DeriveError, within a time and a memory.

TARGETS              what is fed: a row each in targets.py, a file each beside it
kept/TARGET.jsonl    inputs that reach what the seeds do not reach; test_kept.py replays them
python -m tests.fuzz [SECONDS] [TARGET ...]          search from the seeds and what is kept
python -m tests.fuzz.corpus [SECONDS] [TARGET ...]   search, then make what is kept anew

The searches need atheris, the extra [fuzz]; nothing else here does.
"""

"""A folder of specs solved side by side, one JSON line a paper: `derive survey`.

    names    :: folder -> [name]             every *.toml below it                papers.py
    paper    :: folder, name -> Paper        read when a worker is ready          papers.py
    survey   :: [Paper], start -> [Record]   in the order in which they are done  surveying.py
    answered :: Paper, Settings -> Record    what a worker does                   answering.py
    opened   :: path -> Output               locked, checked, then added to       output.py

Any `concurrent.futures.Executor` will do: a pool of processes (workers.py), or a cluster's. Only
texts, numbers and dictionaries of them cross; no worker needs to see the folder.
"""

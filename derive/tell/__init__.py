"""All prose: facts told as steps, one function a fact, whatever the command or the format."""

"""What a paper says and leaves open, as values that are checked to fit together."""

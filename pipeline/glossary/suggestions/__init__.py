"""Terms that the articles repeat and no concept covers, found without a model: by patterns, counts and context."""

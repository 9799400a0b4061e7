"""Publishing: translations spliced into the article's own text."""

"""How the starter packages are made: text, vocabulary, alignments, training, export, scores."""

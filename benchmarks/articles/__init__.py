"""Generated health articles for measuring speed: sentences of our own from templates, none said twice."""

"""A statistical word aligner: which word of a translation stands for which word of the source."""

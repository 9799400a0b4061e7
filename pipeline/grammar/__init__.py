"""Russian and English words: their forms, and which form a place in a sentence asks for."""

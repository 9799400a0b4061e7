"""The term base: concepts, matching in running text, locking; numbers, units and protected text."""

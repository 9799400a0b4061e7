"""What a text states and a translation must keep: numbers with their units, quantities, periods, bounds, negations."""

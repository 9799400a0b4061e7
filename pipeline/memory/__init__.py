"""The translation memory: what people approved, found again exactly, nearly, or by way of a third language."""

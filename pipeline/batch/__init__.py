"""Runs over many articles: find them, plan, draft, write."""

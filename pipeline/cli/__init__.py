"""The command line: one command a module, typer only, no logic."""

"""The fifth step: what the facts of a sentence say of each other."""

"""How the names of our classes are written in files: `RemedyOffered` is `remedy_offered`."""


def snake_case(name: str) -> str:
    """*name* in small letters with underscores."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")

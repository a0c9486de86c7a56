"""Players that are no people: for plans, for measuring, for telling whether a drill can be won by a habit."""

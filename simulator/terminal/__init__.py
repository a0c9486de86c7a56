"""The whole drill and its debrief in plain text: line in, lines out, for any terminal, screen reader or pipe."""

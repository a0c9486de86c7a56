"""Pages that a browser shows and prints: one self-contained HTML file each. No screen, no rule and no file access."""

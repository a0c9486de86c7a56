"""What scores are for, and how few people are nobody: said wherever scores are printed. Words and numbers only."""

PURPOSE = "These scores are for training, not for pay or dismissal."
FEWEST_PEOPLE = 5  # whoever is told about fewer is told about somebody

"""The score book: drills kept side by side, to be compared. Practice never enters it, and no name does.

The journals are the truth and the book is made of them; nothing here is loaded by a command that doesn't open it.
"""

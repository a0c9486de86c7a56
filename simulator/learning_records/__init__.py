"""Drills told to a record store in the words such stores share (xAPI 2.0): what leaves the house, and how.

Made from the journals alone. Practice, bots' runs, names, and whatever a person typed stay where they are.
"""

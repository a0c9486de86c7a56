"""The record: one journal per run, written before anything is shown, chained so that damage is seen.

No rule of the drill and no screen here.
"""

"""A trainer's drill with a class: who plays what, which station takes whose place, what the trainer's desk says."""

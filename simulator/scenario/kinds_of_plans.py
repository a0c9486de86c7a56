"""Kinds of problems with plans, and with how files stand beside each other."""

from simulator.scenario.one_kind import ProblemKind as K

KINDS_OF_PLANS = (
    K("SC038", "Unknown move", "A plan asks for a move that doesn't exist."),
    K("SC070", "Plan missing", "Every scenario has a plan beside it: three plays, and what each gets."),
    K("SC071", "Plan fails", "A play comes out otherwise than its plan says."),
    K("SC072", "File and id differ", "A scenario 'x' is in 'x.yaml', its plan in 'x.plan.yaml'."),
    K("SC073", "Id taken", "Two scenarios have the same id, so records couldn't tell them apart."),
    K("SC074", "Plan for nothing", "The scenario of a plan isn't beside it, or can't be read."),
)

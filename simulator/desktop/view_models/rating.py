"""The trainee's own rating, given before any score is shown: 0 to 4 on each, one plus, one delta."""

from simulator.scoring.finding import Dimension

STEPS = ("not at all", "a little", "half and half", "mostly", "fully")
QUESTIONS = {
    Dimension.HONESTY: "Was what you told them true, and did they hear it from you?",
    Dimension.EMPATHY: "Did they notice that you saw them, not the case?",
    Dimension.CADENCE: "Did they hear from you when they needed to, as you had said?",
    Dimension.GENEROSITY: "Did what you gave fit what they had lost?",
}
NAMES = {
    Dimension.HONESTY: "Honesty",
    Dimension.EMPATHY: "Empathy",
    Dimension.CADENCE: "Cadence",
    Dimension.GENEROSITY: "Generosity",
}
ICONS = {
    Dimension.HONESTY: "scale",
    Dimension.EMPATHY: "heart",
    Dimension.CADENCE: "timer",
    Dimension.GENEROSITY: "gift",
}

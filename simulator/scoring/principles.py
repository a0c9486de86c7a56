"""The principles in a few words each, so that a mark can say what it rests on."""

PRINCIPLES = {
    "P01": "thank, then apologise briefly",
    "P02": "with them, not for them",
    "P03": "genuine, not canned",
    "P04": "only what is true",
    "P05": "say what you don't know, and when you will",
    "P06": "explain what went wrong",
    "P07": "say what makes a repeat less likely, if it is so",
    "P08": "news at a fixed beat",
    "P09": "the beat follows the event",
    "P10": "say times and actions; promise what you can beat",
    "P11": "come back when you said",
    "P12": "follow up after the fix",
    "P13": "be reachable",
    "P14": "same person, same story",
    "P15": "make it whole, time and distress included",
    "P16": "don't be cheap when they are most vulnerable",
    "P17": "ask which remedy suits",
    "P18": "personal beats plan",
    "P19": "surprise them",
    "P20": "do more than the problem asks for",
    "P21": "the little things",
    "P22": "nobody pays until it works",
    "P23": "generous is not wasteful",
    "P24": "authority at the front line, and backing",
    "P25": "managers are told, and step in only when needed",
    "P26": "the most senior person for the hardest call",
    "P27": "those who were hit get special service",
    "P28": "plan, and practise",
    "P29": "design it with those who lived it",
    "P30": "routine for us, catastrophe for them",
    "P31": "they expect to be let down",
    "P32": "who was let down can become a friend",
    "P33": "three kinds of yes",
    "P34": "one story from all of us",
    "P35": "help while it lasts",
    "P36": "what we find out ourselves we tell ourselves",
}


def principle_words(number: str) -> str:
    """The principle in its words alone: `only what is true`."""
    return PRINCIPLES.get(number, "")

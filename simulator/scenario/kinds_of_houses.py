"""Kinds of problems with house files, and with laying one over a scenario."""

from simulator.scenario.one_kind import ProblemKind as K

HOUSE = "small.house.yaml"

KINDS_OF_HOUSES = (
    K(
        "SC080",
        "A house for nobody",
        "A house speaks of a scenario that nobody has, or of all where each has its own.",
        "small-drill: {before",
        "smal-drill: {before",
        HOUSE,
    ),
    K(
        "SC081",
        "Currency without a rate",
        "Amounts are never converted in silence: another currency comes with a rate for each that a scenario uses.",
        "currency: USD, rate: {EUR: 1.1}",
        "currency: USD",
        HOUSE,
    ),
    K(
        "SC082",
        "Not a name",
        "Only names are replaced: whole words with a capital letter that are nothing else in the drill.",
        "Ida: Mina",
        "Tell: Ask",
        HOUSE,
    ),
    K(
        "SC083",
        "Nothing is called so",
        "The scenario never says the name that is to be replaced.",
        "Ida: Mina",
        "Ada: Mina",
        HOUSE,
    ),
    K(
        "SC084",
        "Half renamed",
        "Somebody has a new name, and texts still say the old one.",
        "Paul: Jo",
        "Paul: Paul",
        HOUSE,
    ),
    K(
        "SC085",
        "Two of one name",
        "Two people would be called the same, and nobody could tell them apart.",
        "paul: Jo",
        "paul: Nora",
        HOUSE,
    ),
)

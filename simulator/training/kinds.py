"""What can be wrong with a drill plan and its roster, beyond what any file of ours can have: code, name, sentence."""

from simulator.scenario.one_kind import ProblemKind as K

KINDS_OF_DRILL_PLANS = (
    K("DP001", "No roster", "The roster that the plan names isn't there, or can't be read."),
    K("DP002", "Not UTF-8", "The roster is saved in another encoding, and names would come out wrong."),
    K("DP003", "Columns", "The first line of a roster names its columns: name, reading_time, seed, station."),
    K("DP004", "Broken row", "A row has other cells than the first line has columns, or a quote is never closed."),
    K("DP005", "Nobody's row", "A row says something of somebody and has no name."),
    K("DP006", "Twice", "Two people have one name, and their runs could not be told apart."),
    K("DP007", "Formula", "A cell begins as a formula does; a spreadsheet would run it."),
    K("DP008", "Not a name", "A name is too long, or holds characters that don't print."),
    K("DP009", "Not a value", "A reading time, a seed or a station in a roster is none."),
    K("DP010", "Nobody plays", "A plan without people, or with more than fit into one drill."),
    K("DP011", "No such scenario", "A scenario of the plan isn't on the shelf, or can't be played."),
    K("DP012", "No such house", "The house file that the plan names isn't there, or doesn't fit a scenario."),
    K("DP013", "Injection that fits nowhere", "What is prepared speaks of what no scenario of the plan has."),
    K("DP014", "Scenario twice", "The same scenario stands in the plan twice."),
)

"""Kinds of problems with what a file says: refused by the guard (SC001 to SC013), or read as something else."""

from simulator.scenario.one_kind import ProblemKind as K

KINDS_OF_READING = (
    K("SC001", "Too large or unreadable", "A file may have 512 KB and must be a regular file that can be read."),
    K("SC002", "Not UTF-8", "Text is UTF-8, so that every letter is the same for everybody."),
    K(
        "SC003",
        "Invisible character",
        "Control, zero-width and direction-changing characters can make text look like something it is not.",
        "role: baker, channel",
        'role: "bak\\u202eer", channel',
    ),
    K("SC004", "Not YAML", "The file breaks a rule of YAML itself.", "difficulty: 1", "difficulty: [1"),
    K("SC005", "More than one document", "One file holds one scenario.", "difficulty: 1", "---\ndifficulty: 1"),
    K("SC006", "Directive", "Lines that begin with '%' have no use here.", "format: 1", "%YAML 1.1\n---\nformat: 1"),
    K("SC007", "Anchor or alias", "Text is written where it is used.", "role: counter", "role: &me counter"),
    K("SC008", "Tag", "Values are plain: a tag asks for an object.", "role: counter", "role: !!python/name:os.system"),
    K("SC009", "Merge key", "Entries are written where they belong.", "difficulty: 1", "<<: {difficulty: 1}"),
    K(
        "SC010",
        "Nested too deeply",
        "Lists and tables go 24 deep at most.",
        "role: counter assistant",
        f"role: {'[' * 30}{']' * 30}",
    ),
    K("SC011", "Too many values", "One file holds 30,000 values at most."),
    K(
        "SC012",
        "Too long",
        "A text longer than its place on the screen.",
        "title: The cake",
        f"title: {'The ' * 40}cake",
    ),
    K("SC013", "Name that is no word", "What stands before a colon is a word.", "difficulty: 1", "[difficulty]: 1"),
    K(
        "SC020",
        "Written twice",
        "The same name twice in one table: only one of them could count.",
        "difficulty: 1",
        "difficulty: 1\ndifficulty: 2",
    ),
    K("SC021", "Unknown entry", "A table has an entry that nothing reads.", "role: counter", "rolle: x\nrole: counter"),
    K("SC022", "Missing entry", "Something that must be said isn't.", "difficulty: 1\n", ""),
    K(
        "SC023",
        "Another kind of value",
        "A list stands where a text belongs, or the other way round.",
        "role: counter assistant",
        "role: [counter assistant]",
    ),
    K(
        "SC024",
        "Too few or too many",
        "A list has too few or too many items.",
        "principles: [P01, P05]",
        "principles: []",
    ),
    K(
        "SC025",
        "Not a number in range",
        "A number is missing, malformed or out of range.",
        "difficulty: 1",
        "difficulty: 9",
    ),
    K("SC026", "Not a length of time", "A length of time has a unit.", "seat_time: 5 min", "seat_time: 5"),
    K("SC027", "Not a moment", "A time of day is written like '19:30'.", 'starts: "17:40"', 'starts: "17:70"'),
    K("SC028", "Unknown choice", "Some words come from a short list.", "kind: one_customer", "kind: one_costumer"),
    K("SC029", "Unknown name", "Nothing in this file is called so.", "to: worried", "to: woried"),
    K("SC030", "Not a name", "Names are small letters, digits, '_' and '-'.", "id: look", "id: Look!"),
    K(
        "SC031",
        "Neither true nor false",
        "Write true or false; yes and no are texts.",
        "bad_news: true",
        "bad_news: yes",
    ),
    K(
        "SC033",
        "Unknown placeholder",
        "A placeholder in curly brackets isn't drawn by 'vary'.",
        "ready at {recipe.time}",
        "ready at {recipe.tiem}",
    ),
    K("SC034", "Unknown act", "No act is called so, or it isn't complete.", "acts: [presence]", "acts: [presense]"),
    K(
        "SC035",
        "Unknown condition",
        "A condition is made of a closed list of words.",
        "kept_when: {given: driver}",
        "kept_when: os.system",
    ),
    K(
        "SC036",
        "Half said",
        "Two entries only make sense together, or exclude each other.",
        "done: {once: {done: bake}, after",
        "done: {after",
    ),
    K("SC037", "Unknown principle", "Principles are called P01 to P36.", "[P01, P05]", "[P01, P99]"),
    K(
        "SC039",
        "A feeling that nobody looks at",
        "`{feels: {nora: angry}}` lets what somebody does depend on how they feel. The feelings are losing_patience, "
        "angry, furious, worried, frightened, at_ease, trusting and distrusting; furious is angry as well, and nobody "
        "feels anything before they have come. A mood changes with time alone, so `feels` can only stand where a "
        "moment decides: in the routes (`to`) of a reply or a patience, in `unless`, in `accepted_when`, and in the "
        "`when` of an answer, an approval or an ending. Whatever waits for its condition would not notice.",
        "lasts: 8 min, when: {heard: mixed_up}",
        "lasts: 8 min, when: {heard: mixed_up, feels: {nora: losing_patience}}",
    ),
)

"""Hostile pieces: what stands in a sound scenario, house, plan or drill plan, and what somebody puts in its place.

Each is a pair; the refusal must name the line on which the piece stands.
"""

Pieces = dict[str, tuple[str, str]]

TITLE = "title: The cake for six o'clock"
LEADS = "        to: worried"
SAYS = "    says: I've twelve children coming."
GUARD = "        when: {heard: mixed_up}"
ROLE = "role: counter assistant"

# What Python, `transitions` or a template engine might take for more than a word.
NAMES = (
    "__class__",
    "__init__",
    "__globals__.__builtins__",
    "to_done",
    "to_bye",
    "may_trigger",
    "trigger",
    "add_model",
    "s1",
    "t1",
    "*",
    "=",
    "os.system",
    "subprocess.getoutput",
    "lambda: 1",
    "../bye",
    "bye; import os",
    "%(worried)s",
    "{0.__class__}",
    "${worried}",
    "worried\\x00",
)
UNSEEN = {
    "escape": "\\e[2J",
    "title-of-the-terminal": "\\e]0;owned\\a",
    "link": "\\e]8;;file:///etc/passwd\\e\\\\",
    "clipboard": "\\e]52;c;cm0gLXJm\\a",
    "c1-csi": "\\x9b31m",
    "backspace": "safe\\b\\b\\b\\bevil",
    "carriage-return": "safe\\revil",
    "bell": "\\a",
    "override": "\\u202egnp.exe",
    "isolate": "\\u2066x\\u2069",
    "right-to-left-mark": "\\u200f",
    "zero-width": "ad\\u200bmin",
    "joiner": "ad\\u200dmin",
    "word-joiner": "ad\\u2060min",
    "byte-order": "\\ufeffx",
    "tag-letters": "\\U000e0041\\U000e0042",
    "line-separator": "x\\u2028y",
    "null": "x\\0y",
    "half-a-letter": "\\ud83d",
    "filler": "\\u3164",
}
PLACEHOLDERS = {
    "attribute": "{recipe.__class__}",
    "globals": "{recipe.time.__init__.__globals__}",
    "index": "{0}",
    "nothing": "{}",
    "conversion": "{recipe.time!r}",
    "width": "{recipe.time:>999999999}",
    "jinja": "{{ 7 * 7 }}",
    "statement": "{% for x in y %}",
    "open": "{recipe.time",
    "nested": "{recipe.{recipe.time}}",
    "unknown": "{config.secret}",
}
NUMBERS = {
    "not-a-number": ".nan",
    "infinite": ".inf",
    "minus-infinite": "-.inf",
    "exponent": "1e400",
    "negative": "-1",
    "hexadecimal": "0x7fffffff",
    "octal": "0o17",
    "underscores": "1_000",
    "sexagesimal": "1:30",
    "arabic-digits": "\u0664\u0660",
    "many-digits": "9" * 400,
    "truth": "NO",
    "nothing": "~",
    "table": "{a: 1}",
}
DURATIONS = {
    "clock": "12:30",
    "negative": "-5 min",
    "endless": "99999999999999 h",
    "not-a-number": "nan min",
    "exponent": "1e9 h",
    "bare": "30",
    "unit": "5 fortnights",
    "catastrophe": "'" + "1" * 60 + " " * 60 + "x'",
}

SCENARIO: Pieces = {
    **{f"leads-to-{n}": (LEADS, f'        to: "{name}"') for n, name in enumerate(NAMES)},
    **{f"guarded-by-{n}": (GUARD, f'        when: {{"{name}": ready}}') for n, name in enumerate(NAMES)},
    **{f"unseen-{name}": (SAYS, f'    says: "{text}"') for name, text in UNSEEN.items()},
    **{f"placeholder-{name}": (SAYS, f'    says: "{text}"') for name, text in PLACEHOLDERS.items()},
    **{f"amount-{name}": ("amount: 40", f"amount: {text}") for name, text in NUMBERS.items()},
    **{f"patience-{name}": ("patience: 60 s", f"patience: {text}") for name, text in DURATIONS.items()},
    "field-of-python": (ROLE, f"{ROLE}\n__class__: x"),
    "callback": (SAYS, f"{SAYS}\n    on_enter: os.system"),
    "picture": ("industry: bakery", "industry: bakery\nimage: ../../../etc/passwd"),
    "id-that-climbs": ("id: small-drill", "id: ../../small-drill"),
    "id-that-is-absolute": ("id: small-drill", "id: /etc/passwd"),
    "id-of-windows": ("id: small-drill", "id: 'C:\\windows'"),
    "id-with-a-null": ("id: small-drill", 'id: "small-drill\\0"'),
    "id-of-an-option": ("id: small-drill", "id: --help"),
    "starts-at-a-number": ('starts: "17:40"', "starts: 1060"),
    "starts-at-an-hour": ('starts: "17:40"', 'starts: "17"'),
    "reached-at-an-hour": ('jump_to: "18:10"', 'jump_to: "0"'),
    "starts-never": ('starts: "17:40"', 'starts: "25:61"'),
    "format-of-tomorrow": ("format: 1", "format: 2"),
    "format-with-a-point": ("format: 1", "format: 1.0"),
    "kind-without-end": ("kind: one_customer", f"kind: {'a' * 4_000}!"),
    "twice": (ROLE, f"{ROLE}\n{ROLE}"),
    "title-of-nothing": (TITLE, "title: ''"),
    "a-list-for-a-text": (TITLE, "title: [a, b]"),
    "no-story-left": (TITLE, "title: 1\n...\n---\na: 1"),
}

HOUSE_NAME = "house: Lakeside Bakeries"
HOUSE: Pieces = {
    **{f"unseen-{name}": (HOUSE_NAME, f'house: "{text}"') for name, text in UNSEEN.items()},
    **{f"placeholder-{name}": ("Look up.", f'"{text}"') for name, text in PLACEHOLDERS.items()},
    **{f"amount-{name}": ("amount: 60", f"amount: {text}") for name, text in NUMBERS.items()},
    **{f"first-{name}": ("first_reply: 20 s", f"first_reply: {text}") for name, text in DURATIONS.items()},
    "rate-of-nothing": ("EUR: 1.1", "EUR: 0"),
    "rate-without-end": ("EUR: 1.1", "EUR: .inf"),
    "anchor": (HOUSE_NAME, "house: &a Lakeside"),
    "alias": (HOUSE_NAME, "house: *a"),
    "merge": (HOUSE_NAME, f"{HOUSE_NAME}\n<<: {{a: 1}}"),
    "tag": (HOUSE_NAME, "house: !!python/object/apply:os.system [x]"),
    "field": (HOUSE_NAME, f"{HOUSE_NAME}\n__class__: x"),
    "nobody": ("      paul: Jo", "      __class__: Jo"),
    "twice": (HOUSE_NAME, f"{HOUSE_NAME}\n{HOUSE_NAME}"),
    "second-document": (HOUSE_NAME, f"{HOUSE_NAME}\n---\na: 1"),
    "joint-forged": (HOUSE_NAME, f"{HOUSE_NAME}\n--- # a house is laid over what stands above; its bytes: 4\nx: 1"),
}

PLAN: Pieces = {
    "climbs": ("scenario: small-drill", "scenario: ../small-drill"),
    "absolute": ("scenario: small-drill", "scenario: /etc/passwd"),
    "move-of-python": ("do: assign, job: bake", "do: __class__, job: bake"),
    "job-of-python": ("job: bake", "job: __class__"),
    "time-without-end": ("at: 1 min", "at: 1e99 min"),
    "anchor": ("careless:", "careless: &a"),
    "unseen": ("about: Says nothing.", 'about: "\\e[2J"'),
    "moves-without-end": ("moves: []", "moves: [" + "{do: pause}," * 600 + "]"),
}

ROSTER = "roster: class.csv"
UMLAUTS = "\u00e4" * 199  # 398 bytes: no file system takes such a name
DRILL: Pieces = {
    "roster-climbs": (ROSTER, "roster: ../../../../../../etc/passwd"),
    "roster-absolute": (ROSTER, "roster: /etc/passwd"),
    "roster-of-a-device": (ROSTER, "roster: /dev/zero"),
    "roster-of-a-process": (ROSTER, "roster: /proc/self/mem"),
    "roster-through-a-link": (ROSTER, "roster: link.csv"),
    "roster-too-long": (ROSTER, f"roster: {UMLAUTS}"),
    "roster-with-a-null": (ROSTER, 'roster: "class.csv\\0.yaml"'),
    "roster-is-a-folder": (ROSTER, "roster: ."),
    "roster-is-home": (ROSTER, "roster: ~root/x"),
    "house-climbs": (ROSTER, f"house: ../../../../../../etc/passwd\n{ROSTER}"),
    "house-absolute": (ROSTER, f"house: /etc/passwd\n{ROSTER}"),
    "house-too-long": (ROSTER, f"house: {UMLAUTS}\n{ROSTER}"),
    "scenario-climbs": ("[cake-at-six.yaml]", "[../../../../etc/passwd]"),
    "scenario-too-long": ("[cake-at-six.yaml]", f"[{'x' * 7_000}.yaml]"),
    "scenario-of-a-device": ("[cake-at-six.yaml]", "[/dev/zero]"),
    "scenario-of-an-option": ("[cake-at-six.yaml]", "[--help]"),
    "drill-climbs": ("drill: autumn", "drill: ../autumn"),
    "drill-absolute": ("drill: autumn", "drill: /tmp/x"),
    "trainer-is-a-formula": ("Alex Kim", "'=cmd|calc'"),
    "trainer-unseen": ("Alex Kim", '"Al\\u202eex"'),
    "person-is-a-formula": ("[Ana Ruiz,", "['@SUM(A1)',"),
    "person-escapes": ("[Ana Ruiz,", '["\\e[2J",'),
    "seed-without-end": ("seed: 3", f"seed: {'9' * 400}"),
    "reading-time-is-none": ("reading_time: 1.5", "reading_time: .nan"),
    "station-climbs": ("seed: 3", "seed: 3, station: ../x"),
    "limit-without-end": ("25 min", "99999 h"),
    "injection-of-python": ("by: paul", "by: __class__"),
    "injection-moves": ("{nora: call}", "{nora: to_done}"),
}

"""A report of our own, with what a reader should find in it."""

REPORT = """Hill rebels name their price

TARVA, 4 May 2021 (Norwire) - The rebels holding the Tarva hills will let grain trucks pass if the army opens the bridge at Selo, \
their spokesman said on Tuesday.

"We have waited long enough," the spokesman, Milan Koro, told Radio Selo. "Nobody here wants another winter."

Defence Minister Ana Petrel called the offer "a trap with bread in it". She said the bridge would stay shut until the last mortar \
had been taken down.

"The bridge is not a present," the minister said.

State television quoted a military source as saying that two trucks had already turned back.

According to three drivers, the road has been mined since March. The Red Cross warned that the mines would outlast the war.

The bridge was built in 1931.
"""

Found = tuple[str, str, list[str], str, list[str], str]

STATEMENTS: list[Found] = [
    (
        "their spokesman", "said",
        ["The rebels holding the Tarva hills will let grain trucks pass if the army opens the bridge at Selo"],
        "Milan Koro", [], "indirect",
    ),
    (
        "the spokesman, Milan Koro,", "told", ['"We have waited long enough,"', '"Nobody here wants another winter."'],
        "Milan Koro", ["Radio Selo"], "direct",
    ),
    ("Defence Minister Ana Petrel", "called", ['the offer "a trap with bread in it"'], "Ana Petrel", [], "mixed"),
    ("She", "said", ["the bridge would stay shut until the last mortar had been taken down"], "Ana Petrel", [], "indirect"),
    ("the minister", "said", ['"The bridge is not a present,"'], "Ana Petrel", [], "direct"),
    (
        "a military source", "as saying", ["that two trucks had already turned back"],
        "a military source", ["State television"], "indirect",
    ),
    ("three drivers", "According to", ["the road has been mined since March"], "three drivers", [], "indirect"),
    ("The Red Cross", "warned", ["that the mines would outlast the war"], "Red Cross", [], "indirect"),
]  # fmt: skip
"""Source, cue, contents, the speaker's name, through whom, manner."""

"""Who comes to Geneva II: the question of Iran's attendance as it stood on 19 January 2014, three days before the conference.

In our own words, from what was said in public: the vote of the Syrian Coalition in Istanbul (18 January) and its ultimatum; the
UN Secretary-General on the invitation (19 January); the US State Department on it (19 January); Iran's foreign ministry (19 and
20 January); Russia's foreign minister (20 January). The text to be accepted is the Geneva communiqué of 30 June 2012.
"""

from __future__ import annotations

import datetime

from goodoffices.deals.problem import Problem, Stand, Step
from goodoffices.model import Commitment, CommitmentKind, Done, Not, Strength, any_of

INVITATION, IRAN, COALITION, ACCEPTANCE, SUPPORT = "invitation", "iran attends", "coalition attends", "acceptance", "us supports"
UNLESS_IRAN_ATTENDS = Not(part=Done(step=IRAN))

GENEVA = Problem(
    day=datetime.date(2014, 1, 19),
    steps=(
        Step(id=INVITATION, name="The UN invites Iran", agents=("UN",)),
        Step(id=IRAN, name="Iran attends", agents=("Iran",)),
        Step(id=COALITION, name="The Coalition attends", agents=("Coalition",)),
        Step(id=ACCEPTANCE, name="Iran accepts the communiqué of 2012", agents=("Iran",)),
        Step(id=SUPPORT, name="The US supports Iran's attendance", agents=("US",)),
    ),
    parties={"UN": "United Nations", "US": "United States", "Coalition": "Syrian Coalition", "Iran": "Iran", "Russia": "Russia"},
    done=frozenset({INVITATION}),
    commitments=(
        Commitment(
            id="iran without preconditions",
            debtor="Iran",
            antecedent=Done(step=INVITATION),
            consequent=(IRAN,),
            strength=Strength.FIRM,
        ),
        Commitment(
            id="coalition unless iran",
            debtor="Coalition",
            antecedent=any_of(UNLESS_IRAN_ATTENDS, Done(step=ACCEPTANCE)),
            consequent=(COALITION,),
            strength=Strength.FIRM,
        ),
        Commitment(
            id="us only on acceptance",
            kind=CommitmentKind.NECESSARY,
            debtor="US",
            antecedent=Done(step=ACCEPTANCE),
            consequent=(SUPPORT,),
            strength=Strength.TENTATIVE,
        ),
    ),
    demands=(
        Stand(party="Russia", step=INVITATION),
        Stand(party="Coalition", step=ACCEPTANCE),
        Stand(party="US", step=ACCEPTANCE),
    ),
)

"""The same seeds give the same logs and scores in any process. The long form is `determinism.py`."""

import sys

from tests.torture.determinism import HASH_SEEDS, digest_by

SEEDS = 200


def test_logs_and_scores_of_the_whole_shelf_are_the_same_whatever_the_seed_of_hashes() -> None:
    first, second = (digest_by(sys.executable, hash_seed, SEEDS) for hash_seed in HASH_SEEDS)

    assert first == second
    assert int(first.split()[1]) > SEEDS * 10

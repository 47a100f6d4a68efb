"""How properties are tried: always alike in `make test`, with fresh and many more examples in `make test-long`."""

import os

from hypothesis import HealthCheck, Phase, settings

# The speed of the machine and the version of Hypothesis decide nothing.
settings.register_profile(
    "fixed", derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
# Here a strategy that throws away most of what it draws is told.
settings.register_profile(
    "free",
    derandomize=False,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)

_PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "fixed")
IS_LONG = _PROFILE == "free"  # whether this is `make test-long`
_TIMES = 10 if IS_LONG else 1

settings.load_profile(_PROFILE)


def tried(examples: int = 100) -> settings:
    """Try so many examples, or ten times as many in the longer run."""
    return settings(max_examples=examples * _TIMES)


def built(examples: int) -> settings:
    """The same where each example is a build: one that fails is shown as it was found."""
    return settings(tried(examples), phases=(Phase.explicit, Phase.generate))

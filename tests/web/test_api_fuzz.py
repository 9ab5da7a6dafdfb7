"""The API under requests that nobody would think of, made from its own description by schemathesis, always the same ones.

Half of the requests are as the description says, half break it. What is checked of every answer: it is no 5xx; status, type of
content, headers and body are such as the description has; a request that breaks the description is refused. Requests go straight
to the application, over no network, with the secret of a page, and change the ledger as a hurried person would.
"""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import Case, GenerationMode
from schemathesis.python import asgi

from goodoffices.web.app import create_app
from goodoffices.web.settings import Settings
from tests.web.conftest import HERE

REQUESTS = 1600
"""So many are shared out among all addresses and methods: about a minute on two cores."""
CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "negative_data_rejection",
)  # fmt: skip


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_no_request_breaks_the_api(examples: str, mode: GenerationMode) -> None:
    app = create_app(Settings(ledger=examples))
    api = schemathesis.openapi.from_dict(app.openapi())
    api.app = app
    checks = schemathesis.checks.CHECKS.get_by_names(list(CHECKS))
    operations = [found.ok() for found in api.get_all_operations()]
    assert operations
    each = max(8, REQUESTS // len(operations) // 2)
    with asgi.get_client(app) as client:
        secret = app.state.who(None).secret
        for operation in operations:

            @seed(7)
            @settings(
                max_examples=each, derandomize=False, database=None, deadline=None, phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )  # fmt: skip
            @given(case=operation.as_strategy(generation_mode=mode))
            def holds(case: Case) -> None:
                case.call_and_validate(base_url=HERE, session=client, headers={"X-CSRF-Token": secret}, checks=checks)

            holds()

"""Brings the changes of an Aerospike cluster into Kinesis by the component."""

import pulumi
from pulumi_aerospike_ingest import AerospikeIngest

# Only what differs from the defaults.
ingest = AerospikeIngest(
    "inventory",
    service="inventory",
    # In place of a name: a map with what differs there. Its keys are in camel case, as in every language.
    regions=["eu-west-1", {"name": "eu-central-1", "connector": {"callTimeout": 7500}}],
    connector={"call_timeout": 9000},
    observability={"alarms": {"silence_minutes": 0}},
    tags={"team": "inventory"},
)

# By region. Other resources take what they need: ingest.pipelines["eu-west-1"].endpoint.
pulumi.export("endpoint", ingest.pipelines["eu-west-1"].endpoint)
pulumi.export("pipelines", ingest.pipelines)
# By region: the file for the connectors there. Secret.
pulumi.export("connectorFiles", ingest.connector_config)

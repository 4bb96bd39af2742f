import "./config/sdk-diagnostics";

import { join } from "node:path";

import { requireLogRoles } from "./components/observability/log-role";
import { createStageDashboard } from "./components/stage-dashboard";
import { buildPipelines } from "./components/stage-pipelines";
import { readReadmeText, stageReadme } from "./components/stage-readme";
import { loadSettings } from "./config/load";

const settings = loadSettings();
const readmeText = readReadmeText(join(__dirname, "Pulumi.README.md"));

const built = buildPipelines(settings);
requireLogRoles(built);
createStageDashboard(settings, built);

/** By region: endpoint, streams and ids. */
export const pipelines = Object.fromEntries(built.map(({ region, summary }) => [region, summary]));

/** By region: the connector's finished aerospike-esp-outbound.yml. Secret. */
export const connectorConfig = Object.fromEntries(built.map((pipeline) => [pipeline.region, pipeline.connectorConfig]));

/** What Pulumi's console shows of the stack: endpoints and next steps. Nothing secret. */
export const readme = stageReadme(settings, built, readmeText);

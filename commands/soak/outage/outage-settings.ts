import type { LocalStage } from "../../shared/deploy";
import { changeEveryRegion, type Timeouts } from "../../shared/stage-settings";
import { timeoutsFor, WIDE } from "../soak-settings";
import type { Mode } from "./modes";

const FIRST_PORT = 18_901;

/**
 * What an outage of a region changes of a stage: the throttle, the timeouts, and how connectors use the regions.
 * @param stage as its file has it, and with every default
 * @param mode how the connectors use the regions
 * @param timeouts of the outage; undefined: each region keeps its own
 * @returns the settings to write into the stage's file
 */
export function outageSettings(
  stage: Pick<LocalStage, "written" | "settings">,
  mode: Mode,
  timeouts: Timeouts | undefined,
): Readonly<Record<string, unknown>> {
  const { connector, regions } = stage.settings;
  const names = regions.map(({ region }) => region);
  const serviceIn = (region: string) => ({
    // XDR reaches each region through a port of its own.
    every: { service: { port: [FIRST_PORT + names.indexOf(region)] } },
    // All regions are one destination.
    failover: { service: { port: connector.service.port } },
    nearest: {},
  });
  return changeEveryRegion(
    stage,
    ({ region }) => ({
      api: { throttle: WIDE, ...(timeouts && { integrationTimeoutMs: timeouts.integrationTimeoutMs }) },
      connector: {
        ...(timeouts && timeoutsFor(timeouts)),
        ...(region !== undefined && serviceIn(region)[mode]),
      },
    }),
    { connector: { regions: mode } },
  );
}

import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { EnforcementLevel, type ConfigureAnalyzerRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { isCompanion } from "./configuration";
import type { SdkPolicy } from "./policies";

const LEVELS = {
  advisory: EnforcementLevel.ADVISORY,
  mandatory: EnforcementLevel.MANDATORY,
  disabled: EnforcementLevel.DISABLED,
  remediate: EnforcementLevel.REMEDIATE,
};

/**
 * Has a configuration seen, and maybe changed, before the SDK takes it. The engine hands over all that was written, names
 * that no policy has among it, but the SDK shows each policy its own part only: this listens where the SDK reads the
 * engine's message. It must be called before the pack is made.
 */
export function onConfigure(see: (request: ConfigureAnalyzerRequest) => void): void {
  const { configure } = AnalyzerService;
  const read = configure.requestDeserialize;
  configure.requestDeserialize = (bytes) => {
    const request = read(bytes);
    see(request);
    return request;
  };
}

/** A configuration as it was written: the engine has filled in the defaults, and a level for every policy. */
export function asWritten(
  request: ConfigureAnalyzerRequest,
  policies: readonly SdkPolicy[],
): Readonly<Record<string, object>> {
  const given = request.getPolicyconfigMap();
  const all = levelIn(request, "all");
  const entries = [...given.entries()].map(([name, config]): [string, object] => {
    const level = levelIn(request, name);
    const unwritten =
      name === "all" ? undefined : (all ?? policies.find((policy) => policy.name === name)?.enforcementLevel);
    const settings = config.getProperties()?.toJavaScript() ?? {};
    return [name, { ...settings, ...(level !== unwritten && { enforcementLevel: level }) }];
  });
  return Object.fromEntries(entries);
}

/** Takes the companions out of `all`, which is meant for the rules: they keep the level they have of their own. */
export function exemptCompanions(request: ConfigureAnalyzerRequest, policies: readonly SdkPolicy[]): void {
  const all = levelIn(request, "all");
  for (const { name, enforcementLevel = "advisory" } of policies.filter(isCompanion)) {
    if (all !== undefined && levelIn(request, name) === all)
      request.getPolicyconfigMap().get(name)?.setEnforcementlevel(LEVELS[enforcementLevel]);
  }
}

function levelIn(request: ConfigureAnalyzerRequest, name: string): string | undefined {
  const level = request.getPolicyconfigMap().get(name)?.getEnforcementlevel();
  return Object.entries(LEVELS).find(([, number]) => number === level)?.[0];
}

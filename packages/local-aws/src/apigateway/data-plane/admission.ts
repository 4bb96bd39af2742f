import type { Assume } from "../../assumptions/assumptions";
import { GatewayError } from "../deployed/gateway-error";
import type { ApiGateway, ApiKey, Stage, UsagePlan } from "../state";
import { methodSettingsOf } from "./method-settings";
import { createQuotas } from "./quota";
import { SPREAD_MS } from "./spread";
import { createTokenBuckets, type Limit } from "./token-bucket";

/** The method that a request asks for. */
export interface RequestedMethod {
  readonly apiId: string;
  readonly stage: Stage;
  readonly resourcePath: string;
  /** The request's own, never `ANY`. */
  readonly httpMethod: string;
  readonly apiKeyRequired: boolean;
}

/** What admission can be ordered to refuse a request with: its own answers, by the names of their gateway responses. */
export type Refusal = "INVALID_API_KEY" | "THROTTLED";

const refusalError = (type: Refusal): GatewayError =>
  new GatewayError(type, { INVALID_API_KEY: "Forbidden", THROTTLED: "Too Many Requests" }[type]);

/**
 * Lets a request in, or not: API key, then the plan's throttle and quota, then the stage's throttle. The account's own
 * throttle of 10,000 requests a second is not modelled.
 * @returns the key's id, where the method requires one
 * @throws GatewayError INVALID_API_KEY, THROTTLED or QUOTA_EXCEEDED
 */
export type Admit = (target: RequestedMethod, apiKeyValue: string | undefined) => ApiKey | undefined;

/**
 * Creates the admission of a data plane; it keeps count of every key's requests.
 * @param gateway the keys, plans and stages
 * @param assume what AWS does not document
 * @param ordered asked where a method requires a key and the request has one that opens it
 * @returns a function that lets a request in
 */
export function createAdmission(
  gateway: ApiGateway,
  assume: Assume,
  ordered?: (target: RequestedMethod) => Refusal | undefined,
): Admit {
  const takeToken = createTokenBuckets(gateway.environment.now);
  const countRequest = createQuotas(gateway.environment.now);

  const throttle = (name: string, limit: Limit | undefined): void => {
    if (limit && !takeToken(name, limit)) throw refusalError("THROTTLED");
  };

  return (target, apiKeyValue) => {
    const found = target.apiKeyRequired ? keyAndPlanOf(gateway, target, apiKeyValue) : undefined;
    if (found) {
      if (assume("key-spread") === "late" && isNew(found.apiKey, gateway)) throw refusalError("INVALID_API_KEY");
      const order = ordered?.(target);
      if (order !== undefined) throw refusalError(order);
      const { apiKey, plan } = found;
      // "Applied to individual API keys and aggregated across all API stages within a usage plan."
      const own = methodThrottleOf(plan, target);
      const holder = `${plan.id}/${apiKey.id}`;
      throttle(own ? `${holder}/${target.apiId}${own.path}` : holder, own ?? plan.settings.throttleSettings);
      const quota = plan.settings.quotaSettings;
      if (quota && !countRequest(holder, quota)) throw new GatewayError("QUOTA_EXCEEDED", "Limit Exceeded");
    }
    const { path, limit } = stageThrottleOf(target);
    throttle(`${target.apiId}/${target.stage.settings.stageName}/${path}`, limit);
    return found?.apiKey;
  };
}

/** How fast AWS makes a key known is not documented [assumption: key-spread]. */
const isNew = ({ createdDate }: ApiKey, { environment }: ApiGateway): boolean =>
  environment.now() < Date.parse(createdDate) + SPREAD_MS;

/** A key counts only if it is enabled and in a plan with this API's stage. */
function keyAndPlanOf(
  gateway: ApiGateway,
  { apiId, stage }: RequestedMethod,
  value: string | undefined,
): { readonly apiKey: ApiKey; readonly plan: UsagePlan } {
  const { region, stageName } = stage.settings;
  for (const apiKey of gateway.apiKeys.values()) {
    if (apiKey.value !== value || !apiKey.settings.enabled || apiKey.settings.region !== region) continue;
    for (const plan of gateway.usagePlans.values()) {
      const opens = plan.settings.apiStages.some((opened) => opened.apiId === apiId && opened.stage === stageName);
      if (opens && plan.keyIds.has(apiKey.id)) return { apiKey, plan };
    }
  }
  throw refusalError("INVALID_API_KEY");
}

function methodThrottleOf(plan: UsagePlan, target: RequestedMethod): (Limit & { readonly path: string }) | undefined {
  const opened = plan.settings.apiStages.find(
    ({ apiId, stage }) => apiId === target.apiId && stage === target.stage.settings.stageName,
  );
  return opened?.throttles?.find(({ path }) => path === `${target.resourcePath}/${target.httpMethod}`);
}

/** The method's own settings, else those of all methods (`*``/*`). A limit of -1 is none. */
function stageThrottleOf({ stage, resourcePath, httpMethod }: RequestedMethod): {
  path: string;
  limit: Limit | undefined;
} {
  const { path, settings } = methodSettingsOf(stage, resourcePath, httpMethod);
  const { throttlingRateLimit = -1, throttlingBurstLimit = -1 } = settings ?? {};
  if (throttlingRateLimit === -1 && throttlingBurstLimit === -1) return { path, limit: undefined };
  const unlimited = Number.MAX_SAFE_INTEGER;
  return {
    path,
    limit: {
      rateLimit: throttlingRateLimit === -1 ? unlimited : throttlingRateLimit,
      burstLimit: throttlingBurstLimit === -1 ? unlimited : throttlingBurstLimit,
    },
  };
}

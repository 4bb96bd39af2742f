import assert from "node:assert/strict";

import { apigatewayResources } from "../../../src/apigateway/resources";
import type { ApiGateway } from "../../../src/apigateway/state";
import { createApiGateway } from "../../../src/apigateway/state";
import type { Properties } from "../../../src/resource";
import {
  ACCOUNT_ID,
  accountParts,
  addMethod,
  backendResponse,
  type ControlPlane,
  controlPlaneOf,
  INTEGRATION_TARGETS,
  REGION,
  testEnvironment,
} from "../../support/api-gateway";

export const ORIGIN = "https://127.0.0.1:1234";

export interface Empty {
  readonly gateway: ApiGateway;
  readonly aws: ControlPlane;
}

export interface Built extends Empty {
  readonly restApi: string;
  readonly root: string;
  /** Of `/x`, with a POST whose only response is 200. */
  readonly place: { readonly restApi: string; readonly resourceId: string; readonly httpMethod: string };
  readonly deployment: string;
}

/** An API Gateway without an API. */
export function emptyGateway(): Empty {
  const gateway = createApiGateway({
    environment: testEnvironment(),
    accountId: ACCOUNT_ID,
    integrationTargets: INTEGRATION_TARGETS,
    ...accountParts(),
    backend: () => Promise.resolve(backendResponse(200)),
  });
  gateway.origin = ORIGIN;
  return { gateway, aws: controlPlaneOf(gateway) };
}

/** An API Gateway with one API, deployed to no stage yet. */
export async function buildApi(): Promise<Built> {
  const { gateway, aws } = emptyGateway();
  const { id: restApi, outputs } = await aws.create("RestApi", { name: "api" });
  const root = String(outputs.rootResourceId);
  await addMethod(aws, restApi, root, { path: "x" });
  const [resourceId = ""] = [...gateway.restApis.get(restApi)!.resources.keys()].slice(-1);
  const { id: deployment } = await aws.create("Deployment", { restApi });
  return { gateway, aws, restApi, root, place: { restApi, resourceId, httpMethod: "POST" }, deployment };
}

/** Whether an error is of this type and says this; a text need only be part of what it says. */
export const isRefusal = (type: string, message: RegExp | string) => (error: unknown) => {
  const { type: found, message: text } = error as { type: string; message: string };
  assert.equal(found, type);
  assert.match(
    text,
    typeof message === "string" ? new RegExp(message.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")) : message,
  );
  return true;
};

/** Tests that AWS would refuse each of these with this error. */
export function refuses(
  ...cases: readonly (readonly [
    what: string,
    run: (built: Built) => Promise<unknown>,
    type: string,
    message: RegExp | string,
  ])[]
): void {
  describe("refuses what AWS refuses:", () => {
    for (const [what, run, type, message] of cases) {
      it(what, async () => {
        const built = await buildApi();
        await assert.rejects(run(built), isRefusal(type, message));
      });
    }
  });
}

/** Tests that each of these inputs of a type is wrong in this one place. */
export function takesNo(
  type: string,
  ...cases: readonly (readonly [what: string, inputs: Properties, at: string])[]
): void {
  describe("takes no", () => {
    for (const [what, inputs, at] of cases) {
      it(what, () => {
        const { gateway } = emptyGateway();
        const model = apigatewayResources(gateway).find((candidate) => candidate.type.endsWith(`:${type}`))!;
        const { error } = model.inputs.safeParse({ region: REGION, ...inputs });
        const found = error?.issues.map((issue) =>
          issue.code === "unrecognized_keys" ? issue.keys.join() : issue.path.join("."),
        );
        assert.deepEqual(found, [at]);
      });
    }
  });
}

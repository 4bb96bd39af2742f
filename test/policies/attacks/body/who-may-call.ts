import { stringify } from "yaml";

import { r2Body, r4Body } from "../build/kinds";
import { type Body, inBody, openPostOf, postOf } from "../build/openapi";
import type { Attack } from "../harness/attack";

/** The body asks for no key. */
export const whoMayCall: readonly Attack[] = [
  r4Body("merged-post", "a merge key takes the key off the method", {
    ...inBody({
      write: (o: Body) => {
        const open = openPostOf(o);
        const get = o.paths["/kinesis"]!.get;
        return `${stringify({ "x-open": open }).replace("x-open:", "x-open: &open")}${stringify({ ...o, paths: { "/kinesis": { get, post: "MERGED" } } }).replace(/post: MERGED/, "post:\n      <<: *open")}`;
      },
    }),
    otherRules: ["api-body-readable"],
  }),
  r4Body("twice", "the document has the method twice, and the last one asks for no key", {
    ...inBody({
      write: (o: Body) =>
        JSON.stringify(o)
          .replace('"post":', `"post":${JSON.stringify(postOf(o))},"post":`)
          .replace(/("post":\{[^]*?"post":\{)"security":\[\{"api_key":\[\]\}\],/, "$1"),
    }),
    otherRules: ["api-body-readable"],
  }),
  r4Body("merges", "what is taken out of the body stays in the API", {
    ...inBody({ args: { putRestApiMode: "merge" } }),
    otherRules: ["api-body-readable"],
  }),
  r2Body(
    "scheme-basic",
    "API Gateway knows no basic authorization, so it asks for nothing",
    inBody({
      change: (o) => {
        o.components.securitySchemes.basic = { type: "http", scheme: "basic" };
        postOf(o).security = [{ basic: [] }];
      },
    }),
  ),
  r2Body(
    "scheme-oauth",
    "a scheme without an authorizer asks for nothing",
    inBody({
      change: (o) => {
        o.components.securitySchemes.staff = {
          type: "oauth2",
          flows: { clientCredentials: { tokenUrl: "https://login.example.com/token", scopes: {} } },
        };
        postOf(o).security = [{ staff: [] }];
      },
    }),
  ),
  r2Body(
    "scheme-other-header",
    "a key in another header than x-api-key is never looked at",
    inBody({
      change: (o) => {
        o.components.securitySchemes.api_key = { type: "apiKey", name: "x-token", in: "header" };
      },
    }),
  ),
  r2Body(
    "scheme-openid",
    "a scheme that API Gateway does not know asks for nothing",
    inBody({
      change: (o) => {
        o.components.securitySchemes.id = {
          type: "openIdConnect",
          openIdConnectUrl: "https://login.example.com/.well-known",
        };
        postOf(o).security = [{ id: [] }];
      },
    }),
  ),
  r2Body(
    "options-writes",
    "the method of a browser's question writes without a key",
    inBody({
      change: (o) => {
        const open = openPostOf(o);
        o.paths["/kinesis"]!.options = open;
      },
    }),
  ),
  r2Body(
    "greedy-path",
    "a path for everything else writes without a key",
    inBody({
      change: (o) => {
        const open = openPostOf(o);
        o.paths["/{all+}"] = { put: open };
      },
    }),
  ),
];

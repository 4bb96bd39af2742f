import type { Attack, Change } from "../harness/attack";
import { INTEGRATION } from "./changes";

/** An attack on what a request to Kinesis holds. */
export const requestAttack = (
  name: string,
  breaks: string,
  change: Change,
  api?: Change,
  more: Partial<Attack> = {},
): Attack => ({
  name: `request-${name}`,
  kind: "request",
  breaks,
  expect: "every template renders one record: a literal stream, a key of the request, the whole body",
  apply: ({ change: changeResource }) => {
    changeResource(INTEGRATION, change);
    if (api) changeResource("api", api);
  },
  ...more,
});

/** Adds templates of other media types. */
export const added = (more: Readonly<Record<string, string>>) => (props: Readonly<Record<string, unknown>>) => ({
  ...props,
  requestTemplates: { ...(props.requestTemplates as object), ...more },
});

/** The promise that a template breaks which renders another record, or more. */
export const ONE = "Every template renders the one record of the request.";

/** A record that no request sent. */
export const CONSTANT = `{"StreamName": "orders", "PartitionKey": "1", "Data": "e30="}`;

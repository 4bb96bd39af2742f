import { UserError } from "../shared/errors";
import type { Budget } from "./budget";
import { type HttpClient, openHttpClient, type Sent } from "./http-client";
import type { Target } from "./target";

/** No stream of anybody, so that a request with a key that opens the API is refused, and stores nothing. */
const NO_STREAM = "a-key-opens-the-api";

/**
 * Whether the API takes the key.
 * @param target the API and its key
 * @param client sends one request, which stores nothing
 * @returns false for the answer 403
 * @throws whatever the network says
 */
export async function opensApi({ url, headers }: Target, client: HttpClient): Promise<boolean> {
  const own = Object.entries(headers).filter(([header]) => header.toLowerCase() !== "streamname");
  const sent = [...own, ["streamname", NO_STREAM], ["Content-Type", "application/json"]] as [string, string][];
  const { status } = await client.send({ method: "POST", url, headers: sent, body: Buffer.from("{}") });
  return status !== 403;
}

/**
 * Refuses a target whose API refuses the key: every check would fail. What else is wrong, the checks say.
 * @param target the API and its key
 * @param budget what the run may send
 * @returns what was sent
 * @throws UserError that says where to look
 */
export async function requireOpenApi(target: Target, budget: Budget): Promise<Sent> {
  const client = openHttpClient(budget, target.ca);
  try {
    if (await opensApi(target, client).catch(() => true)) return client.sent();
  } finally {
    await client.close();
  }
  throw new UserError(
    `${target.name}: the API refuses the key (403). Nothing was tried. Look at --key-file, or at the connector's file of ` +
      "the stage. AWS needs some minutes until a new key works.",
  );
}

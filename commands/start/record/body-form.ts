import type { BodyForm } from "./entry";

/**
 * Says which form a body has, without its values.
 * @param body as it was sent
 * @returns undefined if it is no JSON
 */
export function bodyForm(body: Buffer): BodyForm | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    return undefined;
  }
  if (Array.isArray(value)) return { form: "array" };
  if (!isObject(value)) return { form: "other" };
  if (typeof value.msg === "string" && Array.isArray(value.key)) return { form: "json", ...operationIn(value) };
  const metadata = Object.values(value).find((member) => isObject(member) && "digest" in member && "msg" in member);
  return isObject(metadata) ? { form: "flat-json", ...operationIn(metadata) } : { form: "other" };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const operationIn = ({ msg }: Readonly<Record<string, unknown>>): Pick<BodyForm, "operation"> =>
  msg === "write" || msg === "delete" ? { operation: msg } : {};

import { r3Option } from "../build/kinds";
import type { Attack, Props } from "../harness/attack";

const option = (name: string, breaks: string, resource: string, options: Props): Attack =>
  r3Option(name, breaks, { phase: "preview", changes: { [resource]: { options } } });

/** Options of a resource keep or delete what the program says otherwise. */
export const options: readonly Attack[] = [
  option("key-stays", "a key that is rotated away stays and opens the API", "key", { retainOnDelete: true }),
  option("link-stays", "a key that is taken from the plan stays in it", "key-link", { retainOnDelete: true }),
  option("policy-stays", "what is taken from the role it may do for ever", "access-policy", { retainOnDelete: true }),
  option("link-deleted-first", "no connector has a key between two plans", "key-link", { deleteBeforeReplace: true }),
  option("plan-deleted-first", "no connector has a plan in between", "key-plan", { deleteBeforeReplace: true }),
  option("policy-deleted-first", "the role may write nothing in between", "access-policy", {
    deleteBeforeReplace: true,
  }),
  option("mapping-deleted-first", "the API has no answer for a refusal in between", "api-post-400-mapping", {
    deleteBeforeReplace: true,
  }),
  option("key-replaced-by-tag", "with a new tag the key gets another value", "key", {
    replaceOnChanges: ["tags", "tagsAll"],
  }),
  option("stream-goes-with-plan", "the stream is forgotten when the usage plan is deleted", "stream", {
    protect: false,
    retainOnDelete: true,
  }),
  option("alarm-key-unprotected", "Pulumi may delete the key of the alarms' topic", "alarms-key", { protect: false }),
];

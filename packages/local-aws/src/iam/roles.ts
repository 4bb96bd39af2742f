import { AssumeRoleDenied } from "../backend";
import { AwsError } from "../errors";
import { parseDocument, type PolicyStatement } from "./document";
import { decide, type Decision, type RequestContext, trusts, unknownConditions } from "./evaluate";

/** A role with what it trusts and what it may do. */
export interface Role {
  readonly name: string;
  readonly arn: string;
  trust: readonly PolicyStatement[];
  /** The inline policies, by name. */
  readonly policies: Map<string, readonly PolicyStatement[]>;
}

/** Someone who calls a service. */
export interface Caller {
  /** As AWS's messages write it. */
  readonly arn: string;
  /** The role that calls, as resource policies name it. @defaultValue {@link arn} */
  readonly roleArn?: string;
  /** @param context what conditions are compared with, by keys in lower case. @defaultValue nothing */
  decide(action: string, resource: string, context?: RequestContext): Decision;
}

/** Characters of all inline policies of a role. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MAX_POLICY_SIZE = 10_240;

/** The roles of the account. They have no region. */
export class Roles {
  readonly #byName = new Map<string, Role>();
  readonly #sizes = new WeakMap<readonly PolicyStatement[], number>();

  /** @throws AwsError EntityAlreadyExists, also for a name that differs in capitals only */
  add(name: string, arn: string, trust: string): Role {
    if ([...this.#byName.keys()].some((other) => other.toLowerCase() === name.toLowerCase())) {
      throw new AwsError("EntityAlreadyExists", `Role with name ${name} already exists.`, 409);
    }
    const role: Role = { name, arn, trust: parseStatements(trust, "trust"), policies: new Map() };
    this.#byName.set(name, role);
    return role;
  }

  /** @throws AwsError NoSuchEntity */
  get(name: string): Role {
    const role = this.find(name);
    if (role === undefined) {
      throw new AwsError("NoSuchEntity", `The role with name ${name} cannot be found.`, 404);
    }
    return role;
  }

  /** The role of that name; undefined if there is none. */
  find(name: string): Role | undefined {
    return this.#byName.get(name);
  }

  /** @throws AwsError DeleteConflict while the role has policies */
  remove(name: string): void {
    if ((this.find(name)?.policies.size ?? 0) > 0) {
      throw new AwsError("DeleteConflict", "Cannot delete entity, must delete policies first.", 409);
    }
    this.#byName.delete(name);
  }

  /** @throws AwsError MalformedPolicyDocument */
  setTrust(name: string, trust: string): void {
    this.get(name).trust = parseStatements(trust, "trust");
  }

  /** @throws AwsError NoSuchEntity, MalformedPolicyDocument, or LimitExceeded by all of the role's inline policies together */
  putPolicy(roleName: string, name: string, policy: string): void {
    const { policies } = this.get(roleName);
    const statements = parseStatements(policy, "identity");
    // IAM does not count white space.
    this.#sizes.set(statements, policy.replace(/\s/g, "").length);
    const size = [...new Map(policies).set(name, statements).values()]
      .map((each) => this.#sizes.get(each) ?? 0)
      .reduce((sum, each) => sum + each, 0);
    if (size > MAX_POLICY_SIZE) {
      throw new AwsError(
        "LimitExceeded",
        `Maximum policy size of ${MAX_POLICY_SIZE} bytes exceeded for role ${roleName}`,
        409,
      );
    }
    policies.set(name, statements);
  }

  /**
   * Gives a service the role's permissions.
   * @throws AssumeRoleDenied if there is no such role or it does not trust the service
   */
  assume(arn: string, service: string): Caller {
    const role = [...this.#byName.values()].find((candidate) => candidate.arn === arn);
    if (role === undefined || !trusts(role.trust, service)) {
      throw new AssumeRoleDenied(
        `${service} may not assume ${arn}: ${role === undefined ? "no such role" : "its trust policy does not allow it"}`,
      );
    }
    return {
      // The session's name is the one that API Gateway gives, as seen in its AccessDenied messages.
      arn: `${arn.replace(":iam:", ":sts:").replace(/:role\/(?:.*\/)?/, ":assumed-role/")}/BackplaneAssumeRoleSession`,
      roleArn: arn,
      decide: (action, resource, context) => decide([...role.policies.values()].flat(), action, resource, context),
    };
  }
}

function parseStatements(text: string, kind: "trust" | "identity"): readonly PolicyStatement[] {
  const statements = parseDocument(text, kind);
  const unknown = unknownConditions(statements);
  if (unknown.length > 0) {
    throw new Error(
      `the local AWS cannot judge the policy condition(s) ${unknown.join(", ")}: ` +
        "remove them or add them in packages/local-aws/src/iam/evaluate.ts",
    );
  }
  return statements;
}

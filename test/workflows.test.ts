import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { scripts } from "../package.json";
import { findActionlint } from "./support/actionlint";
import { PROJECT } from "./support/program";
import { danglingReferences, type Job, sources, workflows } from "./support/workflows";

const jobs = Object.entries(workflows).flatMap(([file, workflow]) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ where: `${file} ${name}`, file, name, job, workflow })),
);

const job = (file: string, name: string): Job => workflows[file]!.jobs[name]!;

describe("the workflows", () => {
  it("run other people's actions by full commit, with the version beside it", () => {
    const uses = Object.entries(sources).flatMap(([file, text]) =>
      [...text.matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map(([, action = ""]) => ({ file, action })),
    );
    assert.ok(uses.length > 0);
    for (const { file, action } of uses) {
      assert.match(action, /^(\.\/\.github\/actions\/[a-z]+|[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/, file);
    }
  });

  it("run one version of each action", () => {
    const pins = new Map<string, Set<string>>();
    for (const [, action = "", pin = ""] of Object.values(sources)
      .join("\n")
      .matchAll(/uses: ([^@\s]+)@(.*)$/gm)) {
      pins.set(action, (pins.get(action) ?? new Set()).add(pin));
    }
    for (const [action, found] of pins) assert.equal(found.size, 1, `${action}: ${[...found].join(", ")}`);
  });

  it("grant nothing but what a job names", () => {
    for (const [file, { permissions }] of Object.entries(workflows)) assert.deepEqual(permissions, {}, file);
    const writing = jobs.flatMap(({ where, job: { permissions = {} } }) =>
      Object.entries(permissions).flatMap(([scope, access]) => (access === "read" ? [] : `${where}: ${scope}`)),
    );
    assert.deepEqual(writing.sort(), [
      "checks.yml annotate: security-events",
      "checks.yml preview: id-token",
      "checks.yml preview: pull-requests",
      "conformance.yml conformance: id-token",
      "deploy.yml plan: id-token",
      "deploy.yml up: id-token",
      "nightly.yml drift: id-token",
      "nightly.yml state: id-token",
    ]);
  });

  it("never run a fork's code with this repository's rights", () => {
    for (const [file, { on }] of Object.entries(workflows)) {
      for (const trigger of ["pull_request_target", "workflow_run"]) assert.ok(!(trigger in on), `${file}: ${trigger}`);
    }
    for (const name of ["annotate", "preview"]) {
      const condition = job("checks.yml", name).if ?? "";
      assert.match(condition, /head\.repo\.full_name == github\.repository/, name);
    }
    for (const name of ["test", "policy"]) {
      const text = JSON.stringify(job("checks.yml", name));
      assert.doesNotMatch(text, /secrets\.|vars\.|id-token/, `${name} works for forks`);
    }
  });

  it("leave no token in a checkout, and no job to run for hours", () => {
    for (const {
      where,
      job: { steps, "timeout-minutes": minutes },
    } of jobs) {
      assert.ok((minutes ?? 360) <= 60, where);
      for (const { uses = "", with: inputs } of steps) {
        if (uses.startsWith("actions/checkout@")) assert.equal(inputs?.["persist-credentials"], false, where);
      }
    }
  });

  it("put nothing into a shell but through its environment", () => {
    for (const {
      where,
      job: { steps },
    } of jobs) {
      for (const { run = "" } of steps) assert.doesNotMatch(run, /\$\{\{/, where);
    }
  });

  it("compare a pull request's policies with its base, and let code owners approve a change of them", async () => {
    const { steps } = job("checks.yml", "policy");
    const gate = steps.find(({ run = "" }) => run.includes("npm run policy"));
    assert.match(gate?.run ?? "", /\$\{BASE:\+--base "\$BASE"\}/);
    assert.match(gate?.env?.BASE ?? "", /github\.event_name == 'pull_request' && 'HEAD\^1'/);
    // HEAD^1 is there only if the checkout has the merge's parents.
    const checkout = steps.find(({ uses = "" }) => uses.startsWith("actions/checkout@"));
    assert.equal(checkout?.with?.["fetch-depth"], 2);
    const owned = await readFile(join(PROJECT, ".github", "CODEOWNERS"), "utf8");
    for (const path of ["/policies/", "/commands/policy/", "/.github/"]) {
      assert.match(owned, new RegExp(`^${path} +@[\\w-]+/[\\w-]+$`, "m"), path);
    }
  });

  it("call commands that exist", () => {
    const called = jobs.flatMap(({ job: { steps } }) =>
      steps.flatMap(({ run = "" }) =>
        [...run.matchAll(/npm (?:run )?(?:--silent )?([\w:-]+)/g)].map(([, script = ""]) => script),
      ),
    );
    assert.deepEqual([...new Set(called)].sort(), ["conformance", "policy", "smoke", "soak", "test"]);
    for (const script of called) assert.ok(script in scripts, script);
  });

  it("install the Pulumi CLI that the project is tried with", () => {
    for (const [file, text] of Object.entries(sources)) {
      const installs = text.match(/pulumi\/actions@/g) ?? [];
      const versions = text.match(/pulumi-version(-file: \.pulumi\.version$|.*)/gm) ?? [];
      assert.deepEqual(
        versions,
        installs.map(() => "pulumi-version-file: .pulumi.version"),
        file,
      );
    }
  });

  it("hold every operation on a live stack to the pack and its stage's configuration, and an update to a plan", () => {
    const operations = jobs.flatMap(({ where, job: { steps } }) =>
      steps
        .filter(({ uses = "" }) => uses.startsWith("pulumi/actions@"))
        .map(({ with: inputs = {} }) => ({ where, inputs })),
    );
    assert.deepEqual(
      operations.map(({ where, inputs }) => `${where}: ${String(inputs.command)}, ${String(inputs.plan)}`),
      [
        "checks.yml preview: preview, plan.json",
        "deploy.yml plan: preview, plan.json",
        "deploy.yml up: up, plan.json",
        "nightly.yml drift: preview, undefined",
      ],
    );
    for (const { where, inputs } of operations) {
      if (where === "nightly.yml drift") continue;
      assert.equal(inputs.policyPacks, "policies", where);
      assert.equal(inputs.policyPackConfigs, "policies/config.${{ matrix.stage }}.json", where);
    }
  });

  it("wait for an approval before an update, one update at a time", () => {
    assert.equal(job("deploy.yml", "up").environment, "${{ matrix.stage }}");
    assert.equal((job("deploy.yml", "up").strategy as { "max-parallel": number })["max-parallel"], 1);
  });

  it("smoke test a stage that was brought up, before the next one's turn", () => {
    const { steps } = job("deploy.yml", "up");
    const update = steps.findIndex(({ with: inputs }) => inputs?.command === "up");
    const smoke = steps.findIndex(({ run = "" }) => /^npm run --silent smoke -- --stage "\$STAGE"$/.test(run));
    assert.ok(update >= 0 && smoke > update);
    const { env, if: condition, "continue-on-error": goOn } = steps[smoke]!;
    assert.equal(env?.STAGE, "${{ matrix.stage }}");
    for (const name of ["PULUMI_ACCESS_TOKEN", "PULUMI_BACKEND_URL"]) {
      assert.ok(env[name]);
      assert.equal(env[name], steps[update]!.env?.[name], name);
    }
    assert.deepEqual([condition, goOn], [undefined, undefined]);
  });

  it("run conformance on a stage by hand alone, with main's code, and keep its report", () => {
    const { on, concurrency } = workflows["conformance.yml"]! as unknown as Record<string, Record<string, unknown>>;
    assert.deepEqual(Object.keys(on!), ["workflow_dispatch"]);
    assert.equal(concurrency!.group, "deploy", "never during an update");
    const { if: condition, environment, steps } = job("conformance.yml", "conformance");
    assert.match(condition ?? "", /github\.ref == 'refs\/heads\/main'/);
    assert.equal(environment, "${{ inputs.stage }}");
    const run = steps.findIndex((step) => step.run?.includes('npm run --silent conformance -- --stage "$STAGE"'));
    const upload = steps.findIndex(({ uses = "" }) => uses.startsWith("actions/upload-artifact@"));
    assert.ok(run >= 0 && upload > run);
    assert.match(steps[upload]!.if ?? "", /!cancelled\(\)/, "a failed run's report is kept, too");
    assert.equal(steps[upload]!.with?.path, "conformance.json");
    const destroy = steps.findIndex((step) => step.run?.includes("--ephemeral --destroy"));
    assert.ok(destroy > run);
    assert.match(steps[destroy]!.if ?? "", /always\(\)/, "a cancelled run's stack is destroyed, too");
    for (const name of ["PULUMI_ACCESS_TOKEN", "PULUMI_BACKEND_URL"]) {
      assert.ok(steps[run]!.env?.[name]);
      assert.equal(steps[destroy]!.env?.[name], steps[run]!.env[name], name);
    }
  });

  it("go on with the other regions when one fails", () => {
    const update = job("deploy.yml", "up").steps.find(({ with: inputs }) => inputs?.command === "up");
    assert.equal(update?.env?.PULUMI_CONTINUE_ON_ERROR, "true");
  });

  it("deploy nothing but main", () => {
    // `up` needs `plan`, and is skipped with it.
    assert.match(job("deploy.yml", "plan").if ?? "", /github\.ref == 'refs\/heads\/main'/);
    assert.equal(job("deploy.yml", "up").needs, "plan");
  });

  describe("the plan of a deployment", () => {
    const HEAD = "0123abc";
    const fetchPlan = job("deploy.yml", "plan").steps.find(({ id }) => id === "reviewed")?.run ?? "";

    /** Runs the step with a `gh` that knows of a pull request, a run of its checks, and a plan, or does not. */
    const fetched = (env: Readonly<Record<string, string>>) =>
      inTemporaryDirectory(async (directory) => {
        const gh = `#!/bin/sh
case "$1 $2" in
  "api "*) echo "$FAKE_HEAD" ;;
  "run list") echo "$FAKE_RUN" ;;
  "run download") [ "$4 $5" = "--name plan-prod" ] && [ -n "$FAKE_PLAN" ] ;;
esac
`;
        await writeFile(join(directory, "gh"), gh, { mode: 0o755 });
        const [output, summary] = ["output", "summary"].map((name) => join(directory, name));
        await Promise.all([writeFile(output!, ""), writeFile(summary!, "")]);
        const { status, stderr } = spawnSync("bash", ["-e", "-o", "pipefail", "-c", fetchPlan], {
          cwd: directory,
          encoding: "utf8",
          env: {
            PATH: `${directory}:${process.env.PATH ?? ""}`,
            GITHUB_OUTPUT: output,
            GITHUB_STEP_SUMMARY: summary,
            EVENT: "push",
            STAGE: "prod",
            GH_REPO: "a/b",
            GITHUB_SHA: "def",
            ...env,
          },
        });
        assert.equal(status, 0, stderr);
        return { output: await readFile(output!, "utf8"), summary: await readFile(summary!, "utf8") };
      });

    it("is the one that was reviewed", async () => {
      assert.deepEqual(await fetched({ FAKE_HEAD: HEAD, FAKE_RUN: "7", FAKE_PLAN: "yes" }), {
        output: "found=true\n",
        summary: "Stage prod: the plan of commit 0123abc, as reviewed.\n",
      });
    });

    const FRESH = "Nobody has reviewed what follows: read this fresh plan before you approve.\n";
    const NO_PLAN = `no plan of commit ${HEAD}: its preview failed or was skipped (a fork), or the plan is older than 30 days.`;
    const fresh: Readonly<Record<string, [Readonly<Record<string, string>>, string]>> = {
      "run by hand": [{ EVENT: "workflow_dispatch" }, "run by hand."],
      "without a pull request": [{}, "this commit came without a pull request."],
      "without a run of the checks": [{ FAKE_HEAD: HEAD }, NO_PLAN],
      "without a plan in that run": [{ FAKE_HEAD: HEAD, FAKE_RUN: "7" }, NO_PLAN],
    };
    for (const [what, [env, why]] of Object.entries(fresh)) {
      it(`is a fresh one ${what}, and the summary says so`, async () => {
        assert.deepEqual(await fetched(env), { output: "", summary: `Stage prod: ${why} ${FRESH}` });
      });
    }
  });

  it("refer to no job, matrix or step that is not there", () => {
    for (const { where, job: named, workflow } of jobs) {
      assert.deepEqual(danglingReferences(named, workflow), [], where);
    }
    const broken = {
      needs: "gone",
      steps: [{ run: "x", with: { a: "${{ matrix.gone }} ${{ steps.gone.outputs.x }}" } }],
    };
    assert.deepEqual(danglingReferences(broken, { jobs: {} }), ["needs gone", "matrix.gone", "steps.gone"]);
  });

  it("pass actionlint", async function () {
    this.timeout(120_000);
    const { status, stdout, stderr } = spawnSync(await findActionlint(), ["-shellcheck=", "-pyflakes="], {
      cwd: PROJECT,
      encoding: "utf8",
    });
    assert.equal(status, 0, stdout + stderr);
  });
});

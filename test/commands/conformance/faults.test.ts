import assert from "node:assert/strict";

import { openFirst } from "@aerospike-kinesis/test-support";

import { BOUND } from "../../../commands/conformance/bounds";
import { openBudget } from "../../../commands/conformance/budget";
import type { Check } from "../../../commands/conformance/check";
import { ANSWER_FORM, STREAMS } from "../../../commands/conformance/check-names";
import { CHECKS } from "../../../commands/conformance/checks";
import { ANSWERS } from "../../../commands/conformance/checks/answers";
import { BODIES, SIZES } from "../../../commands/conformance/checks/bodies";
import { CONNECTIONS } from "../../../commands/conformance/checks/connections";
import { HEADERS } from "../../../commands/conformance/checks/headers";
import type { Clock } from "../../../commands/conformance/clock";
import { EXPERIMENTS } from "../../../commands/conformance/experiments";
import { bodyLimit } from "../../../commands/conformance/experiments/body-limit";
import { headerOrder } from "../../../commands/conformance/experiments/header-order";
import { repeatedHeader } from "../../../commands/conformance/experiments/repeated-header";
import { requireOpenApi } from "../../../commands/conformance/opens-api";
import { type ConformanceResult, isConform } from "../../../commands/conformance/result";
import { runConformance, type RunOptions } from "../../../commands/conformance/run";
import { runTarget } from "../../../commands/conformance/run-target";
import type { Target } from "../../../commands/conformance/target";
import { openConformanceStage, type Rule } from "../../support/conformance";
import { faults, FORGED_ERROR, MANY, valueOf } from "../../support/conformance-faults";

/** Which checks find each fault. */
const FOUND_BY: Readonly<Record<string, readonly Check[]>> = {
  "every record goes to another stream": CONNECTIONS,
  "an unknown stream's record goes to a stream of ours": ANSWERS,
  "another destination's record goes to the first stream": CONNECTIONS,
  "a wrong key opens the API": ANSWERS,
  "no key is needed": ANSWERS,
  "a key counts in any case": ANSWERS,
  "every error is a 200": ANSWERS,
  "an error is a 200 with a made-up place": [...ANSWERS, ...BODIES],
  "415 is acknowledged": ANSWERS,
  "a record is acknowledged and not stored": HEADERS,
  "a record is stored and refused": BODIES,
  "a refused compressed body is stored after all": BODIES,
  "a record is stored twice": CONNECTIONS,
  "an answer names the place of another record": HEADERS,
  "bytes above 127 are altered": BODIES,
  "white space at the end is cut off": BODIES,
  "a null byte ends a body": BODIES,
  "compressed bytes are stored": BODIES,
  "the digest is not the partition key": HEADERS,
  "the digest in a body is not found": HEADERS,
  "the digest is cut to 100 characters": HEADERS,
  "names of headers in capitals are not found": HEADERS,
  "the query string chooses the stream": HEADERS,
  "an error passes on Kinesis's text": ANSWERS,
  "a 200 has another member": CONNECTIONS,
  "an error has no requestId": ANSWERS,
  "an answer repeats the key": ANSWERS,
  "a PUT is a health check": ANSWERS,
  "a health check needs a key": ANSWERS,
  "a health check with a key is refused": ANSWERS,
  "a health check of a binary media type fails": ANSWERS,
  "a record above 1 MiB is refused": SIZES,
  "a record that is too large is cut": SIZES,
  [MANY]: CONNECTIONS,
};

/** The checks that fail, and no other, where a fault is narrow. */
const EXACTLY: Readonly<Record<string, readonly string[]>> = {
  "another destination's record goes to the first stream": ["a record to each other destination", STREAMS],
  "a key counts in any case": ["the API key cut by a character, and in other case"],
  "a wrong key opens the API": [
    "an empty API key",
    "a wrong API key",
    "the API key cut by a character, and in other case",
  ],
  "a refused compressed body is stored after all": [STREAMS],
  "a record is stored twice": [STREAMS],
  "the digest in a body is not found": ["no digest header: flat-json"],
  "names of headers in capitals are not found": ["names of headers in capitals"],
  "the query string chooses the stream": ["the query string ?streamname=other", STREAMS],
  "an error passes on Kinesis's text": [ANSWER_FORM],
  "a 200 has another member": [ANSWER_FORM],
  "an answer repeats the key": [ANSWER_FORM],
  "a PUT is a health check": ["PUT is no method of the API"],
  "a health check needs a key": ["a health check without headers", "a health check with a query string"],
  "a health check with a key is refused": [
    "a health check with the headers of a record",
    "a health check of each media type",
  ],
  "a health check of a binary media type fails": ["a health check of each media type"],
};

describe("the conformance suite finds that", function () {
  this.timeout(120_000);
  const stage = openFirst(openConformanceStage);
  const everFailed = new Set<string>();
  /** The charsets are like each other, and many at once take long. */
  const checksOf = (name: string) =>
    (FOUND_BY[name] ?? []).filter(
      (check) => !check.name.includes("charset=") && (name === MANY || !check.name.includes("at once")),
    );
  const runAll = async (rule: Rule, mark: string, options: Partial<RunOptions>) => {
    const { target, close } = await stage.behind(rule);
    try {
      return await runConformance(target, { report: () => undefined, mark, checks: [], experiments: [], ...options });
    } finally {
      await close();
    }
  };
  const run = async (rule: Rule, mark: string, checks: readonly Check[]) =>
    (await runAll(rule, mark, { checks, patienceMs: 0 })).checks.filter(({ ok }) => !ok);

  it("nothing is wrong behind a proxy that changes nothing", async () => {
    assert.deepEqual(
      await run((_, forward) => forward(), "conformance-nothing", [...ANSWERS, ...BODIES, ...HEADERS, ...CONNECTIONS]),
      [],
    );
  });

  it("nothing is wrong if some of many posts at once are not stored in time", async () => {
    let posts = 0;
    const late: Rule = async (_, forward) =>
      (posts += 1) % 4 === 0 ? { status: 504, headers: {}, text: FORGED_ERROR } : forward();
    const checks = CONNECTIONS.filter(({ name }) => name.includes("at once"));
    const results = (await runAll(late, "conformance-late", { checks })).checks;
    assert.deepEqual(
      results.filter(({ ok }) => !ok),
      [],
    );
    assert.equal(results[0]?.found, "150 stored, 50 not stored in time");
  });

  it("a record is stored after a 200 that names no place, and does not call it refused", async () => {
    const cut: Rule = async (_, forward) => {
      const answer = await forward();
      return { ...answer, text: answer.text.slice(0, 20) };
    };
    const { checks } = await runAll(cut, "conformance-cut", { checks: CONNECTIONS.slice(0, 1) });
    assert.deepEqual(
      checks.filter(({ ok }) => !ok).map(({ name, found }) => [name, found.replace(/^.*: /, "")]),
      [
        ["HTTP/1.1", "200, but the answer names no shard and sequence number"],
        [ANSWER_FORM, "200 names no record"],
        [STREAMS, "the 200 names no place, and a record is stored"],
      ],
    );
  });

  it("an error repeats the key, and no line and no result holds it", async () => {
    const real = valueOf(Object.entries(stage.target.headers), "x-api-key")!;
    const codes = (["base64", "hex"] as const).map((code) => Buffer.from(real).toString(code));
    const text = JSON.stringify({
      error: `no ${real} and no ${real.slice(0, -1)} nor ${codes.join(" ")}`,
      requestId: "00000000-0000-4000-8000-000000000000",
    });
    const lines: string[] = [];
    const result = await runAll(() => Promise.resolve({ status: 413, headers: {}, text }), "conformance-error", {
      report: (line) => lines.push(line),
      checks: CONNECTIONS.slice(0, 1),
      experiments: [bodyLimit],
    });
    assert.match(lines.join("\n"), /413 no \*\*\* and no \*\*\* nor \*\*\* \*\*\*/);
    for (const form of [real, ...codes]) {
      assert.ok(!JSON.stringify([lines, result]).toLowerCase().includes(form.slice(0, -3).toLowerCase()));
    }
  });

  it("a place is none that Kinesis can have given", async () => {
    let posts = 0;
    const unrendered: Rule = async (_, forward) => {
      const answer = await forward();
      const odd = { ...(JSON.parse(answer.text) as object), SequenceNumber: '$input.path("$.SequenceNumber")' };
      return (posts += 1) === 1 ? { ...answer, text: JSON.stringify(odd) } : answer;
    };
    const { checks } = await runAll(unrendered, "conformance-odd", { checks: CONNECTIONS.slice(0, 1) });
    assert.equal(checks[0]?.found, "200, but the answer names no shard and sequence number");
  });

  it("the key is wrong, before anything is tried", async () => {
    const budget = openBudget(BOUND, "a test sends");
    await requireOpenApi(stage.target, budget);
    const headers = { ...stage.target.headers, "x-api-key": "none-of-this-stage" };
    await assert.rejects(
      requireOpenApi({ ...stage.target, headers }, budget),
      /the API refuses the key \(403\)\. Nothing was tried/,
    );
  });

  it("any answer repeats the key, on one connection and in words of others, too", async () => {
    const real = valueOf(Object.entries(stage.target.headers), "x-api-key")!;
    const repeating: Rule = async (_, forward) => {
      const answer = await forward();
      return { ...answer, headers: { ...answer.headers, "x-debug": real } };
    };
    for (const options of [
      { checks: CONNECTIONS.filter(({ name }) => name.includes("on one connection")) },
      { experiments: [bodyLimit] },
    ]) {
      const { checks } = await runAll(repeating, "conformance-repeats", options);
      assert.match(checks.find(({ name }) => name === ANSWER_FORM)?.found ?? "", /repeats the API key/);
    }
  });

  it("nothing, where a record cannot be read back: the run ends", async () => {
    let failures = 0;
    const failing = (name: string, most: number): Target => ({
      ...stage.target,
      kinesis: {
        send: (command: { readonly constructor: { readonly name: string } }, ...rest: readonly unknown[]) => {
          const isRecordRead = command.constructor.name === "GetRecordsCommand" && started && failures < most;
          if (!isRecordRead) {
            return (stage.target.kinesis.send as (...all: readonly unknown[]) => unknown)(command, ...rest);
          }
          failures += 1;
          return Promise.reject(Object.assign(new Error(name), { name }));
        },
      } as unknown as Target["kinesis"],
    });
    let started = false;
    const first: Check = {
      name: "begins",
      run: () => {
        started = true;
        return Promise.resolve("");
      },
    };
    const checks = [first, ...CONNECTIONS.slice(0, 2)];
    const options = { report: () => undefined, checks, experiments: [], patienceMs: 0 };
    const unfinished: ConformanceResult[] = [];
    const onUnfinished = (result: ConformanceResult): void => void unfinished.push(result);
    const token = "ExpiredTokenException";
    await assert.rejects(runConformance(failing(token, 99), { ...options, mark: "conformance-token", onUnfinished }), {
      name: token,
    });
    // Only the last check reads.
    [failures, started] = [0, false];
    await assert.rejects(
      runConformance(failing(token, 99), { ...options, checks: [first], mark: "conformance-end", onUnfinished }),
      { name: token },
    );
    assert.deepEqual(
      unfinished.map((result) => [result.checks.map(({ name }) => name), isConform(result)]),
      [
        [["begins"], false],
        [["begins", ANSWER_FORM], false],
      ],
    );
    [failures, started] = [0, false];
    const { checks: results } = await runConformance(failing("ExpiredIteratorException", 1), {
      ...options,
      mark: "conformance-iterator",
    });
    assert.equal(failures, 1);
    assert.deepEqual(
      results.filter(({ ok }) => !ok),
      [],
    );
  });

  it("nothing, where the clock of this machine is wrong by less than the five minutes that AWS takes", async () => {
    for (const [name, wrongBy] of Object.entries({ ahead: 290_000, behind: -290_000 })) {
      const clock: Clock = { now: () => Date.now() + wrongBy, wait: () => Promise.resolve() };
      const { checks } = await runAll((_, forward) => forward(), `conformance-${name}`, {
        checks: CONNECTIONS.slice(0, 2),
        clock,
      });
      assert.deepEqual(
        checks.filter(({ ok }) => !ok),
        [],
        name,
      );
    }
  });

  it("an experiment sends again what is refused as too much", async () => {
    const waits: number[] = [];
    const clock: Clock = { now: () => 0, wait: (ms) => Promise.resolve(waits.push(ms)) };
    for (const experiment of [headerOrder, repeatedHeader]) {
      let posts = 0;
      const busyOnce: Rule = async (_, forward) =>
        (posts += 1) === 1 ? { status: 429, headers: {}, text: FORGED_ERROR } : forward();
      const { experiments } = await runAll(busyOnce, `conformance-${experiment.name}`, {
        experiments: [experiment],
        clock,
      });
      assert.equal(experiments[0]?.measured, experiments[0]?.assumed, experiments[0]?.found);
    }
    assert.deepEqual(waits, [1000, 1000]);
  });

  it("a run counts all that it sends, also to see whether the key opens the API", async () => {
    let requests = 0;
    let bytes = 0;
    const counted: Rule = ({ body }, forward) => {
      requests += 1;
      bytes += body.length;
      return forward();
    };
    const { target, close } = await stage.behind(counted);
    try {
      const checks = CONNECTIONS.slice(0, 2);
      const options = { report: () => undefined, mark: "conformance-counted", checks, experiments: [] };
      const result = await runTarget(target, options);
      assert.equal(requests, 3);
      assert.deepEqual([result.requests, result.bytes], [requests, bytes]);
    } finally {
      await close();
    }
  });

  it("a run sends nothing beyond its bound, whatever the API answers, and the checks say so", async () => {
    let [requests, bytes] = [0, 0];
    let time = Date.now();
    const clock: Clock = { now: () => time, wait: (ms) => Promise.resolve((time += ms)) };
    // Of five requests, four are refused as too many.
    const busy: Rule = ({ method, body }, forward) => {
      requests += 1;
      bytes += body.length;
      return method === "POST" && requests % 5 !== 0
        ? Promise.resolve({ status: 429, headers: { "retry-after": "1" }, text: FORGED_ERROR })
        : forward();
    };
    const checks = [...SIZES, ...ANSWERS, ...BODIES, ...HEADERS];
    const result = await runAll(busy, "conformance-busy", { checks, experiments: EXPERIMENTS, clock });
    assert.ok(requests <= BOUND.requests && bytes <= BOUND.bytes, `${requests} requests, ${bytes} bytes`);
    assert.deepEqual([result.requests, result.bytes], [requests, bytes]);
    const said = result.checks.filter(({ found }) =>
      found.includes("nothing more is sent: one run sends again at most"),
    );
    assert.ok(said.length > 0 && said.every(({ ok }) => !ok), JSON.stringify(result.checks));
  });

  it("one answer that does not come in time is no failure, and two of the same record are", async () => {
    const [check] = BODIES;
    const run504 = async (times: number) => {
      let posts = 0;
      const late: Rule = async (_, forward) =>
        (posts += 1) <= times ? { status: 504, headers: {}, text: FORGED_ERROR } : forward();
      const clock: Clock = { now: Date.now, wait: () => Promise.resolve() };
      const { checks } = await runAll(late, `conformance-late${times}x`, { checks: [check!], clock });
      return checks[0];
    };
    const [once, twice] = [await run504(1), await run504(2)];
    assert.equal(once?.ok, true);
    assert.match(once.found, /^stored as sent, at the second attempt: at the first, the API did not answer in time/);
    assert.equal(twice?.ok, false);
    assert.match(twice.found, /^504: the API did not answer in time, twice$/);
  });

  const key = "k";
  for (const [index, name] of Object.keys(faults(key)).entries()) {
    it(name, async () => {
      const real = valueOf(Object.entries(stage.target.headers), "x-api-key")!;
      const failed = await run(faults(real)[name]!(), `conformance-fault${index}x`, checksOf(name));
      const names = failed.map((check) => check.name);
      names.forEach((failing) => everFailed.add(failing));
      assert.ok(names.length > 0);
      if (EXACTLY[name] !== undefined) assert.deepEqual(names, EXACTLY[name]);
      assert.ok(!JSON.stringify(failed).includes(real));
    });
  }

  it("something is wrong with each check: none is left that no fault makes fail", () => {
    const left = CHECKS.map((check) => check.name).filter(
      (name) => !everFailed.has(name) && !name.includes("charset="),
    );
    assert.deepEqual(left, []);
  });
});

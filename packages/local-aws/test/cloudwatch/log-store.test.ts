import assert from "node:assert/strict";

import { LogGroupInputs } from "../../src/cloudwatch/inputs/log-group";
import { LogStore, type TakenEvent } from "../../src/cloudwatch/logs/log-store";
import { type TestEnvironment, testEnvironment } from "../environment";

const REGION = "eu-west-1";
const DAY_MS = 24 * 60 * 60 * 1000;

describe("the log groups of an account", () => {
  let environment: TestEnvironment;
  let logs: LogStore;
  beforeEach(() => {
    environment = testEnvironment();
    logs = new LogStore("123456789012", environment);
  });

  const messages = (): readonly string[] => {
    const group = logs.getGroup(REGION, "/access");
    const [stream] = group.streams.values();
    return stream ? logs.eventsOf(group, stream).map(({ message }) => message) : [];
  };
  const write = (message: string): void => {
    logs.write(REGION, "/access", "s", { timestamp: environment.time, message });
  };

  it("keep an event as long as their retention says, by the clock", () => {
    logs.createGroup(LogGroupInputs.parse({ region: REGION, name: "/access", retentionInDays: 1 }));
    write("old");
    environment.time += DAY_MS;
    write("new");
    assert.deepEqual(messages(), ["old", "new"]);
    environment.time += 1;
    assert.deepEqual(messages(), ["new"]);
  });

  it("keep events for ever where a service made the group", () => {
    write("old");
    environment.time += 4000 * DAY_MS;
    assert.deepEqual(messages(), ["old"]);
  });

  it("lose what a shorter retention does not keep", () => {
    write("old");
    environment.time += 2 * DAY_MS;
    const group = logs.getGroup(REGION, "/access");
    group.settings = { ...group.settings, retentionInDays: 1 };
    assert.deepEqual(messages(), []);
  });

  it("tell whoever asks of each event, with its group, until they have enough", () => {
    const taken: TakenEvent[] = [];
    const stop = logs.onEvent((event) => taken.push(event));
    write("one");
    environment.time += 5;
    logs.write(REGION, "/access", "s", { timestamp: environment.time - 5, message: "two" });
    stop();
    write("three");
    assert.deepEqual(
      taken.map(({ group, event }) => [group.name, event.message, event.ingestionTime - event.timestamp]),
      [
        ["/access", "one", 0],
        ["/access", "two", 5],
      ],
    );
    assert.equal(new Set(taken.map(({ event }) => event.eventId)).size, 2);
  });

  it("keep the latest events of a stream where there are too many, and tell of each all the same", () => {
    logs = new LogStore("123456789012", environment, 10);
    let told = 0;
    logs.onEvent(() => (told += 1));
    for (let number = 1; number <= 25; number += 1) write(String(number));
    assert.deepEqual([messages()[0], messages().at(-1), told], ["11", "25", 25]);
  });

  it("are apart by region", () => {
    write("here");
    assert.deepEqual(logs.groupsOf("us-east-1"), []);
    assert.throws(() => logs.getGroup("us-east-1", "/access"), /The specified log group does not exist/);
  });
});

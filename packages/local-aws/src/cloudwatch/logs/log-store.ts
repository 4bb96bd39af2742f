import { arnOf } from "../../arn";
import { ByRegion } from "../../by-region";
import { DAY_MS } from "../../durations";
import type { Environment } from "../../environment";
import { AwsError } from "../../errors";
import { LogGroupInputs } from "../inputs/log-group";
import type { LogEvent, LogGroup, LogStream } from "./log-group";

/** An event that was taken, and where. */
export interface TakenEvent {
  readonly group: LogGroup;
  readonly stream: LogStream;
  readonly event: LogEvent;
}

/** Is called with each event when it is taken. */
export type OnEvent = (taken: TakenEvent) => void;

const EVENT_ID_DIGITS = 56;

/** A run of days writes millions of lines; AWS keeps all of them, this memory only the last ones. */
const MAX_EVENTS_OF_STREAM = 100_000;

/** CloudWatch Logs of one account: the log groups of every region and their events. */
export class LogStore {
  readonly #groups = new ByRegion<LogGroup>();
  readonly #listeners = new Set<OnEvent>();
  #eventCount = 0;

  constructor(
    private readonly accountId: string,
    private readonly environment: Environment,
    private readonly maxEventsOfStream = MAX_EVENTS_OF_STREAM,
  ) {}

  /** @throws AwsError ResourceAlreadyExistsException */
  createGroup(settings: LogGroupInputs): LogGroup {
    const { region, name } = settings;
    if (this.findGroup(region, name) !== undefined) {
      throw new AwsError("ResourceAlreadyExistsException", "The specified log group already exists");
    }
    const group: LogGroup = {
      arn: this.arnOfGroup(region, name),
      region,
      name,
      creationTime: this.environment.now(),
      settings,
      streams: new Map(),
      metricFilters: new Map(),
    };
    this.#groups.set(region, name, group);
    return group;
  }

  /** The ARN that a log group of this name has. */
  arnOfGroup(region: string, name: string): string {
    return arnOf("logs", region, this.accountId, `log-group:${name}`);
  }

  findGroup(region: string, name: string): LogGroup | undefined {
    return this.#groups.get(region, name);
  }

  /** @throws AwsError ResourceNotFoundException */
  getGroup(region: string, name: string): LogGroup {
    const group = this.findGroup(region, name);
    if (group === undefined) {
      throw new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
    }
    return group;
  }

  /** @returns the log groups of a region in the order of their names */
  groupsOf(region: string): readonly LogGroup[] {
    return [...this.#groups.in(region).values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  deleteGroup(region: string, name: string): void {
    this.#groups.delete(region, name);
  }

  /**
   * Takes one event, as a service of AWS writes it: what is missing of group and stream is made.
   * @param region of the log group
   * @param groupName of the log group; one that is made keeps its events for ever
   * @param streamName of the log stream
   * @param event what happened, and when in milliseconds since 1970
   */
  write(
    region: string,
    groupName: string,
    streamName: string,
    { timestamp, message }: Pick<LogEvent, "timestamp" | "message">,
  ): void {
    const group =
      this.findGroup(region, groupName) ?? this.createGroup(LogGroupInputs.parse({ region, name: groupName }));
    const stream = group.streams.get(streamName) ?? this.#createStream(group, streamName);
    const eventId = String(this.#eventCount++).padStart(EVENT_ID_DIGITS, "0");
    const event: LogEvent = { timestamp, message, ingestionTime: this.environment.now(), eventId };
    stream.events.push(event);
    // Now and then many at once: to take the first of a long list away costs as much as to take many.
    if (stream.events.length >= 2 * this.maxEventsOfStream) stream.events.splice(0, this.maxEventsOfStream);
    for (const listener of this.#listeners) listener({ group, stream, event });
  }

  /**
   * The events that a stream still has: those that are older than the group's retention are gone.
   * @param group of the stream
   * @param stream one of the group's
   * @returns its events, the oldest first
   */
  eventsOf({ settings }: LogGroup, stream: LogStream): readonly LogEvent[] {
    const { retentionInDays } = settings;
    if (retentionInDays > 0) {
      const oldest = this.environment.now() - retentionInDays * DAY_MS;
      if (stream.events.some(({ timestamp }) => timestamp < oldest)) {
        stream.events = stream.events.filter(({ timestamp }) => timestamp >= oldest);
      }
    }
    return stream.events;
  }

  /**
   * Tells of each event from now on.
   * @param listener is called while the event is taken
   * @returns ends it
   */
  onEvent(listener: OnEvent): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #createStream(group: LogGroup, name: string): LogStream {
    const stream: LogStream = {
      name,
      arn: `${group.arn}:log-stream:${name}`,
      creationTime: this.environment.now(),
      events: [],
    };
    group.streams.set(name, stream);
    return stream;
  }
}

/** A table of a log widget. */
export interface LogTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A line of the access log: its values are texts and numbers. */
export type LogEvent = Readonly<Record<string, string | number>>;

const SOURCE = /^SOURCE '([^']+)'$/;
const CONDITION = /^(\w+) (=|>=) (?:'([^']*)'|(\d+))$/;
const STATS = /^stats count\(\*\) as (\w+) by (.+)$/;

/**
 * The log group of a query of CloudWatch Logs Insights.
 * @param query begins with SOURCE
 * @returns the name of the group
 * @throws Error if it names none
 */
export function sourceOf(query: string): string {
  const [, group] = SOURCE.exec(query.split(" | ")[0] ?? "") ?? [];
  if (group === undefined) throw new Error(`the query names no log group: ${query}`);
  return group;
}

/**
 * Evaluates a query of CloudWatch Logs Insights: the few commands that the dashboard uses. The local AWS has none.
 * @param query SOURCE, `filter`, `stats count(*) as … by …`, `sort … desc`, `limit`
 * @param events the events of the log group, as JSON
 * @returns the table
 * @throws Error for any other command
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export function evaluateLogQuery(query: string, events: readonly LogEvent[]): LogTable {
  let found = events;
  let table: LogTable = { columns: [], rows: [] };
  for (const command of query.split(" | ").slice(1)) {
    const [name = "", ...words] = command.split(" ");
    const rest = words.join(" ");
    if (name === "filter") found = found.filter((event) => rest.split(" and ").every((each) => holds(each, event)));
    else if (name === "stats") table = countBy(command, found);
    else if (name === "sort" && rest.endsWith(" desc")) table = sortDescending(table, rest.replace(/ desc$/, ""));
    else if (name === "limit") table = { ...table, rows: table.rows.slice(0, Number(rest)) };
    else throw new Error(`this tool does not evaluate "${command}": add it in commands/dashboard-picture/log-query.ts`);
  }
  return table;
}

function holds(condition: string, event: LogEvent): boolean {
  const [, field = "", comparison, text, number] = CONDITION.exec(condition) ?? [];
  if (comparison === undefined) throw new Error(`this tool does not evaluate the condition "${condition}"`);
  if (comparison === "=") return String(event[field]) === (text ?? number);
  return Number(event[field]) >= Number(number);
}

function countBy(command: string, events: readonly LogEvent[]): LogTable {
  const [, name, by] = STATS.exec(command) ?? [];
  if (name === undefined || by === undefined) throw new Error(`this tool does not evaluate "${command}"`);
  const fields = by.split(", ");
  const counts = new Map<string, number>();
  for (const event of events) {
    const key = JSON.stringify(fields.map((field) => String(event[field] ?? "")));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return {
    columns: [...fields, name],
    rows: Array.from(counts, ([key, count]) => [...(JSON.parse(key) as string[]), String(count)]),
  };
}

function sortDescending({ columns, rows }: LogTable, column: string): LogTable {
  const index = columns.indexOf(column);
  if (index < 0) throw new Error(`the query sorts by ${column}, which it does not count`);
  return { columns, rows: [...rows].sort((one, other) => Number(other[index]) - Number(one[index])) };
}

/**
 * Writes "key 1", "key 2" and so on in the place of the ids of API keys, which are others in every run.
 * @param table of a query
 * @returns the table
 */
export function nameKeys({ columns, rows }: LogTable): LogTable {
  const index = columns.indexOf("apiKeyId");
  const ids = [...new Set(rows.map((row) => row[index]))].filter((id) => id !== "-");
  return {
    columns,
    rows: rows.map((row) =>
      row.map((cell, at) => (at === index && cell !== "-" ? `key ${ids.indexOf(cell) + 1}` : cell)),
    ),
  };
}

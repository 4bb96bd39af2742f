import fc from "fast-check";

/** Few names, so that streams often name the same. `constructor` is a name that every object of JavaScript has. */
const namespace = fc.constantFrom("n1", "n2", "constructor");
const set = fc.constantFrom("s1", "s2", "constructor");

/** Streams with any routing, right or wrong as a whole, and each right by itself. */
export const routedStreams = fc
  .array(
    fc.record(
      {
        namespaces: fc.uniqueArray(namespace, { minLength: 1, maxLength: 2 }),
        sets: fc.dictionary(namespace, fc.uniqueArray(set, { minLength: 1, maxLength: 2 }), {
          maxKeys: 2,
          noNullPrototype: true,
        }),
        default: fc.boolean(),
        acceptDeletesInOtherStream: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((streams) => streams.map((stream, index) => ({ ...stream, name: `stream-${index}` })));

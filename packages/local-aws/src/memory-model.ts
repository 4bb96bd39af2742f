import { defineResource, type Properties, type Resource, type ResourceModel } from "./resource";

/** A resource model whose steps return at once, because the service keeps everything in memory. */
export type MemoryModel<Inputs extends Properties> = Omit<
  ResourceModel<Inputs>,
  "create" | "read" | "update" | "delete"
> & {
  readonly create: (inputs: Inputs) => Resource;
  readonly read: (id: string, known: Properties) => Properties | undefined;
  readonly update: (id: string, inputs: Inputs, known: Properties) => Properties;
  readonly delete: (id: string, known: Properties) => void;
};

/**
 * Makes a resource model of a model whose steps return at once.
 * @param model whose steps return at once
 * @returns the model, whose steps return promises
 */
export const fromMemory = <Inputs extends Properties>(model: MemoryModel<Inputs>): ResourceModel =>
  defineResource<Inputs>({
    ...model,
    create: (inputs) => promise(() => model.create(inputs)),
    read: (id, known) => promise(() => model.read(id, known)),
    update: (id, inputs, known) => promise(() => model.update(id, inputs, known)),
    delete: (id, known) =>
      promise(() => {
        model.delete(id, known);
      }),
  });

/** What throws becomes a rejection. */
const promise = <T>(run: () => T): Promise<T> =>
  new Promise((resolve) => {
    resolve(run());
  });

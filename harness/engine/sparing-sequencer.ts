import type { TestSequencerConstructor, TestSpecification, Vitest } from 'vitest/node'

import { entryPattern } from './start-vitest.ts'

type Sequencer = InstanceType<TestSequencerConstructor>

/** A sequencer that divides files among shards as another does, but leaves the entry of the checks to every one. */
export function sparing(Dividing: TestSequencerConstructor): TestSequencerConstructor {
  return class implements Sequencer {
    readonly #dividing: Sequencer

    constructor(vitest: Vitest) {
      this.#dividing = new Dividing(vitest)
    }

    async shard(files: TestSpecification[]): Promise<TestSpecification[]> {
      const isEntry = ({ moduleId }: TestSpecification): boolean => entryPattern.test(moduleId)
      return [...files.filter(isEntry), ...(await this.#dividing.shard(files.filter((file) => !isEntry(file))))]
    }

    async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      // oxlint-disable-next-line unicorn/no-array-sort -- a sequencer is no array
      return this.#dividing.sort(files)
    }
  }
}

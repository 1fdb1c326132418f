import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'

import type { ViteUserConfig } from 'vitest/config'

import { sparing } from './sparing-sequencer.ts'

type Plugin = Extract<NonNullable<ViteUserConfig['plugins']>[number], { name: string }>

/**
 * Vitest divides files among shards, and all checks are in one: each process keeps that file and judges its own part. The
 * project has a name of its own in each shard, since vitest takes one file in one project for the same when it merges its
 * blob reports; there the names are put back, one for each blob.
 */
export const vitestShards: Plugin = {
  name: 'oauth-assay:shards',
  async configureVitest({ project, vitest: { config }, injectTestProjects }) {
    const { shard, mergeReports } = config
    if (shard !== undefined) {
      project.config.name = nameIn(project.name, shard.index, shard.count)
      config.sequence.sequencer = sparing(config.sequence.sequencer)
      // Vitest refuses more shards than files before it divides them.
      config.passWithNoTests = true
    }
    if (typeof mergeReports !== 'string') return
    const blobs = await readdir(resolve(mergeReports)).catch(() => [])
    const names = blobs.flatMap((blob) => {
      const [, index, count] = /-(\d+)-(\d+)\.json$/.exec(blob) ?? []
      return index === undefined || count === undefined ? [] : [nameIn(project.name, Number(index), Number(count))]
    })
    const { root } = project.config
    await injectTestProjects(names.map((name) => ({ root, test: { name, root, include: [] } })))
  },
}

function nameIn(project: string, index: number, count: number): string {
  return `${project} ${index}/${count}`
}

import { join, resolve } from 'node:path'

import type { TestProject } from 'vitest/node'

import { Collector } from './collect.ts'
import { EventLog } from './event-log.ts'
import type { RunRequest } from './events.ts'
import { prepare } from './prepare.ts'
import './provided.ts'
import { placeReports, readWantedReports, withStandard } from '../wanted-reports.ts'
import { readReport } from '../../reports/read-report.ts'
import { beginning, report } from './report.ts'

/** Prepares a conformance run inside a vitest that somebody else started, and writes its report when that ends. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const options = project.getProvidedContext().assayOptions
  if (options === undefined) throw new Error('no conformance options: make the vitest configuration with conformance()')
  const { shard } = project.vitest.config
  const reports = options.reports === undefined ? undefined : withStandard(readWantedReports(options.reports))
  const base =
    options.base === undefined ? undefined : (await readReport(resolve(project.config.root, options.base))).run
  const request: RunRequest = {
    configFile: resolve(project.config.root, options.config),
    selectors: options.select ?? [],
    targets: options.targets ?? [],
    profile: options.profile,
    out: options.out === undefined || shard === undefined ? options.out : join(options.out, `shard-${shard.index}`),
    shard,
    known: undefined,
    useKnown: true,
    maxWait: options.maxWait,
    suites: options.suites ?? [],
    ...(reports === undefined ? {} : { formats: (out: string) => placeReports(reports, out, project.config.root) }),
    ...(base === undefined ? {} : { base }),
    env: process.env,
    cwd: project.config.root,
    signal: new AbortController().signal,
    embed: () => Promise.reject(new Error('a conformance project needs a target file')),
    onEvent: () => undefined,
  }
  const started = new Date()
  const prepared = await prepare(request)
  const log = new EventLog(prepared.out, beginning(request, prepared, started))
  const collector = new Collector(prepared.runId, (event) => log.hear(event))
  collector.hand(await prepared.plan())
  project.provide('assayRunId', prepared.runId)
  return async () => {
    log.end(false)
    await report(request, prepared, collector, started)
    collector.close()
  }
}

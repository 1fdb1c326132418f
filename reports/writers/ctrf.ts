import type { CTRFReport, Environment, Summary, Test } from 'ctrf'

import type { Run } from '../model.ts'
import type { Pointers } from './detail.ts'
import { reproduce } from '../reproduce.ts'
import { ctrfTest } from './ctrf-test.ts'
import { findingsInOrder } from './in-order.ts'
import { safeJson } from './safe-json.ts'

// The version of the schema the tests validate against; the format is still below 1.0.
const specVersion = '0.0.0'

/**
 * The run as a Common Test Report: one test per result, durations in milliseconds of work. `rawStatus` keeps the verdict;
 * blocked and error are `other`, warnings and notes are passed, known deviations are skipped. `out` is the report folder
 * from the repository root, put before attachments.
 */
export function writeCtrf(run: Run, { out }: { readonly out?: string } = {}): string {
  const pointers: Pointers = { command: reproduce(run), ...(out === undefined ? {} : { out }) }
  const tests = findingsInOrder(run).map((finding) => ctrfTest(finding, pointers))
  const report: CTRFReport = {
    reportFormat: 'CTRF',
    specVersion,
    runId: run.run.id,
    timestamp: run.run.finished,
    generatedBy: run.tool.name,
    results: {
      tool: { name: run.tool.name, version: run.tool.version },
      summary: summary(tests, run),
      environment: environment(run),
      tests,
    },
  }
  return safeJson(report, ['trace'])
}

function summary(tests: readonly Test[], { run }: Run): Summary {
  const having = (status: Test['status']): number => tests.filter((test) => test.status === status).length
  const start = Date.parse(run.started)
  const stop = Date.parse(run.finished)
  return {
    tests: tests.length,
    passed: having('passed'),
    failed: having('failed'),
    skipped: having('skipped'),
    pending: having('pending'),
    other: having('other'),
    flaky: tests.filter(({ flaky }) => flaky === true).length,
    suites: new Set(tests.map(({ suite }) => JSON.stringify(suite))).size,
    start,
    stop,
    duration: Math.max(0, stop - start),
    extra: { interrupted: run.interrupted },
  }
}

function environment({ run, targets, results }: Run): Environment {
  const [only, ...others] = targets
  const { shard } = run
  return {
    ...(only === undefined || others.length > 0 ? {} : { testEnvironment: only.name }),
    ...(shard === undefined ? {} : { shardId: `${shard.index}/${shard.count}` }),
    healthy: !run.interrupted && !results.some(({ verdict }) => verdict === 'blocked' || verdict === 'error'),
    extra: {
      profile: run.profile,
      selection: run.selection,
      targets: targets.map(({ name, issuer }) => ({ name, issuer })),
      ...(run.defects === undefined ? {} : { defects: run.defects }),
    },
  }
}

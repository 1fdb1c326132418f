import { createHash } from 'node:crypto'

import type { ReportingDescriptor, Run as SarifRun, ToolComponent } from 'sarif'

import type { Finding } from '../lookup.ts'
import type { CheckFacts, Run } from '../model.ts'
import type { Pointers } from './detail.ts'
import { printable } from '../printable.ts'
import { isStuck, notificationRules, notifications } from './sarif-notifications.ts'
import { sarifResult } from './sarif-result.ts'
import { sarifRule } from './sarif-rule.ts'

const categoryLimit = 80

/** One run of the tool: what it found at one target, or at all when they share a run. */
export function sarifRun(name: string, members: readonly Finding[], run: Run, pointers: Pointers): SarifRun {
  const told = members.filter(isTold)
  const checks = new Map([...told, ...members.filter(isStuck)].map(({ check }) => [check.id, check]))
  const index = new Map([...checks.keys()].map((id, at) => [id, at]))
  return {
    tool: { driver: driver([...checks.values()], run) },
    automationDetails: { id: category(name, run) },
    invocations: [
      {
        executionSuccessful: !run.run.interrupted && !members.some(isStuck),
        startTimeUtc: run.run.started,
        endTimeUtc: run.run.finished,
        toolExecutionNotifications: notifications(members, run, index),
      },
    ],
    columnKind: 'utf16CodeUnits',
    results: told.map((finding) => sarifResult(finding, index.get(finding.check.id) ?? -1, pointers)),
    properties: {
      profile: run.run.profile,
      selection: [...run.run.selection],
      verdicts: verdictsOf(members),
      known: members.filter(({ result }) => result.known !== null).length,
    },
  }
}

/** Broken laws and warnings; a known deviation would be an alert nobody is to act on. */
function isTold({ result }: Finding): boolean {
  return result.known === null && (result.verdict === 'fail' || result.verdict === 'warn')
}

function driver(checks: readonly CheckFacts[], { tool }: Run): ToolComponent {
  const rules: ReportingDescriptor[] = checks.map(sarifRule)
  return {
    name: tool.name,
    version: tool.version,
    ...(/^\d+\.\d+\.\d+/.test(tool.version) ? { semanticVersion: tool.version } : {}),
    informationUri: 'https://www.npmjs.com/package/oauth-assay',
    rules,
    notifications: notificationRules,
  }
}

/**
 * What GitHub keeps alerts apart by. An upload closes the alerts of its category that it does not name, so a part of the
 * checks, or another profile, has a category of its own.
 */
function category(name: string, { run }: Run): string {
  const { shard, selection, profile } = run
  const parts = [
    'oauth-assay',
    name,
    profile,
    ...(selection.length === 0 ? [] : [short(selection.join('+'))]),
    ...(shard === undefined ? [] : [`${shard.index}-of-${shard.count}`]),
  ]
  return `${parts.map((part) => encodeURIComponent(printable(part))).join('/')}/`
}

/** A long selection by its hash, for a category is an identifier and not a text. */
function short(selection: string): string {
  return selection.length <= categoryLimit
    ? selection
    : createHash('sha256').update(selection).digest('hex').slice(0, 16)
}

function verdictsOf(members: readonly Finding[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { result } of members) counts[result.verdict] = (counts[result.verdict] ?? 0) + 1
  return counts
}

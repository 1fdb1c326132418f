import { checkFacts, loadChecks } from '../catalogue.ts'
import { isCheck, type Check } from '../check.ts'
import { Secrets } from '../evidence/redactor.ts'
import { ignoredBy } from '../target/config/known.ts'
import type { RunChannel } from './channel.ts'
import { PersonDesk } from './desk.ts'
import type { Judged } from './judge.ts'
import type { Plan } from './plan.ts'
import { blockedFromTheStart, ignoredFromTheStart, record } from './record.ts'
import { openSession, targetFacts, type Session, type SessionOptions } from './session.ts'

/** One check at one target, ready to be judged; resolves to the verdict's words once the result has been told. */
export interface Case {
  readonly name: string
  readonly target: string
  readonly check: Check
  judge(): Promise<Told>
}

/** What a test runner needs to know of a result; already redacted. */
export interface Told {
  readonly verdict: Judged['verdict']
  readonly sentence: string
}

/** Everything a run has to judge. */
export interface Docket {
  readonly cases: readonly Case[]
  /** Hears what a person has handed over. */
  hear(id: number, line: string): void
  close(): Promise<void>
}

/** Opens all targets of a plan and lists its cases, the longest waits first. */
export async function openDocket(
  plan: Plan,
  channel: RunChannel,
  signal: AbortSignal,
  suites: readonly unknown[],
): Promise<Docket> {
  const secrets = new Secrets()
  for (const value of plan.secrets) secrets.add('secret', value)
  const wanted = new Set(plan.checks)
  const checks = [...(await loadChecks()), ...suites.filter(isCheck)].filter(({ id }) => wanted.has(id))
  const ordered = [
    ...checks.filter(({ waits }) => waits !== undefined),
    ...checks.filter(({ waits }) => waits === undefined),
  ]
  const people = new PersonDesk({
    takesAddresses: plan.terminal,
    tell: (errand) => channel.post({ kind: 'errand', ...errand }),
    finish: (id) => channel.post({ kind: 'errand done', id }),
  })
  const sessions = await Promise.all(
    plan.targets.map((target) => open(plan, target, channel, { signal, secrets, checks, people })),
  )
  channel.post({
    kind: 'planned',
    targets: sessions.map(({ target }) => targetFacts(target)),
    checks: checks.map(checkFacts),
  })
  const teller = tellingSecrets(channel, secrets)
  const cases = sessions.flatMap((session) =>
    ordered.map((check) => {
      const ignored = ignoredBy(plan.ignored, { check: check.id, target: session.target.name })
      return caseOf(session, check, secrets, channel, teller, ignored)
    }),
  )
  return {
    cases,
    hear: (id, line) => people.hear(id, line),
    async close() {
      teller()
      await Promise.all(sessions.map((session) => session.close()))
      channel.post({ kind: 'finished' })
    },
  }
}

function open(
  plan: Plan,
  { config, from }: Plan['targets'][number],
  channel: RunChannel,
  shared: Pick<SessionOptions, 'signal' | 'secrets' | 'checks' | 'people'>,
): Promise<Session> {
  return openSession(config, from, {
    profile: plan.profile,
    repeat: plan.repeat,
    ...shared,
    onStarted: (check) => channel.post({ kind: 'started', target: config.name, check }),
    onWaiting: (check, seconds, why) => channel.post({ kind: 'waiting', target: config.name, check, seconds, why }),
  })
}

function caseOf(
  session: Session,
  check: Check,
  secrets: Secrets,
  channel: RunChannel,
  tellSecrets: () => void,
  ignored: string | undefined,
): Case {
  const target = session.target.name
  return {
    name: `${check.id} — ${check.title}`,
    target,
    check,
    async judge() {
      const judgeable = ignored === undefined && (session.dead === undefined || session.judgeable(check))
      const judged = judgeable ? await session.judge(check) : undefined
      const result =
        judged !== undefined
          ? record(target, check, judged, secrets)
          : ignored === undefined
            ? blockedFromTheStart(target, check, session.dead ?? '')
            : ignoredFromTheStart(target, check, secrets.redact(ignored))
      tellSecrets()
      const picture = judged?.picture === undefined ? {} : { picture: judged.picture }
      channel.post({ kind: 'judged', result, exchanges: judged?.exchanges ?? [], ...picture })
      const sides = result.actual === null ? '' : ` — expected ${result.expected ?? ''}; got ${result.actual}`
      return { verdict: result.verdict, sentence: `[${result.verdict}] ${result.because}${sides}` }
    },
  }
}

/** Tells the other thread the secrets learned since the last time, so that it can look for them in what it writes. */
function tellingSecrets(channel: RunChannel, secrets: Secrets): () => void {
  let told = 0
  return () => {
    const entries = secrets.snapshot().slice(told)
    if (entries.length === 0) return
    told += entries.length
    channel.post({ kind: 'secrets', entries })
  }
}

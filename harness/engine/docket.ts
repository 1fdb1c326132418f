import { checkFacts, loadChecks } from '../catalogue.ts'
import { isCheck, type Check } from '../check.ts'
import { Secrets } from '../evidence/redactor.ts'
import { ignoredBy } from '../target/config/known.ts'
import type { RunChannel } from './channel.ts'
import { PersonDesk } from './desk.ts'
import type { Judged } from './judge.ts'
import type { OpenResult, Plan } from './plan.ts'
import { record, unbegun } from './record.ts'
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

/**
 * Lists the cases of a plan, the longest waits first, and begins to open its targets: each case waits for its own, so that
 * a target that is slow to answer holds up nobody else.
 */
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
  channel.post({
    kind: 'planned',
    targets: plan.targets.map(({ config: { name, issuer }, from }) => ({
      name,
      issuer,
      capabilities: [],
      from: from ?? null,
    })),
    checks: checks.map(checkFacts),
  })
  const scene: Scene = { plan, secrets, channel, tellSecrets: tellingSecrets(channel, secrets) }
  const opened = plan.targets.map((target) => ({
    name: target.config.name,
    session: open(plan, target, channel, { signal, secrets, checks, people }),
  }))
  return {
    cases: opened.flatMap(({ name, session }) => ordered.map((check) => caseOf(name, session, check, scene))),
    hear: (id, line) => people.hear(id, line),
    async close() {
      const sessions = await Promise.all(opened.map(({ session }) => session))
      scene.tellSecrets()
      await Promise.all(sessions.map((session) => session.close()))
      channel.post({ kind: 'finished' })
    },
  }
}

/** What the cases of a run share. */
interface Scene {
  readonly plan: Plan
  readonly secrets: Secrets
  readonly channel: RunChannel
  tellSecrets(): void
}

type Opened = Promise<Session | Unopened>

/** A target whose session failed to open for a fault of ours or of its set-up, in words. */
interface Unopened {
  readonly failure: string
  close(): Promise<void>
}

async function open(
  plan: Plan,
  { config, from }: Plan['targets'][number],
  channel: RunChannel,
  shared: Pick<SessionOptions, 'signal' | 'secrets' | 'checks' | 'people'>,
): Opened {
  try {
    const session = await openSession(config, from, {
      profile: plan.profile,
      repeat: plan.repeat,
      among: plan.targets.length,
      ...shared,
      onStarted: (check) => channel.post({ kind: 'started', target: config.name, check }),
      onWaiting: (check, seconds, why) => channel.post({ kind: 'waiting', target: config.name, check, seconds, why }),
    })
    channel.post({ kind: 'opened', target: targetFacts(session.target) })
    return session
  } catch (error) {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { failure: shared.secrets.redact(text), close: async () => undefined }
  }
}

function caseOf(target: string, opened: Opened, check: Check, scene: Scene): Case {
  const { plan, secrets, channel, tellSecrets } = scene
  return {
    name: `${check.id} — ${check.title}`,
    target,
    check,
    async judge() {
      const ignored = ignoredBy(plan.ignored, { check: check.id, target })
      const session = ignored === undefined ? await opened : { ignored: secrets.redact(ignored) }
      const judged = 'judge' in session && session.judgeable(check) ? await session.judge(check) : undefined
      const result = judged === undefined ? unjudged(target, check, session) : record(target, check, judged, secrets)
      tellSecrets()
      const picture = judged?.picture === undefined ? {} : { picture: judged.picture }
      channel.post({ kind: 'judged', result, exchanges: judged?.exchanges ?? [], ...picture })
      const sides = result.actual === null ? '' : ` — expected ${result.expected ?? ''}; got ${result.actual}`
      return { verdict: result.verdict, sentence: `[${result.verdict}] ${result.because}${sides}` }
    },
  }
}

function unjudged(
  target: string,
  check: Check,
  session: Session | Unopened | { readonly ignored: string },
): OpenResult {
  if ('ignored' in session) return unbegun('skip', target, check, `ignored by the baseline: ${session.ignored}`)
  if ('failure' in session) return unbegun('error', target, check, session.failure)
  return unbegun('blocked', target, check, session.dead ?? '')
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

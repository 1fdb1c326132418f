import { setMaxListeners } from 'node:events'

import type { TargetFacts } from '../../reports/model.ts'
import type { Check } from '../check.ts'
import type { Secrets } from '../evidence/redactor.ts'
import { isPassing, NoAnswer, type SilenceKind } from '../http/answer.ts'
import { Line } from '../http/line.ts'
import { Transport } from '../http/transport.ts'
import { newMemory } from '../operations/surroundings.ts'
import type { ProfileName } from '../profile.ts'
import { remedyFor } from '../setup/remedy.ts'
import { SetUp } from '../setup/set-up.ts'
import { capabilityNames } from '../target/capability-names.ts'
import type { TargetConfig } from '../target/config/config.ts'
import { privateMembers } from '../target/config/key-set.ts'
import { resolveTarget, targetOf } from '../target/resolve.ts'
import type { Target } from '../target/target.ts'
import { agentsFor } from './agents.ts'
import { agentOn } from './attempt.ts'
import type { Court } from './court.ts'
import type { PersonDesk } from './desk.ts'
import type { Crowd } from './crowd.ts'
import { Hall, widthAmong } from './hall.ts'
import { judge, type Judged } from './judge.ts'
import { Order } from './order.ts'
import type { Pause } from './pace.ts'
import { learn } from './record.ts'
import { judgeRepeatedly } from './repeat.ts'

export interface SessionOptions {
  readonly profile: ProfileName
  readonly signal: AbortSignal
  /** The run's register of secrets; the target's own are added. */
  readonly secrets: Secrets
  /** Limits the checks at work over several sessions. */
  readonly crowd?: Crowd
  /** The checks that will be judged, so that each gets its turn. */
  readonly checks?: readonly Check[]
  /** How pauses of checks pass; by sleeping unless told. */
  readonly pause?: Pause
  /** How often each check is judged; once unless told. */
  readonly repeat?: number
  /** How many targets are judged in this process, this one counted; alone unless told. */
  readonly among?: number
  /** Who logs in where that is done by hand. */
  readonly people?: PersonDesk
  onStarted?(check: string): void
  onWaiting?(check: string, seconds: number, why: string): void
}

/** A target with everything its checks share: connections, secrets, the hall. */
export interface Session {
  readonly target: Target
  /** Why no check of this target can be judged, or undefined. */
  readonly dead: string | undefined
  /** Whether a check has something to look at: at a target whose TLS fails, those that look at TLS alone. */
  judgeable(check: Check): boolean
  judge(check: Check): Promise<Judged>
  close(): Promise<void>
}

/** Opens a session with a configured target: reads its metadata and registers its secrets. */
export async function openSession(
  config: TargetConfig,
  from: Target['from'],
  options: SessionOptions,
): Promise<Session> {
  // Every check that sleeps listens; Node.js would take more than ten for a leak and warn.
  setMaxListeners(0, options.signal)
  registerSecrets(config, options.secrets)
  const transport = new Transport({
    ...config.limits,
    headers: config.headers,
    tls: config.tls,
    signal: options.signal,
  })
  const { target, dead, tls } = await reach(config, from, transport)
  const order = new Order(options.checks ?? [])
  const agents = await agentsFor(config, options.people)
  const memory = newMemory()
  const court: Court = {
    target,
    agents,
    transport,
    secrets: options.secrets,
    memory,
    series: new Map(),
    setUp: new SetUp(
      () => {
        const line = new Line(transport)
        return { target, line, agent: agentOn({ agents }, line), memory, series: new Map() }
      },
      (exchanges) => {
        for (const exchange of exchanges) learn(options.secrets, exchange)
      },
    ),
    jars: [],
    recorded: [],
    hall: hallFor(config, agents.width, options),
    profile: options.profile,
    signal: options.signal,
    pause: options.pause,
    onWaiting(check, seconds, why) {
      order.sleeps(check)
      options.onWaiting?.(check, seconds, why)
    },
  }
  return {
    target,
    dead,
    judgeable: ({ needs }) =>
      dead === undefined || (tls && needs.length > 0 && needs.every((need) => need === 'https')),
    judge: (check) => inTurn(court, order, check, options),
    async close() {
      await agents.close()
      await transport.close()
    },
  }
}

function hallFor({ limits }: TargetConfig, width: number, { among = 1, crowd }: SessionOptions): Hall {
  const { checks_at_once: most = width } = limits
  return new Hall(Math.min(most, widthAmong(among, width)), crowd, most === 1)
}

async function inTurn(
  court: Court,
  order: Order,
  check: Check,
  { onStarted, repeat = 1 }: SessionOptions,
): Promise<Judged> {
  await order.turn(check)
  onStarted?.(check.id)
  try {
    return await judgeRepeatedly(repeat, () => judge(court, check))
  } finally {
    order.ends(check.id)
  }
}

/** What reports say of a target. */
export function targetFacts({ name, issuer, has, from }: Target): TargetFacts {
  return { name, issuer, capabilities: capabilityNames.filter(has), from: from ?? null }
}

const deadWords: Partial<Record<SilenceKind, string>> = {
  tls: 'fails the TLS handshake',
  plain: 'does not speak TLS',
}

/** What to correct is told only where nobody answered from the start; a server that went away later needs nothing corrected. */
function deathOf(issuer: string, kind: SilenceKind): string {
  return `${new URL(issuer).origin} ${deadWords[kind] ?? 'does not answer'}; ${remedyFor(issuer, kind).fix}`
}

async function reach(config: TargetConfig, from: Target['from'], transport: Transport) {
  const resolve = async (): Promise<Target> => resolveTarget(config, new Line(transport), from)
  try {
    const target = await resolve().catch((error: unknown) => (isPassing(error) ? resolve() : Promise.reject(error)))
    return { target, dead: undefined, tls: false }
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    const tls = error.kind === 'tls'
    return {
      target: targetOf(config, config.metadata, false, from),
      dead: deathOf(config.issuer, error.kind),
      tls,
    }
  }
}

/** Adds what the description of a target holds to a register of secrets. */
export function registerSecrets(config: TargetConfig, secrets: Secrets): void {
  for (const { client_secret, jwks } of Object.values(config.clients)) {
    if (client_secret !== undefined) secrets.add('client_secret', client_secret)
    for (const key of jwks?.keys ?? []) {
      for (const member of privateMembers) if (typeof key[member] === 'string') secrets.add('key', key[member])
    }
  }
  for (const key of config.assertion?.jwks.keys ?? []) {
    for (const value of privateMembers.map((name) => key[name])) {
      if (typeof value === 'string') secrets.add('key', value)
    }
  }
  const token = config.registration?.initial_access_token
  if (token !== undefined) secrets.add('registration_access_token', token)
  for (const { password } of Object.values(config.users)) {
    if (password !== undefined) secrets.add('password', password)
  }
}

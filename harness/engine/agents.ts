import type { CookieJar } from 'tough-cookie'
import type { TargetConfig } from '../target/config/config.ts'
import { browserAgent } from '../user-agents/browser/browser.ts'
import { assertBrowser, launch } from '../user-agents/browser/launch.ts'
import { formAgent } from '../user-agents/form.ts'
import { formThenBrowser } from '../user-agents/form-then-browser.ts'
import { loadLogin, scriptAgent } from '../user-agents/script.ts'
import { listenAt } from '../user-agents/manual/listener.ts'
import { manualAgent } from '../user-agents/manual/manual.ts'
import { UsageError } from '../usage-error.ts'
import type { PersonDesk } from './desk.ts'
import type { PageFetch, UserAgent, Witness } from '../user-agents/user-agent.ts'

/** The user agents of one target, all of the kind its file asks for. */
export interface Agents {
  /** Checks that may be under way at once with such agents. */
  readonly width: number
  /** Longest a check may work with them, milliseconds; longer once a browser is at work. */
  patience(): number
  /** Whether a person walks, who is not to be asked for what no check needs. */
  readonly byHand?: true
  /** An agent over one line; where it has a browser, the witness gets a picture of each page on which a walk ends. */
  agent(fetch: PageFetch, jar: CookieJar | undefined, witness?: Witness): UserAgent
  close(): Promise<void>
}

/** A page takes a browser a hundred times as long, and four at once are what it can do. */
const quick = { width: 16, patience: 120_000 }
const slow = { width: 4, patience: 600_000 }
const plain = { width: quick.width, patience: () => quick.patience }

/** A check may wait for all the logins of a run, milliseconds. */
const byHand = 4 * 3_600_000
const usualLogins = 5

const nothing = async (): Promise<void> => undefined

/** Rejects with UsageError where a target asks for a browser or a script that cannot be had. */
export async function assertAgents({ name, login, clients }: TargetConfig, terminal = false): Promise<void> {
  if (login.how === 'manual' && !terminal) await assertListening(name, clients)
  if (login.how === 'browser') await assertBrowser()
  if (login.how === 'script') await loadLogin(login.module ?? '')
}

/** Without a terminal the answer of a login by hand can only be taken at the redirect_uri. */
async function assertListening(name: string, clients: TargetConfig['clients']): Promise<void> {
  for (const [client, { redirect_uris }] of Object.entries(clients)) {
    const [redirectUri] = redirect_uris
    if (redirectUri === undefined) continue
    const listener = await listenAt(redirectUri)
    listener?.close()
    if (listener !== undefined) continue
    const wanted = `targets ${name}, clients ${client}: login.how: manual without a terminal expected a redirect_uri of http on this machine whose port is free`
    throw new UsageError(
      `${wanted}, got ${redirectUri}. Run in a terminal, where the address can be pasted, or register such a redirect_uri`,
    )
  }
}

/** User agents as `login.how` says. Rejects with UsageError when the module of a script cannot be used. */
export async function agentsFor({ login, issuer, metadata }: TargetConfig, people?: PersonDesk): Promise<Agents> {
  if (login.how === 'manual' && people !== undefined) {
    const desk = people.deskFor(login.manual_logins ?? usualLogins)
    return {
      width: quick.width,
      patience: () => byHand,
      byHand: true,
      agent: (fetch, jar) => manualAgent({ fetch, desk, ...(jar === undefined ? {} : { jar }) }),
      close: nothing,
    }
  }
  if (login.how === 'browser' || login.how === 'auto') {
    const browser = launch()
    const walker = login.how === 'auto' ? formThenBrowser : browserAgent
    const own = [issuer, ...Object.values(metadata)].flatMap((url) =>
      typeof url === 'string' && URL.canParse(url) ? [new URL(url).hostname] : [],
    )
    const hosts = [...own, ...(login.hosts ?? [])]
    return {
      width: login.how === 'auto' ? quick.width : slow.width,
      patience: () => (browser.used ? slow : quick).patience,
      agent: (fetch, jar, witness) =>
        walker({
          fetch,
          launch: browser,
          hosts,
          ...(jar === undefined ? {} : { jar }),
          ...(witness === undefined ? {} : { witness }),
        }),
      close: () => browser.close(),
    }
  }
  if (login.how === 'script') {
    const script = await loadLogin(login.module ?? '')
    return { ...plain, agent: (fetch, jar) => scriptAgent(script, fetch, jar), close: nothing }
  }
  return { ...plain, agent: (fetch, jar) => formAgent(fetch, jar), close: nothing }
}

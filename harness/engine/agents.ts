import type { CookieJar } from 'tough-cookie'
import type { TargetConfig } from '../target/config/config.ts'
import { browserAgent } from '../user-agents/browser/browser.ts'
import { assertBrowser, launch } from '../user-agents/browser/launch.ts'
import { formAgent } from '../user-agents/form.ts'
import { loadLogin, scriptAgent } from '../user-agents/script.ts'
import type { PageFetch, UserAgent } from '../user-agents/user-agent.ts'

/** The user agents of one target, all of the kind its file asks for. */
export interface Agents {
  agent(fetch: PageFetch, jar: CookieJar | undefined): UserAgent
  close(): Promise<void>
}

const nothing = async (): Promise<void> => undefined

/** Rejects with UsageError where a target asks for a browser or a script that cannot be had. */
export async function assertAgents({ login }: TargetConfig): Promise<void> {
  if (login.how === 'browser') await assertBrowser()
  if (login.how === 'script') await loadLogin(login.module ?? '')
}

/** User agents as `login.how` says. Rejects with UsageError when the module of a script cannot be used. */
export async function agentsFor({ login, issuer, metadata }: TargetConfig): Promise<Agents> {
  if (login.how === 'browser') {
    const browser = launch()
    const own = [issuer, ...Object.values(metadata)].flatMap((url) =>
      typeof url === 'string' && URL.canParse(url) ? [new URL(url).hostname] : [],
    )
    const hosts = [...own, ...(login.hosts ?? [])]
    return {
      agent: (fetch, jar) => browserAgent({ fetch, launch: browser, hosts, ...(jar === undefined ? {} : { jar }) }),
      close: () => browser.close(),
    }
  }
  if (login.how === 'script') {
    const script = await loadLogin(login.module ?? '')
    return { agent: (fetch, jar) => scriptAgent(script, fetch, jar), close: nothing }
  }
  return { agent: formAgent, close: nothing }
}

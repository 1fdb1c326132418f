import { UsageError } from '../usage-error.ts'
import { continueInBrowser, type BrowserAgentOptions } from './browser/browser.ts'
import { formAgent } from './form.ts'
import type { UserAgent } from './user-agent.ts'
import { USE_BROWSER } from './why-stuck.ts'

/**
 * A user agent that walks without a browser and takes one from the first page on that needs its scripts. That page is handed over as
 * it came and not asked for again. Where no browser can be had, the walk ends there and says how to get one.
 */
export function formThenBrowser(options: BrowserAgentOptions): UserAgent {
  return formAgent(options.fetch, options.jar, async (unpassed) => {
    try {
      return await continueInBrowser(options, unpassed)
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      const { arrival } = unpassed
      const why = error.message.replace('login.how: browser expected', 'expected')
      return { ...arrival, stuck: `${arrival.stuck.replace(USE_BROWSER, 'which takes a browser')}; ${why}` }
    }
  })
}

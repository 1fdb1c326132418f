import { setTimeout as delay } from 'node:timers/promises'
import type { CDPSession } from 'playwright'
import { mask, shows } from './mask.ts'

/** Largest picture, CSS pixels, and longest time for it, milliseconds. */
const most = { width: 1_600, height: 3_000, patience: 5_000 }

/**
 * A PNG of a page on which nothing more is to be done, without what `hides` names and without what passwords are typed into. Undefined where
 * that cannot be had: no picture is better than one that shows a secret.
 */
export async function picture(cdp: CDPSession, hides: (text: string) => boolean): Promise<Uint8Array | undefined> {
  const late = new AbortController()
  try {
    return await Promise.race([taken(cdp, hides), delay(most.patience, undefined, { signal: late.signal, ref: false })])
  } catch {
    return undefined
  } finally {
    late.abort()
  }
}

async function taken(cdp: CDPSession, hides: (text: string) => boolean): Promise<Uint8Array | undefined> {
  // A page that draws itself anew would undo the mask.
  await cdp.send('Emulation.setScriptExecutionDisabled', { value: true })
  await mask(cdp, hides)
  const { cssContentSize } = await cdp.send('Page.getLayoutMetrics')
  const width = Math.min(Math.max(cssContentSize.width, 1), most.width)
  const height = Math.min(Math.max(cssContentSize.height, 1), most.height)
  const { data } = await cdp.send('Page.captureScreenshot', {
    format: 'png',
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width, height, scale: 1 },
  })
  return (await shows(cdp, hides)) ? undefined : new Uint8Array(Buffer.from(data, 'base64'))
}

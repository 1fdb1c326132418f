import type { CDPSession } from 'playwright'
import { inside } from './inside.ts'
import type { Inside } from './inside.ts'
import { readDocument } from './snapshot.ts'

const source = `globalThis.assay ??= (${inside.toString()})(${readDocument.toString()})`

/** The page under the browser's eyes, and a way to run functions in it; they must not use anything from outside of themselves. */
export class World {
  readonly #cdp: CDPSession
  readonly #frameId: string
  #context: Promise<number> | undefined

  constructor(cdp: CDPSession, frameId: string) {
    this.#cdp = cdp
    this.#frameId = frameId
    cdp.on('Page.frameNavigated', ({ frame }) => {
      if (frame.id === frameId) this.#context = undefined
    })
  }

  /** Runs a function in the page and resolves to what it returns, as JSON. Rejects when the page leaves meanwhile. */
  async run<A extends readonly unknown[], R>(work: (page: Inside, ...args: A) => R, ...args: A): Promise<Awaited<R>> {
    const contextId = await (this.#context ??= this.#open())
    const given = args.map((each) => `, ${JSON.stringify(each)}`).join('')
    const { result, exceptionDetails } = await this.#cdp.send('Runtime.evaluate', {
      contextId,
      expression: `(${work.toString()})(globalThis.assay${given})`,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    })
    if (exceptionDetails !== undefined)
      throw new InPage(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value as Awaited<R>
  }

  async #open(): Promise<number> {
    const { executionContextId: contextId } = await this.#cdp.send('Page.createIsolatedWorld', {
      frameId: this.#frameId,
      worldName: 'assay',
    })
    await this.#cdp.send('Runtime.evaluate', { contextId, expression: `${source}; undefined` })
    return contextId
  }

  /** Presses the left button of the mouse at a point of the window, in CSS pixels. */
  async click(x: number, y: number): Promise<void> {
    const at = { x, y, button: 'left', clickCount: 1 } as const
    await Promise.all([
      this.#cdp.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y }),
      this.#cdp.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...at, buttons: 1 }),
      this.#cdp.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...at }),
    ])
  }

  /** Types text into the field that has the focus. */
  async type(text: string): Promise<void> {
    await this.#cdp.send('Input.insertText', { text })
  }

  /** Presses Enter in the field that has the focus. */
  async enter(): Promise<void> {
    const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 }
    await this.#cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, text: '\r' })
    await this.#cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
  }
}

/** A function that threw in the page; everything else that {@link World.run} rejects with means that the page is gone. */
export class InPage extends Error {}

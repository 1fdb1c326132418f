import type { Page } from 'playwright'
import { afterAll, describe, expect, it } from 'vitest'
import { browserAgent } from '../../../harness/user-agents/browser/browser.ts'
import { launch } from '../../../harness/user-agents/browser/launch.ts'
import { mask, shows } from '../../../harness/user-agents/browser/mask.ts'
import { picture } from '../../../harness/user-agents/browser/picture.ts'
import { CLIENT, START, fakeServer, page } from '../fake-server.ts'

const browser = launch()
afterAll(() => browser.close())

const SECRET = 'tell-nobody-4711'
const hides = (text: string): boolean => text.includes(SECRET)
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** What stands in a page after masking: text, attributes, values, frames and closed shadow roots. */
async function masked(html: string): Promise<string> {
  return browser.context(async (context) => {
    const tab = await context.newPage()
    await tab.setContent(html)
    await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)))
    const cdp = await context.newCDPSession(tab)
    expect(await shows(cdp, hides)).toBe(true)
    await mask(cdp, hides)
    expect(await shows(cdp, hides)).toBe(false)
    return everything(tab)
  })
}

function everything(tab: Page): Promise<string> {
  return tab.evaluate(() => {
    const frames = [...document.querySelectorAll('iframe')].map((each) => each.contentDocument?.body.innerHTML)
    const values = [...document.querySelectorAll('input, textarea')].map((each) => (each as HTMLInputElement).value)
    const { hidden } = globalThis as { hidden?: ShadowRoot }
    return [document.body.innerHTML, hidden?.innerHTML, ...frames, ...values].join('\n')
  })
}

describe.concurrent('a page before its picture is taken', () => {
  it.each([
    ['a text', `<p>Your password ${SECRET} is wrong</p>`],
    ['a text over several elements', `<p>tell-<b>nobody</b><i>-4711</i></p>`],
    ['what a field holds', `<input value="${SECRET}">`],
    ['what was typed', `<input id=a><script>document.querySelector('#a').value = '${SECRET}'</script>`],
    ['a longer text field', `<textarea>${SECRET}</textarea>`],
    ['a hint', `<input placeholder="${SECRET}">`],
    ['the label of a button', `<input type=submit value="Send ${SECRET}">`],
    ['what a style sheet shows', `<style>p::after { content: attr(data-x) }</style><p data-x="${SECRET}"></p>`],
    ['an option', `<select><option>${SECRET}</option></select>`],
    [
      'a frame',
      `<iframe></iframe><script>document.querySelector('iframe').contentDocument.body.textContent = '${SECRET}'</script>`,
    ],
    [
      'a closed shadow root',
      `<div id=h></div><script>(window.hidden = document.querySelector('#h').attachShadow({mode:'closed'})).innerHTML = '<p>${SECRET}</p>'</script>`,
    ],
  ])('no longer holds %s', async (_, html) => {
    const left = await masked(`<h1>Sign in</h1>${html}`)
    expect(left).not.toContain(SECRET)
    expect(left).toContain('Sign in')
    expect(left).not.toMatch(/nobody/)
  })

  it('hides passwords that nobody knows, and images', async () => {
    const left = await masked(`<p>${SECRET}</p><input type=password value=unheard-of><canvas></canvas>`)
    expect(left).toContain('████████')
    expect(left).toContain('visibility: hidden !important')
    expect(left.split('\n').at(-1)).toBe('████████')
  })
})

describe('a walk that ends on a page', () => {
  it('leaves a picture of it', async () => {
    const pictures: Uint8Array[] = []
    const wrong = page(`<p>No: tell-nobody-4711</p><p>${'word '.repeat(50)}</p>`)
    const login = page(
      '<form method=post action=/login><input name=user><input type=password name=pass><button>Sign in</button></form>',
    )
    const server = fakeServer({ 'GET /authorize': login, 'POST /login': wrong })
    const witness = { hides: () => hides, keep: (png: Uint8Array) => pictures.push(png) }
    const agent = browserAgent({ fetch: server.fetch, launch: browser, witness })
    const person = { username: 'alice', password: SECRET }
    expect(await agent.walk(START, { redirectUri: CLIENT, person })).toMatchObject({ kind: 'page' })
    expect(pictures.map((png) => Array.from(png.slice(0, 8)))).toEqual([PNG])
  }, 60_000)

  it('keeps what is hidden hidden while the picture is taken', async () => {
    await browser.context(async (context) => {
      const tab = await context.newPage()
      await tab.setContent(`<p></p><script>setInterval(() => { document.body.textContent = '${SECRET}' }, 1)</script>`)
      await tab.waitForFunction((text) => document.body.textContent === text, SECRET)
      const cdp = await context.newCDPSession(tab)
      expect([...((await picture(cdp, hides)) ?? [])].slice(0, 8)).toEqual(PNG)
      expect(await shows(cdp, hides)).toBe(false)
    })
  }, 60_000)
})

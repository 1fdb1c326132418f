import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Agent, request } from 'undici'

const script = fileURLToPath(new URL('rivals.mjs', import.meta.url))

/** A server of rivals.mjs in a process of its own. */
export class Rival {
  #child
  #agent = new Agent({ connections: 16, pipelining: 1 })

  static async start(name, format) {
    const child = fork(script, [name, format], {
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const [place] = await once(child, 'message')
    return Object.assign(new Rival(), { place }).#own(child)
  }

  #own(child) {
    this.#child = child
    return this
  }

  /** CPU seconds so far, resident and heap megabytes after a collection. */
  async figures() {
    this.#child.send('figures')
    const [figures] = await once(this.#child, 'message')
    return figures
  }

  async stop() {
    await this.#agent.close()
    this.#child.kill()
    await once(this.#child, 'exit')
  }

  async token(form) {
    const { issuer, token, client } = this.place
    const { statusCode, body } = await request(issuer + token, {
      method: 'POST',
      dispatcher: this.#agent,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...client, ...form }).toString(),
    })
    const answer = await body.json()
    if (statusCode !== 200) throw new Error(`${statusCode} ${JSON.stringify(answer)}`)
    return answer
  }

  /** A whole code flow of a new user agent: every redirect is followed with its cookies, and the code is redeemed. */
  async flow() {
    const { issuer, authorize, client, redirect } = this.place
    const query = {
      response_type: 'code',
      client_id: client.client_id,
      redirect_uri: redirect,
      scope: 'openid read',
      state: 'x',
    }
    const cookies = new Map()
    let url = new URL(`${issuer}${authorize}?${new URLSearchParams(query)}`)
    while (url.href.startsWith(issuer)) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const { headers, body } = await request(url, { dispatcher: this.#agent, headers: { cookie } })
      await body.dump()
      for (const line of [headers['set-cookie'] ?? []].flat()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
        cookies.set(name, value)
      }
      url = new URL(headers.location, url)
    }
    const code = url.searchParams.get('code')
    if (code === null) throw new Error(`no code in ${url.href}`)
    await this.token({ grant_type: 'authorization_code', code, redirect_uri: redirect })
  }
}

/** Does something many times, so many at once. */
export async function repeat(times, atOnce, work) {
  let left = times
  const worker = async () => {
    while (left > 0) {
      left -= 1
      await work()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

/** How often a second of the server's CPU does something. */
export async function perCpuSecond(rival, times, atOnce, work) {
  const before = await rival.figures()
  await repeat(times, atOnce, work)
  const after = await rival.figures()
  return times / (after.cpu - before.cpu)
}

import { describe, expect, test } from 'vitest'

import { main } from '../../cli/program.ts'
import { refusalText } from '../../cli/refusal-text.ts'
import { JournalEntry, type JournalFacts } from '../../mock-server/index.ts'
import { fakeIo } from './fake-io.ts'

/** What is printed to stderr while a client of the mock makes mistakes, one of them with a secret. */
async function printed(...argv: string[]): Promise<string> {
  const io = fakeIo()
  const ended = main(['mock', '--port', '0', ...argv], io)
  await expect.poll(() => io.printed.stdout, { timeout: 20_000 }).toContain('Stop it')
  const issuer = /^issuer\s+(\S+)$/m.exec(io.printed.stdout)?.[1] ?? ''
  const authorization = `Basic ${btoa('service:not-the-secret-at-all')}`
  const body = new URLSearchParams({ grant_type: 'client_credentials' })
  await fetch(`${issuer}/token`, { method: 'POST', headers: { authorization }, body })
  await fetch(`${issuer}/authorize?client_id=web&redirect_uri=https://app.example/%1b[31m`)
  await fetch(`${issuer}/.well-known/openid-configuration`)
  io.emitter.emit('SIGINT')
  await ended
  return io.printed.stderr.replace('stopping; once more ends at once\n', '')
}

describe('assay mock', () => {
  test('says in two lines why it refused a request, without secrets', { timeout: 30_000 }, async () => {
    const lines = (await printed()).trimEnd().split('\n')

    expect(lines).toHaveLength(4)
    expect(lines[0]).toMatch(
      /^\d\d:\d\d:\d\d token service invalid_client: The client_secret must .* \(RFC 6749 §5\.2\)$/,
    )
    expect(lines[1]).toMatch(/^ {9}expected the secret of service; got another one\. Compare it .*\.$/)
    expect(lines[2]).toMatch(/authorization web invalid_redirect_uri: .* \(RFC 9700 §2\.1\)$/)
    expect(lines[3]).toContain('got redirect_uri=https://app.example/')
    expect(lines.join('\n')).not.toMatch(/not-the-secret|[^\P{Cc}\n]/u)
  })

  test('says nothing when told to be quiet', { timeout: 30_000 }, async () => {
    expect(await printed('--quiet')).toBe('')
  })
})

describe('a refusal on the console', () => {
  const facts = { time: 0, endpoint: 'token', method: 'POST', status: 400 }
  const entry = (more: Partial<JournalFacts> = {}): JournalEntry => new JournalEntry(1, { ...facts, ...more })

  test('is none where nothing was refused, or a device waits as it should', () => {
    expect(refusalText(entry(), '')).toBeUndefined()
    expect(refusalText(entry({ error: 'authorization_pending', detail: '' }), '')).toBeUndefined()
  })

  test('names the tenant, and falls back to the detail', () => {
    const refused = entry({ error: 'invalid_grant', detail: 'odd thing\u001B[2J', client: 'web' })
    expect(refusalText(refused, 'shop')).toBe('00:00:00 shop token web invalid_grant: odd thing\u{fffd}[2J')
  })
})

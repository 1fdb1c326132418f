import { describe, expect, onTestFinished, test } from 'vitest'

import { defaultClients } from '../../mock-server/defaults.ts'
import { createMockServer, type Client, type User } from '../../mock-server/index.ts'
import { assay, emptyFolder, patience, reportedRun, reportFiles } from './assay.ts'
import { watchIssued } from './issued.ts'
import { Search, writtenForms } from './needles.ts'
import { brief, describeMock, writeTargets } from './target-file.ts'

const planted: Readonly<Record<string, string>> = {
  web: `100%+of "the" <web>'s \\secret/&=?;#~4f9a`,
  second: '%2B%22+second+secret%25%20end~7c1d',
  service: 'a b  c+d%e"f\'g`h|i{j}k^l:m@n,o$p!q*r(s)t',
}

const users: User[] = [
  { username: 'alice', password: 'pässwörd “+%&= ✓ 日本語 of alice' },
  { username: 'bob', password: 'b\\o"b\'s/secret+word%20' },
]

const clients: Client[] = defaultClients()
for (const client of clients) {
  const secret = planted[client.client_id]
  if (secret !== undefined) client.client_secret = secret
}

const secrets = [...Object.values(planted), ...users.map(({ password }) => password)]

describe('nothing that leaves a run holds a secret', { timeout: patience }, () => {
  test.each<[string, string[]]>([
    ['at a sound server', []],
    ['at one that breaks laws', ['code-reusable', 'pkce-unverified', 'code-reuse-keeps-access-token']],
  ])('%s', async (_, defects) => {
    const mock = await createMockServer({ tenant: { clients, users, lifetimes: brief, defects } })
    onTestFinished(() => mock.close())
    const issued = watchIssued(mock.tenant)
    const folder = await emptyFolder()
    await writeTargets(folder, [describeMock(mock.issuer, clients, users)])

    const { code, stdout, stderr } = await assay(folder, ['run'])

    const { results } = await reportedRun(folder)
    expect(code).toBe(defects.length === 0 ? 0 : 1)
    expect(results.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(results.length / 2)
    expect(issued.size).toBeGreaterThan(100)
    const search = new Search([...secrets, ...issued])
    const texts = [...(await reportFiles(folder)), ['stdout', stdout] as const, ['stderr', stderr] as const]
    expect(texts.length).toBeGreaterThan(20)
    expect(texts.flatMap(([name, text]) => search.findIn(text).map((found) => `${name}: ${found}`))).toEqual([])
    expect(texts.some(([, text]) => text.includes('‹access_token#'))).toBe(true)
    expect(texts.some(([, text]) => text.includes('‹client_secret#'))).toBe(true)
  })
})

test(
  'credentials that are wrong in the target file accuse nobody, and are told to nobody',
  { timeout: patience },
  async () => {
    const mock = await createMockServer({ tenant: { login: 'automatic' } })
    onTestFinished(() => mock.close())
    const folder = await emptyFolder()
    await writeTargets(folder, [describeMock(mock.issuer, clients, users)])

    const { code, stdout, stderr } = await assay(folder, ['run', '--max-wait', '0'])

    const search = new Search(secrets)
    for (const [name, text] of [...(await reportFiles(folder)), ['output', stdout + stderr] as const]) {
      expect(search.findIn(text), name).toEqual([])
    }
    const failed = (await reportedRun(folder)).results.filter(({ verdict }) => verdict === 'fail')
    // The tenant logs everybody in, and that is found out with any credentials.
    const accused = failed.filter(({ check }) => check !== 'authz.resource-owner-authenticated-first')
    expect(accused.map(({ check, actual }) => `${check}: ${actual}`)).toEqual([])
    expect(code).toBe(1)
  },
)

describe('the search itself', () => {
  test.each(secrets)('finds %j in every form, in the middle of other text', (secret) => {
    const search = new Search([secret])

    for (const text of Object.values(writtenForms(secret)))
      expect(search.findIn(`before ${text} after`)).not.toEqual([])
    for (const before of ['', 'x', 'xx', 'id:']) {
      expect(search.findIn(Buffer.from(`${before}${secret} and more`).toString('base64'))).not.toEqual([])
      expect(search.findIn(Buffer.from(`${before}${secret}`).toString('base64url'))).not.toEqual([])
    }
    expect(search.findIn('nothing to be found here, however long one looks')).toEqual([])
  })
})

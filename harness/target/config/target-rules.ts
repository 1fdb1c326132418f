import { reportMistake } from '../../wanted-reports.ts'
import { nearest } from '../nearest.ts'
import { assertionRules } from './assertion-rules.ts'
import { clientRules } from './client-rules.ts'
import { type Draft, draftAt, draftItems, draftsOf, textAt, textsAt } from './draft.ts'
import { metadataUrls } from './metadata-names.ts'
import type { Finding, Path } from './problem.ts'
import { endpointRule, issuerRule, plainRule, webUrl } from './url-rules.ts'

/** What the shape of a target file cannot say: what its parts need of each other. */
export function meaningFindings(data: Draft): Finding[] {
  const targets = draftItems(data['targets'])
  return [
    ...reportRules(data),
    ...targets.flatMap(([index, target]) => targetRules(['targets', index], target)),
    ...repeatedNames(targets),
  ]
}

function reportRules(data: Draft): Finding[] {
  return textsAt(data, 'reports').flatMap(([index, word]) => {
    const message = reportMistake(word)
    return message === undefined ? [] : [{ path: ['reports', index], message }]
  })
}

/** The name of a target: as written, else the host of its issuer. */
export function targetName(target: Draft): string | undefined {
  return textAt(target, 'name') ?? webUrl(textAt(target, 'issuer') ?? '')?.host
}

function targetRules(path: Path, target: Draft): Finding[] {
  const issuer = textAt(target, 'issuer')
  const plain = textAt(target, 'plain_http')
  return [
    ...(issuer === undefined ? [] : issuerRule([...path, 'issuer'], issuer)),
    ...[['resource'], ['resource', 'write'], ['me']].flatMap((place) => addressRules(path, target, place)),
    ...(plain === undefined ? [] : plainRule([...path, 'plain_http'], plain)),
    ...metadataRules(path, target),
    ...draftsOf(target['clients']).flatMap(([name, client]) => clientRules([...path, 'clients', name], client)),
    ...assertionRules([...path, 'assertion'], target['assertion']),
    ...capabilityRules(path, target),
    ...stepRules(path, target),
    ...loginRules(path, target),
  ]
}

/** The url that stands at a place of a target. */
function addressRules(path: Path, target: Draft, place: readonly string[]): Finding[] {
  const url = textAt(place.reduce(draftAt, target), 'url')
  return url === undefined ? [] : endpointRule([...path, ...place, 'url'], url)
}

function metadataRules(path: Path, target: Draft): Finding[] {
  const metadata = draftAt(target, 'metadata')
  const endpoints = metadataUrls.flatMap((name) => {
    const value = textAt(metadata, name)
    return value === undefined ? [] : endpointRule([...path, 'metadata', name], value)
  })
  if (target['discovery'] !== false || metadata['token_endpoint'] !== undefined) return endpoints
  const missing: Finding = {
    path: [...path, 'metadata', 'token_endpoint'],
    message: 'a target without discovery needs metadata.token_endpoint, got none',
    fix: 'add metadata: { token_endpoint: https://… }, or remove discovery: false',
    at: 'key',
  }
  return [...endpoints, missing]
}

function repeatedNames(targets: readonly [number, Draft][]): Finding[] {
  const first = new Map<string, number>()
  return targets.flatMap(([index, target]) => {
    const name = targetName(target)
    const earlier = name === undefined ? undefined : first.get(name)
    if (name !== undefined && earlier === undefined) first.set(name, index)
    if (earlier === undefined) return []
    return [
      {
        path: ['targets', index, 'name'],
        message: `targets[${earlier}] has the same name, ${JSON.stringify(name)}`,
        fix: 'give each target a name of its own',
      },
    ]
  })
}

function capabilityRules(path: Path, target: Draft): Finding[] {
  const capabilities = draftAt(target, 'capabilities')
  const added = new Set(textsAt(capabilities, 'add').map(([, name]) => name))
  return textsAt(capabilities, 'remove')
    .filter(([, name]) => added.has(name))
    .map(([index, name]) => ({
      path: [...path, 'capabilities', 'remove', index],
      message: `${name} is both added and removed`,
      fix: 'keep one of the two',
    }))
}

/** A way to log in comes with what it needs. */
function loginRules(path: Path, target: Draft): Finding[] {
  const login = draftAt(target, 'login')
  if (textAt(login, 'how') !== 'script' || textAt(login, 'module') !== undefined) return []
  const message = 'expected a module with how: script, got none'
  return [{ path: [...path, 'login', 'how'], message, fix: 'add module: ./login.ts, whose default export walks' }]
}

/** A step types something the user of the walk has. */
function stepRules(path: Path, target: Draft): Finding[] {
  const fields = draftsOf(target['users']).flatMap(([, user]) => Object.keys(draftAt(user, 'fields')))
  const known = [...new Set(['username', 'password', ...fields])]
  const login = draftAt(target, 'login')
  return ['steps', 'consent', 'deny'].flatMap((list) =>
    draftItems(login[list]).flatMap(([index, step]) => {
      const name = textAt(step, 'with')
      if (name === undefined || known.includes(name)) return []
      const near = nearest(name, known)
      const message = `expected ${known.join(', ')} or a field of a user, got ${JSON.stringify(name)}`
      const fix = near === undefined ? `add fields: { ${name}: … } to a user` : `did you mean ${near}?`
      return [{ path: [...path, 'login', list, index, 'with'], message, fix }]
    }),
  )
}

import type { ErrorObject } from 'ajv'
import { isRecord } from '../../http/answer.ts'
import { nearest } from '../nearest.ts'
import { expectation } from './expectation.ts'
import type { Finding, Path } from './problem.ts'
import type { ShowValue } from './shown-value.ts'

const few = 8

/** Turns the errors of a schema validator into findings: one per mistake, without the echoes of compound keywords. */
export function schemaFindings(errors: readonly ErrorObject[], data: unknown, show: ShowValue): Finding[] {
  const direct = errors.filter(
    ({ schemaPath, propertyName }) => propertyName === undefined && !/\/(oneOf|not|anyOf)\//.test(schemaPath),
  )
  const strange = new Set(direct.filter(isUnknownKey).map(({ instancePath }) => instancePath))
  return direct
    .filter((error) => !(error.keyword === 'oneOf' && strange.has(error.instancePath)))
    .map((error) => toFinding(error, pointerPath(error.instancePath, data), show))
}

function toFinding(error: ErrorObject, path: Path, show: ShowValue): Finding {
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(error, path)
    case 'required':
      return missing(error, path)
    case 'propertyNames':
      return badName(error, path)
    case 'uniqueItems':
      return repeated(error, path, show)
    default:
      return expectation(error, path, show)
  }
}

const isUnknownKey = ({ keyword }: ErrorObject): boolean => keyword === 'additionalProperties'
const missingKey = ({ params }: ErrorObject): string => String(params['missingProperty'])
const unknownName = ({ params }: ErrorObject): string => String(params['additionalProperty'])

function allowedKeys({ parentSchema }: ErrorObject): string[] {
  const properties: unknown = parentSchema?.['properties']
  return isRecord(properties) ? Object.keys(properties) : []
}

function unused(error: ErrorObject): string[] {
  const present = isRecord(error.data) ? error.data : {}
  return allowedKeys(error).filter((key) => !Object.hasOwn(present, key))
}

function unknownKey(error: ErrorObject, path: Path): Finding {
  const name = unknownName(error)
  const near = nearest(name, unused(error))
  const keys = allowedKeys(error)
  const hint = near === undefined ? '' : `; did you mean ${near}?`
  return {
    path: [...path, name],
    message: `unknown key${hint}`,
    at: 'key',
    ...(near === undefined ? {} : { meant: [...path, near] }),
    ...(keys.length > 0 && (keys.length <= few || near === undefined)
      ? { fix: `allowed here: ${keys.join(', ')}` }
      : {}),
  }
}

function missing(error: ErrorObject, path: Path): Finding {
  const name = missingKey(error)
  const properties: unknown = error.parentSchema?.['properties']
  const schema = isRecord(properties) ? properties[name] : undefined
  const description = isRecord(schema) ? schema['description'] : undefined
  const about = typeof description === 'string' ? ` (${description.replace(/\.$/, '')})` : ''
  return { path: [...path, name], message: 'this key is required and missing', at: 'key', fix: `add ${name}${about}` }
}

function badName(error: ErrorObject, path: Path): Finding {
  const rules: unknown = error.parentSchema?.['propertyNames']
  const title = isRecord(rules) && typeof rules['title'] === 'string' ? rules['title'] : 'another form'
  const name = String(error.params['propertyName'])
  return {
    path: [...path, name],
    message: `expected ${title}, got ${JSON.stringify(name)}`,
    at: 'key',
    fix: 'rename the key',
  }
}

function repeated(error: ErrorObject, path: Path, show: ShowValue): Finding {
  const [first, second] = [Number(error.params['j']), Number(error.params['i'])].toSorted((a, b) => a - b)
  const item = [...path, second ?? 0]
  const value: unknown = Array.isArray(error.data) ? error.data[second ?? 0] : undefined
  return {
    path: item,
    message: `${show(item, value)} stands in this list already, as item ${(first ?? 0) + 1}`,
    fix: 'remove one of the two',
  }
}

/** A JSON pointer as path; indexes become numbers where the data has a list. */
function pointerPath(pointer: string, data: unknown): Path {
  const path: (string | number)[] = []
  let here = data
  for (const raw of pointer.split('/').slice(1)) {
    const segment = raw.replaceAll('~1', '/').replaceAll('~0', '~')
    path.push(Array.isArray(here) ? Number(segment) : segment)
    here = isRecord(here) ? here[segment] : Array.isArray(here) ? here[Number(segment)] : undefined
  }
  return path
}
